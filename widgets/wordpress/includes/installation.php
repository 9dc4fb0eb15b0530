<?php
/**
 * The installation that the verdicts come from, and its addresses.
 *
 * @package Pledgemark
 */

defined( 'ABSPATH' ) || exit;

/**
 * The installation's origin, such as `https://pledges.example`; empty as long as nobody has entered it.
 */
function pledgemark_origin() {
	return (string) get_option( 'pledgemark_origin', '' );
}

/**
 * The origin of an address, or null where it is none. Only a site that is being developed may do without `https:`.
 *
 * @param string $address What somebody has entered.
 */
function pledgemark_origin_of( $address ) {
	$parts  = wp_parse_url( $address );
	$scheme = isset( $parts['scheme'] ) ? strtolower( $parts['scheme'] ) : '';
	$known  = 'https' === $scheme || ( 'http' === $scheme && 'local' === wp_get_environment_type() );
	if ( ! $known || empty( $parts['host'] ) || isset( $parts['user'] ) || ! preg_match( '/^[a-z0-9.-]+$/i', $parts['host'] ) ) {
		return null;
	}
	$port = isset( $parts['port'] ) ? ':' . $parts['port'] : '';
	return $scheme . '://' . strtolower( $parts['host'] ) . $port;
}

/**
 * The pledge that an address of the installation shows, such as `uk-2017/plant-11-million-trees`; null where it shows none.
 *
 * @param string $url An address.
 */
function pledgemark_pledge_at( $url ) {
	$origin = pledgemark_origin();
	if ( '' === $origin || pledgemark_origin_of( $url ) !== $origin ) {
		return null;
	}
	$path = (string) wp_parse_url( $url, PHP_URL_PATH );
	return preg_match( '#^/([a-z0-9-]+/[a-z0-9-]+)/?$#', $path, $found ) ? $found[1] : null;
}
