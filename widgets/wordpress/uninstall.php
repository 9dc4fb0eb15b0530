<?php
/**
 * Takes away what the plugin has stored, which is its one setting. Articles keep their text and links.
 *
 * @package Pledgemark
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

if ( is_multisite() ) {
	foreach ( get_sites( 'fields=ids&number=0' ) as $pledgemark_site ) {
		switch_to_blog( $pledgemark_site );
		delete_option( 'pledgemark_origin' );
		restore_current_blog();
	}
} else {
	delete_option( 'pledgemark_origin' );
}
