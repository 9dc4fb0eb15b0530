<?php
/**
 * Plugin Name:       Pledgemark
 * Description:       Verdicts on political promises in your articles, as they stand today: paste an address, or add a block or a badge in a sentence.
 * Version:           0.2.0
 * Requires at least: 6.5
 * Requires PHP:      7.4
 * Author:            The Pledgemark contributors
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       pledgemark
 *
 * @package Pledgemark
 */

defined( 'ABSPATH' ) || exit;

define( 'PLEDGEMARK_VERSION', '0.2.0' );
define( 'PLEDGEMARK_FILE', __FILE__ );

require __DIR__ . '/includes/installation.php';
require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/elements.php';
require __DIR__ . '/includes/embeds.php';
require __DIR__ . '/includes/editors.php';
