<?php
/**
 * The card around the link that is stored in the post, and that is left where this plugin is not.
 *
 * @package Pledgemark
 *
 * @var array  $attributes The block's attributes.
 * @var string $content    The paragraph with the link.
 */

defined( 'ABSPATH' ) || exit;

if ( preg_match( '#^[a-z0-9-]+/[a-z0-9-]+$#', $attributes['pledge'] ) ) {
	// phpcs:ignore WordPress.Security.EscapeOutput -- $content is the post's own, as any block's is.
	printf( '<pledge-card %s pledge="%s">%s</pledge-card>', get_block_wrapper_attributes(), esc_attr( $attributes['pledge'] ), $content );
} else {
	echo $content; // phpcs:ignore WordPress.Security.EscapeOutput -- as above.
}
