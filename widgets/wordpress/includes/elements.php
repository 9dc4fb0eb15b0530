<?php
/**
 * The elements in a page: who may write them, what loads them, and of which day they are.
 *
 * @package Pledgemark
 */

defined( 'ABSPATH' ) || exit;

/** Whatever an element of ours may carry, beside what any element of HTML may. */
const PLEDGEMARK_ATTRIBUTES = array( 'as-of', 'category', 'facet', 'limit', 'live', 'outcome', 'pinned', 'pledge', 'theme', 'tracker', 'verdict', 'view' );

/** The elements. */
const PLEDGEMARK_TAGS = array( 'pledge-badge', 'pledge-card', 'pledge-list', 'pledge-summary' );

/**
 * Lets authors who may not write HTML of their own write the elements, which hold no more than names and dates.
 *
 * @param array        $tags    The tags that are allowed, with their attributes.
 * @param string|array $context Where they are allowed.
 */
function pledgemark_allowed_tags( $tags, $context ) {
	if ( 'post' !== $context ) {
		return $tags;
	}
	$attributes = array_fill_keys( array_merge( PLEDGEMARK_ATTRIBUTES, array( 'class', 'dir', 'hidden', 'id', 'lang', 'style', 'title' ) ), true );
	return array_merge( $tags, array_fill_keys( PLEDGEMARK_TAGS, $attributes ) );
}
add_filter( 'wp_kses_allowed_html', 'pledgemark_allowed_tags', 10, 2 );

/**
 * Keeps the elements in the visual editor of the classic editor.
 *
 * @param array $settings The settings of TinyMCE.
 */
function pledgemark_classic_editor( $settings ) {
	$elements = implode( ',', array_map( fn( $tag ) => $tag . '[*]', PLEDGEMARK_TAGS ) );
	foreach ( array(
		'custom_elements'         => '~' . implode( ',~', PLEDGEMARK_TAGS ),
		'extended_valid_elements' => $elements,
	) as $name => $value ) {
		$settings[ $name ] = empty( $settings[ $name ] ) ? $value : $settings[ $name ] . ',' . $value;
	}
	return $settings;
}
add_filter( 'tiny_mce_before_init', 'pledgemark_classic_editor' );

/**
 * Whether a text as it is stored may show an element of ours.
 *
 * @param string $content The content of a post.
 */
function pledgemark_may_show( $content ) {
	foreach ( array( '<pledge-', '[pledge_badge', pledgemark_origin() ) as $sign ) {
		if ( false !== strpos( $content, $sign ) ) {
			return true;
		}
	}
	return false;
}

/** What cards and summaries need in most columns: less than that moves the rest of the page when they come. */
const PLEDGEMARK_ROOM = 'pledge-card:not([hidden]),pledge-summary:not([hidden]){display:block}
@media (scripting:enabled){pledge-card{min-block-size:17rem}pledge-summary{min-block-size:23rem}}
@media (scripting:enabled) and (max-width:480px){pledge-card{min-block-size:22rem}pledge-summary{min-block-size:28rem}}';

/**
 * Keeps the room that elements need until they are there.
 */
function pledgemark_enqueue_style() {
	if ( wp_style_is( 'pledgemark' ) ) {
		return;
	}
	// A small file with a path is printed in the page: readers ask nobody for it.
	wp_enqueue_style( 'pledgemark', plugins_url( 'badge.css', PLEDGEMARK_FILE ), array(), PLEDGEMARK_VERSION );
	wp_style_add_data( 'pledgemark', 'path', dirname( PLEDGEMARK_FILE ) . '/badge.css' );
	wp_add_inline_style( 'pledgemark', PLEDGEMARK_ROOM );
}

/**
 * Looks through the posts of a page before it is printed: a classic theme renders them when its styles are out already.
 */
function pledgemark_look_through_posts() {
	$posts = $GLOBALS['wp_query']->posts ?? array();
	if ( '' !== pledgemark_origin() && array_filter( $posts, fn( $post ) => $post instanceof WP_Post && pledgemark_may_show( $post->post_content ) ) ) {
		pledgemark_enqueue_style();
	}
}
add_action( 'wp_enqueue_scripts', 'pledgemark_look_through_posts' );

/**
 * Loads the elements where there is one. Their address has no version: with one it would be another module than that of a
 * snippet that somebody has pasted.
 *
 * @param string $html What a block, or a post, is rendered as.
 */
function pledgemark_enqueue_elements( $html ) {
	$origin = pledgemark_origin();
	if ( '' !== $origin && is_string( $html ) && false !== strpos( $html, '<pledge-' ) ) {
		pledgemark_enqueue_style();
		wp_enqueue_script_module( 'pledgemark', $origin . '/embed/v1.js', array(), null );
	}
	return $html;
}
add_filter( 'render_block', 'pledgemark_enqueue_elements' );

/**
 * What the script's tag has in every snippet of ours.
 *
 * @param array $attributes The attributes of a script.
 */
function pledgemark_script_attributes( $attributes ) {
	if ( 'pledgemark-js-module' !== ( $attributes['id'] ?? '' ) ) {
		return $attributes;
	}
	return array_merge(
		$attributes,
		array(
			'async'          => true,
			'fetchpriority'  => 'low',
			'referrerpolicy' => 'no-referrer',
		)
	);
}
add_filter( 'wp_script_attributes', 'pledgemark_script_attributes' );

/**
 * Gives the elements of a post its date, so that they tell what has changed since. One that says a day of its own keeps it.
 *
 * @param string $content The content, with its blocks and shortcodes rendered.
 */
function pledgemark_date_elements( $content ) {
	$post = get_post();
	if ( ! $post || false === strpos( $content, '<pledge-' ) ) {
		return $content;
	}
	pledgemark_enqueue_elements( $content );
	// A draft has no date, and what is planned is none yet.
	$published = (int) get_post_timestamp( $post );
	if ( 0 >= (int) $post->post_date_gmt || $published > time() ) {
		return $content;
	}
	$elements = new WP_HTML_Tag_Processor( $content );
	while ( $elements->next_tag() ) {
		$is_dated = in_array( $elements->get_tag(), array( 'PLEDGE-BADGE', 'PLEDGE-CARD' ), true );
		if ( $is_dated && ! $elements->get_attribute( 'as-of' ) ) {
			$elements->set_attribute( 'as-of', gmdate( 'Y-m-d\TH:i:s\Z', $published ) );
		}
	}
	return $elements->get_updated_html();
}
// After blocks (9), the addresses of embeds (8) and shortcodes (11).
add_filter( 'the_content', 'pledgemark_date_elements', 15 );
