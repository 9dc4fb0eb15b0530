<?php
/**
 * The block of a card, and the format of a badge in a sentence.
 *
 * @package Pledgemark
 */

defined( 'ABSPATH' ) || exit;

/**
 * Registers the scripts of the block editor, and the block.
 */
function pledgemark_register_block() {
	$scripts = array(
		'search' => array( 'wp-components', 'wp-compose', 'wp-element', 'wp-i18n' ),
		'card'   => array( 'pledgemark-search', 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ),
		'badge'  => array( 'pledgemark-search', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-i18n', 'wp-rich-text' ),
	);
	foreach ( $scripts as $name => $needs ) {
		wp_register_script( "pledgemark-$name", plugins_url( "editor/$name.js", PLEDGEMARK_FILE ), $needs, PLEDGEMARK_VERSION, true );
		wp_set_script_translations( "pledgemark-$name", 'pledgemark' );
	}
	$settings = array(
		'origin'   => pledgemark_origin(),
		'settings' => current_user_can( 'manage_options' ) ? admin_url( 'options-general.php?page=pledgemark' ) : '',
	);
	wp_add_inline_script( 'pledgemark-search', 'window.pledgemark = ' . wp_json_encode( $settings ) . ';', 'before' );
	wp_register_style( 'pledgemark-editor', plugins_url( 'editor/editor.css', PLEDGEMARK_FILE ), array(), PLEDGEMARK_VERSION );
	register_block_type( dirname( PLEDGEMARK_FILE ) . '/block' );
}
add_action( 'init', 'pledgemark_register_block' );
