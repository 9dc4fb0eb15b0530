<?php
// What the WordPress of the tests does differently: it may ask loopback, asks nobody else, and has a newsletter.

// The installation of the tests is on loopback, on a port of its own, and signs its certificate itself.
add_filter( 'http_request_host_is_external', '__return_true' );
add_filter( 'http_allowed_safe_ports', fn( $ports ) => array_merge( $ports, range( 1024, 65535 ) ) );
add_filter( 'https_ssl_verify', '__return_false' );

// Every host that somebody asks is written down. WordPress itself would ask its own, at each page of the dashboard.
add_filter(
	'pre_http_request',
	function ( $answer, $arguments, $url ) {
		file_put_contents( WP_CONTENT_DIR . '/asked.log', $url . "\n", FILE_APPEND | LOCK_EX );
		return '127.0.0.1' === wp_parse_url( $url, PHP_URL_HOST ) ? $answer : new WP_Error( 'refused', 'The tests are offline.' );
	},
	10,
	3
);

// The classic editor is still there for whoever wants it; plugins ask for it so.
add_filter( 'use_block_editor_for_post', fn( $is_used ) => $is_used && ! isset( $_GET['classic'] ) );

// A newsletter as plugins send them: the post as it is rendered. `sendmail_path` of php.ini keeps it.
add_action(
	'transition_post_status',
	function ( $status, $before, $post ) {
		if ( 'publish' !== $status || 'publish' === $before || ! str_contains( $post->post_title, 'Newsletter' ) ) {
			return;
		}
		$GLOBALS['post'] = $post;
		setup_postdata( $post );
		wp_mail( 'reader@news.example', $post->post_title, apply_filters( 'the_content', $post->post_content ), 'Content-Type: text/html' );
		wp_reset_postdata();
	},
	10,
	3
);
