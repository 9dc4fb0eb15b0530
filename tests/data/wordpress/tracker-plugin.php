<?php
add_filter('pre_http_request', fn() => new WP_Error('offline', 'offline'));
add_action('init', function () {
  register_post_type('promise', ['public' => true, 'label' => 'Promises', 'show_in_rest' => true, 'rest_base' => 'promises', 'supports' => ['title','editor','excerpt','custom-fields','thumbnail'], 'taxonomies' => ['category', 'post_tag'], 'rewrite' => ['slug' => 'promises']]);
  register_taxonomy('promise_status', 'promise', ['public' => true, 'label' => 'Status', 'show_in_rest' => true]);
  foreach (['quote', 'page', 'deadline', 'status_date'] as $key)
    register_post_meta('promise', $key, ['show_in_rest' => true, 'single' => true, 'type' => 'string']);
});
