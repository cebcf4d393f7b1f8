<?php
/**
 * Plugin Name: Kasir for WooCommerce
 * Description: Takes payments with <kasir-checkout>.
 * Requires Plugins: woocommerce
 * Requires PHP: 8.1
 * Version: 0.1.0
 * License: MIT
 */

declare(strict_types=1);

defined('ABSPATH') || exit;

require_once __DIR__ . '/Kasir.php';
require_once __DIR__ . '/kasir-events.php';

add_filter('woocommerce_payment_gateways', fn (array $gateways): array => [...$gateways, 'WC_Gateway_Kasir']);
add_action('rest_api_init', fn () => register_rest_route('kasir/v1', '/events', [
    'methods' => 'POST',
    'callback' => 'kasir_receive_event',
    // Whoever has the secret may: kasir_receive_event verifies the signature.
    'permission_callback' => '__return_true',
]));
// The pay page is made for one customer, so no cache may keep it.
add_action('template_redirect', fn () => is_checkout_pay_page() && nocache_headers());
add_action('plugins_loaded', function (): void {
    if (class_exists('WC_Payment_Gateway')) {
        require_once __DIR__ . '/class-wc-gateway-kasir.php';
    }
});
