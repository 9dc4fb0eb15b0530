<?php
// Installs the WordPress of the tests, with somebody of each role in it; answers as JSON how each of them is let in: a
// program by its password, a browser by its cookies.
define( 'WP_INSTALLING', true );
$_SERVER += array( 'HTTP_HOST' => '127.0.0.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1' );
require getenv( 'WORDPRESS_FILES' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

// Whoever reads does not wait for whoever writes.
$wpdb->dbh->get_pdo()->exec( 'PRAGMA journal_mode = WAL' );

wp_install( 'The Harbour News', 'administrator', 'administrator@news.example', true, '', 'password' );
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'timezone_string', 'Europe/London' );
update_option( 'rss_use_excerpt', '0' );
foreach ( get_posts( array( 'post_type' => array( 'post', 'page' ), 'post_status' => 'any', 'numberposts' => -1 ) ) as $post ) {
	wp_delete_post( $post->ID, true );
}

$keys = array();
foreach ( array( 'administrator', 'editor', 'author', 'contributor' ) as $role ) {
	$id = username_exists( $role );
	if ( ! $id ) {
		$id = wp_insert_user( array( 'user_login' => $role, 'user_pass' => 'password', 'user_email' => "$role@news.example", 'role' => $role ) );
	}
	list( $password ) = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'tests' ) );
	$until         = time() + DAY_IN_SECONDS;
	$session       = WP_Session_Tokens::get_instance( $id )->create( $until );
	$keys[ $role ] = array(
		'password' => $password,
		'cookies'  => array(
			AUTH_COOKIE      => wp_generate_auth_cookie( $id, $until, 'auth', $session ),
			LOGGED_IN_COOKIE => wp_generate_auth_cookie( $id, $until, 'logged_in', $session ),
		),
	);
	// No tour, no choice of patterns: they stand before the page that is to be written.
	update_user_meta( $id, 'wp_persisted_preferences', array(
		'core/edit-post' => array( 'welcomeGuide' => false ),
		'core'           => array( 'welcomeGuide' => false, 'enableChoosePatternModal' => false ),
		'_modified'      => gmdate( 'c' ),
	) );
}
echo wp_json_encode( $keys );
