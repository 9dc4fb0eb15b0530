<?php
/**
 * Cards of pasted addresses, and badges of shortcodes.
 *
 * @package Pledgemark
 */

defined( 'ABSPATH' ) || exit;

/**
 * Makes an element of the frame that WordPress has made of a pasted address.
 *
 * WordPress asks the installation itself, as it does wherever it meets an address, and keeps the answer with the post: a
 * frame in a sandbox, and the verdict in a sentence with its date. The element is made of that whenever a post is shown. So
 * nothing of ours is stored, an address that was pasted before this plugin came is a card as well, and one that is left
 * behind is a frame again.
 *
 * @param string|false $html The frame and the sentence.
 * @param string       $url  The address.
 */
function pledgemark_embed( $html, $url ) {
	// In the visual editor, where no script of ours runs, the frame is the live one.
	if ( ! is_string( $html ) || pledgemark_origin_of( $url ) !== pledgemark_origin() || doing_action( 'wp_ajax_parse-embed' ) ) {
		return $html;
	}
	$frame = new WP_HTML_Tag_Processor( $html );
	$src   = $frame->next_tag( 'iframe' ) ? (string) $frame->get_attribute( 'src' ) : '';
	$path  = (string) wp_parse_url( $src, PHP_URL_PATH );
	if ( pledgemark_origin_of( $src ) !== pledgemark_origin() || ! preg_match( '#^/embed/(card|summary)/([a-z0-9-]+(?:/[a-z0-9-]+)?)$#', $path, $found ) ) {
		return $html;
	}
	wp_parse_str( (string) wp_parse_url( $src, PHP_URL_QUERY ), $query );
	wp_parse_str( (string) wp_parse_url( $url, PHP_URL_QUERY ), $asked );
	$attributes = array(
		'pledge'   => 'card' === $found[1] ? $found[2] : '',
		'tracker'  => 'summary' === $found[1] ? $found[2] : '',
		'category' => $query['category'] ?? '',
		'facet'    => $query['facet'] ?? '',
		// A day that the author has chosen, and not that of the answer.
		'as-of'    => 'card' === $found[1] ? ( $asked['as-of'] ?? '' ) : '',
	);
	return pledgemark_element( 'pledge-' . $found[1], $attributes, $url, trim( wp_strip_all_tags( $html ) ) );
}
// Before WordPress looks whether the page needs its script for frames.
add_filter( 'embed_oembed_html', 'pledgemark_embed', 9, 2 );

/**
 * Makes a card of the address of a pledge that WordPress could not embed, because the installation was away, or because
 * the site asks nobody: readers' browsers ask for themselves.
 *
 * @param string $output A link, or the address alone.
 * @param string $url    The address.
 */
function pledgemark_embed_unknown( $output, $url ) {
	$pledge = pledgemark_pledge_at( $url );
	return null === $pledge ? $output : pledgemark_element( 'pledge-card', array( 'pledge' => $pledge ), $url, $url );
}
add_filter( 'embed_maybe_make_link', 'pledgemark_embed_unknown', 10, 2 );

/**
 * A badge in a sentence: `[pledge_badge url="https://pledges.example/tracker/pledge"]In progress[/pledge_badge]`.
 *
 * @param array|string $attributes The address of the pledge.
 * @param string|null  $words      What stands in feeds and mails, and until the verdict is there.
 */
function pledgemark_badge( $attributes, $words = null ) {
	$url    = shortcode_atts( array( 'url' => '' ), $attributes, 'pledge_badge' )['url'];
	$text   = trim( wp_strip_all_tags( (string) $words ) );
	$text   = '' === $text ? __( 'the verdict', 'pledgemark' ) : $text;
	$pledge = pledgemark_pledge_at( $url );
	// An address that shows no pledge, or that of another site, is a link and no more.
	return null === $pledge
		? sprintf( '<a href="%s">%s</a>', esc_url( $url ), esc_html( $text ) )
		: pledgemark_element( 'pledge-badge', array( 'pledge' => $pledge ), $url, $text );
}
add_shortcode( 'pledge_badge', 'pledgemark_badge' );

/**
 * An element with its link, which is what stands in feeds and mails. In one line, and nothing but a link in it: WordPress
 * makes paragraphs of the rest.
 *
 * @param string   $tag        The element.
 * @param string[] $attributes Its attributes; one that is empty is left out.
 * @param string   $url        Where the link leads.
 * @param string   $text       What it says.
 */
function pledgemark_element( $tag, $attributes, $url, $text ) {
	$html = '<' . $tag;
	foreach ( $attributes as $name => $value ) {
		$html .= is_string( $value ) && '' !== $value ? sprintf( ' %s="%s"', $name, esc_attr( $value ) ) : '';
	}
	return sprintf( '%s><a href="%s">%s</a></%s>', $html, esc_url( $url ), esc_html( $text ), $tag );
}
