<?php
// PHP's own web server in front of WordPress: what WordPress writes lies beside its files and not among them.
$path = rawurldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$file = str_starts_with( $path, '/wp-content/' )
	? getenv( 'WORDPRESS_CONTENT' ) . substr( $path, strlen( '/wp-content' ) )
	: $_SERVER['DOCUMENT_ROOT'] . $path;

if ( str_starts_with( $path, '/wp-content/' ) && is_file( $file ) && ! str_contains( $path, '..' ) ) {
	$types = array( 'css' => 'text/css', 'js' => 'text/javascript', 'svg' => 'image/svg+xml', 'woff2' => 'font/woff2' );
	header( 'Content-Type: ' . ( $types[ pathinfo( $file, PATHINFO_EXTENSION ) ] ?? 'application/octet-stream' ) );
	header( 'Cache-Control: max-age=600' );
	readfile( $file );
	return true;
}
if ( is_file( $file ) || is_file( rtrim( $file, '/' ) . '/index.php' ) && '/' !== $path ) {
	return false;
}
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
