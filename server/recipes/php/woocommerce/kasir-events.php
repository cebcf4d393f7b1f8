<?php

declare(strict_types=1);

defined('ABSPATH') || exit;

/** The REST route that KASIR_WEBHOOK_URL names. */
function kasir_receive_event(WP_REST_Request $request): WP_REST_Response
{
    $settings = get_option('woocommerce_kasir_settings', []);
    $headers = [];
    foreach (['webhook-id', 'webhook-timestamp', 'webhook-signature'] as $name) {
        $headers[$name] = (string) $request->get_header($name);
    }
    // get_body(), never get_json_params(): the signature covers the bytes.
    $body = $request->get_body();
    if (!Kasir::verify((string) ($settings['webhook_secret'] ?? ''), $headers, $body)) {
        return new WP_REST_Response(null, 401);
    }
    $event = json_decode($body, true, 512, JSON_THROW_ON_ERROR);
    $checkout = $event['data']['checkout'] ?? null;
    if ($checkout === null || preg_match('/^wc-(\d+)$/D', $checkout['reference'], $found) !== 1) {
        return new WP_REST_Response(null, 204);
    }
    // One event of an order at a time. Another answer than 2xx is sent again later.
    global $wpdb;
    $lock = "kasir-$found[1]";
    if ((int) $wpdb->get_var($wpdb->prepare('select get_lock(%s, 5)', $lock)) !== 1) {
        return new WP_REST_Response(null, 503);
    }
    try {
        $order = wc_get_order((int) $found[1]);
        if ($order && (string) $order->get_meta('_kasir_checkout_id') === $checkout['id']) {
            kasir_apply_event($order, $headers['webhook-id'], $event);
        }
    } finally {
        $wpdb->query($wpdb->prepare('select release_lock(%s)', $lock));
    }
    return new WP_REST_Response(null, 204);
}

/**
 * Brings an order in line with an event, which may come late, twice, or after a later one.
 *
 * The views say how things are, so the order follows them. The type is needed only for what is done once, and only if no
 * later event was seen: the views of a late event are those of the moment it was sent, its type is history.
 */
function kasir_apply_event(WC_Order $order, string $id, array $event): void
{
    $seen = $order->get_meta('_kasir_events') ?: [];
    if (in_array($id, $seen, true)) {
        return;
    }
    ['checkout' => $checkout, 'sequence' => $sequence] = $event['data'];
    $last = (int) $order->get_meta('_kasir_sequence');
    if ($checkout['status'] === 'paid' && !$order->is_paid()) {
        $amount = WC_Gateway_Kasir::amount_of($order->get_total(), $order->get_currency());
        if ($checkout['amount'] === $amount && $checkout['currency'] === $order->get_currency()) {
            $order->payment_complete(kasir_payment_of($checkout));
        } else {
            $order->update_status('on-hold', 'Kasir: another amount was paid than this order costs.');
        }
    } elseif (in_array($checkout['status'], ['expired', 'canceled'], true) && $order->has_status('pending')) {
        $order->update_status('cancelled', "Kasir: the checkout is $checkout[status].");
    }
    $payment = $event['data']['payment'] ?? [];
    if ($sequence >= $last && $event['type'] === 'payment.review_required') {
        $order->add_order_note('Kasir: a person has to decide about payment ' . ($payment['id'] ?? '')
            . ': ' . ($payment['review'] ?? 'unknown'));
    }
    if ($event['type'] === 'payment.refunded' && ($event['data']['refund']['origin'] ?? '') === 'provider') {
        $order->add_order_note('Kasir: refunded at the provider, ' . $event['data']['refund']['amount']);
    }
    $order->update_meta_data('_kasir_sequence', max($last, $sequence));
    $order->update_meta_data('_kasir_events', [...$seen, $id]);
    $order->save();
}

/** The payment that paid it, for refunds. */
function kasir_payment_of(array $checkout): string
{
    foreach ($checkout['payments'] as $payment) {
        if ($payment['status'] === 'succeeded') {
            return $payment['id'];
        }
    }
    return '';
}
