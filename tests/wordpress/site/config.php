<?php
// The settings of the WordPress that the tests run: see ../site.ts. Its own files are shared, and what it writes is not.
$origin  = getenv( 'WORDPRESS_ORIGIN' );
$content = getenv( 'WORDPRESS_CONTENT' );

define( 'WP_HOME', $origin );
define( 'WP_SITEURL', $origin );
define( 'WP_CONTENT_DIR', $content );
// Otherwise it is made of an address that is not stored before the installation.
define( 'COOKIEHASH', 'tests' );
define( 'WP_ENVIRONMENT_TYPE', 'local' );
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', '' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', '' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );

// Sessions last from one process to the next, and longer they need not.
foreach ( array( 'AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE' ) as $name ) {
	define( $name . '_KEY', $content . $name . 'key' );
	define( $name . '_SALT', $content . $name . 'salt' );
}

// What PHP has to say of the plugin is a fault of the tests (`faults()` in ../site.ts reads the file).
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
define( 'WP_DEBUG_LOG', $content . '/debug.log' );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );

$table_prefix = 'wp_';
