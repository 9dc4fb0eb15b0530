<?php
// What made harbour-watch.xml and harbour-watch.json: run by PHP beside a WordPress of its own (README.md).
[, $wordpress, $out] = $argv;
error_reporting(E_ERROR);
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = 'old-site.example'; $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1'; $_SERVER['REQUEST_METHOD']='GET'; $_SERVER['REQUEST_URI']='/'; $_SERVER['HTTPS']='on';
chdir($wordpress);
require $wordpress . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Harbour Watch', 'harbour-editor', 'editor@old-site.example', true, '', 'secret-not-used');
update_option('siteurl', 'https://old-site.example'); update_option('home', 'https://old-site.example');
update_option('timezone_string', 'Europe/London');
update_option('permalink_structure', '/%postname%/');
do_action('init'); global $wp_rewrite; $wp_rewrite->init(); 
wp_set_current_user(1);
foreach ([1,2,3] as $id) wp_delete_post($id, true);
$cat = []; foreach (['Housing & Rent' => 'housing', 'Transport' => 'transport', 'Здоров’я' => '', 'Environment' => 'environment', 'Tax' => 'tax'] as $name => $slug) { $t = wp_insert_term($name, 'category', $slug ? ['slug' => $slug] : []); $cat[$name] = $t['term_id']; }
foreach (['Kept', 'In progress', 'Broken', 'Not rated yet'] as $name) wp_insert_term($name, 'promise_status');
$picture = wp_insert_attachment(['post_title' => 'The ferry at the quay', 'post_mime_type' => 'image/jpeg', 'post_status' => 'inherit', 'guid' => 'https://old-site.example/wp-content/uploads/2024/05/ferry.jpg'], '2024/05/ferry.jpg');
update_post_meta($picture, '_wp_attachment_image_alt', 'A ferry leaves the quay');
$second = wp_insert_attachment(['post_title' => 'The timetable', 'post_mime_type' => 'image/png', 'post_status' => 'inherit', 'guid' => 'https://old-site.example/wp-content/uploads/2024/05/timetable.png'], '2024/05/timetable.png');
function promise($title, $content, $more) {
  global $cat; static $n = 0; $n++;
  $date = sprintf('2024-%02d-%02d 09:30:00', 2 + intdiv($n, 3), 3 + $n);
  $id = wp_insert_post(wp_slash(array_merge(['post_type' => 'promise', 'post_status' => 'publish', 'post_title' => $title, 'post_content' => $content, 'post_date' => $date, 'post_author' => 1], $more['post'] ?? [])), true);
  if (is_wp_error($id)) die($id->get_error_message());
  wp_set_object_terms($id, array_map(fn($name) => $cat[$name], $more['topics'] ?? []), 'category');
  if (isset($more['status'])) wp_set_object_terms($id, $more['status'], 'promise_status');
  if (isset($more['tags'])) wp_set_object_terms($id, $more['tags'], 'post_tag');
  foreach ($more['meta'] ?? [] as $key => $value) add_post_meta($id, $key, wp_slash($value));
  return $id;
}
promise('Reopen the “Harbour” ferry &amp; its quay', <<<'H'
<!-- wp:paragraph -->
<p>The council <strong>reopened </strong>the ferry on <em>1 March 2024</em>, as the <a href='https://council.example/minutes/2024-03?item=4&amp;page=2'>minutes of March</a> say. A ticket is &pound;2&nbsp;&ndash; it was <del>£3</del> before, 5 &lt; 6, and the pier is 40 m<sup>2</sup>.</p>
<!-- /wp:paragraph -->

<!-- wp:heading -->
<h2 class="wp-block-heading">What was built</h2>
<!-- /wp:heading -->

<!-- wp:list -->
<ul class="wp-block-list"><!-- wp:list-item -->
<li>Two quays:<!-- wp:list {"ordered":true} -->
<ol class="wp-block-list"><!-- wp:list-item -->
<li>north, and its <a href="https://www.news.example/north">shelter</a></li>
<!-- /wp:list-item -->

<!-- wp:list-item -->
<li>south</li>
<!-- /wp:list-item --></ol>
<!-- /wp:list --></li>
<!-- /wp:list-item -->

<!-- wp:list-item -->
<li>One timetable</li>
<!-- /wp:list-item --></ul>
<!-- /wp:list -->

<!-- wp:quote -->
<blockquote class="wp-block-quote"><!-- wp:paragraph -->
<p>We will reopen the ferry within a year.</p>
<!-- /wp:paragraph --><cite>Harbour List, 2022</cite></blockquote>
<!-- /wp:quote -->

<!-- wp:table -->
<figure class="wp-block-table"><table><thead><tr><th>Year</th><th>Passengers</th></tr></thead><tbody><tr><td>2023</td><td>0</td></tr><tr><td>2024</td><td>12,400 *</td></tr></tbody></table><figcaption class="wp-element-caption">Passengers by year</figcaption></figure>
<!-- /wp:table -->

<!-- wp:image {"id":PICTURE,"sizeSlug":"large"} -->
<figure class="wp-block-image size-large"><img src="https://old-site.example/wp-content/uploads/2024/05/ferry.jpg" alt="A ferry leaves the quay" class="wp-image-PICTURE"/><figcaption class="wp-element-caption">The first ferry</figcaption></figure>
<!-- /wp:image -->

<!-- wp:gallery {"linkTo":"none"} -->
<figure class="wp-block-gallery has-nested-images columns-default is-cropped"><!-- wp:image {"id":SECOND} -->
<figure class="wp-block-image"><img src="https://old-site.example/wp-content/uploads/2024/05/timetable.png" alt="" class="wp-image-SECOND"/></figure>
<!-- /wp:image --></figure>
<!-- /wp:gallery -->

<!-- wp:embed {"url":"https://video.example/watch?v=abc_123","type":"video","providerNameSlug":"video"} -->
<figure class="wp-block-embed is-type-video"><div class="wp-block-embed__wrapper">
https://video.example/watch?v=abc_123
</div></figure>
<!-- /wp:embed -->

<!-- wp:separator -->
<hr class="wp-block-separator has-alpha-channel-opacity"/>
<!-- /wp:separator -->

<!-- wp:latest-posts {"postsToShow":3} /-->

<!-- wp:shortcode -->
[contact-form-7 id="12" title="Tell us"]
<!-- /wp:shortcode -->

<!-- wp:buttons -->
<div class="wp-block-buttons"><!-- wp:button -->
<div class="wp-block-button"><a class="wp-block-button__link wp-element-button" href="/about/">About us</a></div>
<!-- /wp:button --></div>
<!-- /wp:buttons -->
H, ['post' => ['post_excerpt' => 'The ferry runs again since 1&nbsp;March 2024, &amp; two quays were built.', 'post_name' => 'reopen-the-ferry'], 'topics' => ['Transport', 'Tax'], 'status' => 'Kept', 'tags' => ['ferry'], 'meta' => ['quote' => "We will reopen the ferry within a year.", 'page' => '12', 'deadline' => '20241231', 'status_date' => '20240301', '_wp_old_slug' => 'ferry-to-reopen', '_edit_last' => '1', '_thumbnail_id' => (string) $picture, 'internal_note' => 'ask Ann']]);
promise('Build 500 homes', <<<'H'
The first <b>120 homes </b>were finished in May, says <a href="https://www.news.example/homes_2024_(may)">the paper</a>.
The mayor spoke of "a start".

[caption id="attachment_9" align="alignright" width="300"]<img class="size-medium" src="https://old-site.example/wp-content/uploads/2023/homes.jpg" alt="Homes in Mill Street" width="300" height="200" /> Homes in Mill Street[/caption]

<blockquote>500 homes in five years,
at rents that people can pay.</blockquote>
[gallery ids="PICTURE,SECOND"]

https://video.example/homes

He said [sic] that <b>it</b>'s a <strong>"fact"</strong>that counts. 2 * 3 * 4 = 24, snake_case_word, 1. not a list
[timeline_box colour="red"]Begun in <em>2023</em>.[/timeline_box]

[[gallery]] is how a gallery is written.

- not a list either
# no heading

<pre>cost  100
tax    20</pre>
<iframe width="560" src="https://maps.example/embed?x=1" frameborder="0"></iframe>
<script>track("homes")</script>
<!--more-->
See <a href="#note">the note</a>, <a href="javascript:alert(1)">this</a>, <a href="mailto:desk@old-site.example">us</a> and <a href="https://user:pw@bad.example/">that</a>.
H, ['topics' => ['Housing & Rent'], 'status' => 'In progress', 'post' => ['post_excerpt' => ''], 'meta' => ['quote' => '', 'page' => 'p. 4', 'deadline' => '31/12/2027', 'status_date' => '2024-05-20']]);
promise('Побудувати нову лікарню', "Лікарню <strong>не </strong>збудовано, пише <a href=\"https://novyny.example/%D0%BB%D1%96%D0%BA%D0%B0%D1%80%D0%BD%D1%8F\">газета</a>.\n\nПро гроші нічого не відомо.", ['topics' => ['Здоров’я'], 'status' => 'Broken', 'post' => ['post_excerpt' => 'Лікарню не збудовано.'], 'meta' => ['quote' => 'Ми збудуємо нову лікарню.', 'page' => '7']]);
promise('图书馆全天开放', '<p>图书馆仍然在晚上关门。<a href="https://xinwen.example/lib">新闻</a></p>', ['topics' => ['Environment'], 'status' => 'Broken', 'post' => ['post_excerpt' => '图书馆仍然关门。'], 'meta' => ['quote' => '图书馆将全天开放。']]);
promise('Plant 2,000 trees', '<p>Nothing is known yet.</p>', ['topics' => ['Environment', 'Housing & Rent', 'Tax', 'Transport'], 'status' => 'Not rated yet', 'post' => ['post_excerpt' => 'Nothing is known yet.'], 'meta' => ['quote' => 'We will plant 2,000 trees.']]);
promise('A promise that is still being written', '<p>To come.</p>', ['topics' => ['Tax'], 'post' => ['post_status' => 'draft']]);
promise('A private promise', '<p>Kept from view.</p>', ['topics' => ['Tax'], 'status' => 'Kept', 'post' => ['post_status' => 'private']]);
promise('A promise with a password', '<p>Behind a password.</p>', ['topics' => ['Tax'], 'status' => 'Kept', 'post' => ['post_password' => 'quay']]);
promise('A thrown away promise', '<p>Gone.</p>', ['topics' => ['Tax'], 'post' => ['post_status' => 'trash']]);
$page = wp_insert_post(['post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'About', 'post_content' => 'Who we are.']);
$ferry = get_posts(['post_type' => 'promise', 'name' => 'reopen-the-ferry'])[0]->ID;
global $wpdb;
foreach ([$picture => 'PICTURE', $second => 'SECOND'] as $id => $word) $wpdb->query($wpdb->prepare("UPDATE $wpdb->posts SET post_content = REPLACE(post_content, %s, %s)", $word, (string) $id));
wp_insert_comment(['comment_post_ID' => $ferry, 'comment_author' => 'A reader', 'comment_author_email' => 'reader@mail.example', 'comment_content' => 'At last!', 'comment_approved' => 1]);
clean_post_cache($ferry); wp_cache_flush();
require_once ABSPATH . 'wp-admin/includes/export.php';
ob_start(); export_wp(); $xml = ob_get_clean();
file_put_contents($out . '/harbour-watch.xml', $xml);
wp_set_current_user(0);
do_action('rest_api_init', rest_get_server());
function rest($path, $query = []) { $r = new WP_REST_Request('GET', $path); $r->set_query_params($query); $answer = rest_do_request($r); $server = rest_get_server(); return $server->response_to_data($answer, false); }
$all = [];
foreach (['types', 'taxonomies'] as $p) $all[$p] = array_map(fn($each) => array_intersect_key((array) $each, array_flip(['slug', 'rest_base'])), rest("/wp/v2/$p"));
foreach (['promises', 'posts', 'categories', 'tags', 'promise_status', 'media'] as $p) $all[$p] = rest("/wp/v2/$p", ['per_page' => 100, 'orderby' => 'id', 'order' => 'asc', '_fields' => 'id,slug,name,type,status,link,date_gmt,modified_gmt,title,content,excerpt,meta,featured_media,categories,tags,promise_status,source_url,alt_text']);
file_put_contents($out . '/harbour-watch.json', json_encode($all, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE));
