<?php
/**
 * Settings > Pledgemark: the address of the installation, which is the only setting.
 *
 * @package Pledgemark
 */

defined( 'ABSPATH' ) || exit;

/**
 * Registers the setting and its field.
 */
function pledgemark_register_settings() {
	register_setting(
		'pledgemark',
		'pledgemark_origin',
		array(
			'type'              => 'string',
			'default'           => '',
			'sanitize_callback' => 'pledgemark_sanitize_origin',
		)
	);
	add_settings_section( 'pledgemark', '', '__return_empty_string', 'pledgemark' );
	add_settings_field(
		'pledgemark_origin',
		__( 'Address of the installation', 'pledgemark' ),
		'pledgemark_origin_field',
		'pledgemark',
		'pledgemark',
		array( 'label_for' => 'pledgemark_origin' )
	);
}
add_action( 'admin_init', 'pledgemark_register_settings' );

/**
 * Takes what somebody has entered, which may be the address of any page of the installation. Anything else changes nothing.
 *
 * @param mixed $entered What the form, or a program, has sent.
 */
function pledgemark_sanitize_origin( $entered ) {
	$entered = is_string( $entered ) ? trim( $entered ) : '';
	$origin  = '' === $entered ? '' : pledgemark_origin_of( $entered );
	if ( null !== $origin ) {
		return $origin;
	}
	// WordPress sanitizes an option that is new twice.
	if ( function_exists( 'add_settings_error' ) && ! get_settings_errors( 'pledgemark_origin' ) ) {
		add_settings_error(
			'pledgemark_origin',
			'pledgemark_origin',
			sprintf(
				/* translators: %s: what was entered. */
				__( '“%s” is not the address of an installation, and nothing has changed. Such an address begins with https://, for example https://pledges.example', 'pledgemark' ),
				$entered
			)
		);
	}
	return pledgemark_origin();
}

/**
 * Prints the field.
 */
function pledgemark_origin_field() {
	printf(
		'<input type="url" class="regular-text code" id="pledgemark_origin" name="pledgemark_origin" value="%s" placeholder="https://pledges.example" aria-describedby="pledgemark_origin_help"><p class="description" id="pledgemark_origin_help">%s</p>',
		esc_attr( pledgemark_origin() ),
		esc_html__( 'The site of the desk whose verdicts you show. The address of any page there will do.', 'pledgemark' )
	);
}

/**
 * Adds the page.
 */
function pledgemark_add_settings_page() {
	add_options_page( 'Pledgemark', 'Pledgemark', 'manage_options', 'pledgemark', 'pledgemark_settings_page' );
}
add_action( 'admin_menu', 'pledgemark_add_settings_page' );

/**
 * Prints the page.
 */
function pledgemark_settings_page() {
	echo '<div class="wrap"><h1>Pledgemark</h1>';
	pledgemark_print_state();
	echo '<form action="options.php" method="post">';
	settings_fields( 'pledgemark' );
	do_settings_sections( 'pledgemark' );
	submit_button();
	echo '</form></div>';
}

/**
 * Says whose promises the installation follows, or that it does not answer.
 */
function pledgemark_print_state() {
	$origin = pledgemark_origin();
	if ( '' === $origin ) {
		return;
	}
	$answer = wp_safe_remote_get( $origin . '/api/v1/trackers', array( 'timeout' => 5 ) );
	$found  = json_decode( wp_remote_retrieve_body( $answer ), true );
	if ( 200 !== wp_remote_retrieve_response_code( $answer ) || ! isset( $found['trackers'] ) || ! is_array( $found['trackers'] ) ) {
		$reason = is_wp_error( $answer ) ? $answer->get_error_message() : wp_remote_retrieve_response_code( $answer );
		wp_admin_notice(
			sprintf(
				/* translators: 1: address, 2: what went wrong. */
				esc_html__( 'No installation of Pledgemark answers at %1$s (%2$s). Your articles show what is written in them.', 'pledgemark' ),
				'<code>' . esc_html( $origin ) . '</code>',
				esc_html( $reason )
			),
			array( 'type' => 'warning' )
		);
		return;
	}
	$names = array_filter( array_column( $found['trackers'], 'name' ), 'is_string' );
	wp_admin_notice(
		sprintf(
			/* translators: 1: address, 2: names of trackers. */
			esc_html__( 'Connected to %1$s. Its trackers: %2$s', 'pledgemark' ),
			'<code>' . esc_html( $origin ) . '</code>',
			esc_html( implode( ', ', $names ) )
		),
		array( 'type' => 'info' )
	);
}

/**
 * Leads from the list of plugins to the page.
 *
 * @param string[] $links The plugin's links there.
 */
function pledgemark_action_links( $links ) {
	$link = sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=pledgemark' ) ), esc_html__( 'Settings', 'pledgemark' ) );
	return array_merge( array( $link ), $links );
}
add_filter( 'plugin_action_links_' . plugin_basename( PLEDGEMARK_FILE ), 'pledgemark_action_links' );
