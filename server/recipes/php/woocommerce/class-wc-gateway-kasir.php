<?php

declare(strict_types=1);

defined('ABSPATH') || exit;

/** The customer pays on the shop's own pay page, which shows the element. The webhook marks the order as paid. */
class WC_Gateway_Kasir extends WC_Payment_Gateway
{
    /** How many digits of a currency's amount are below its unit; the others have two. */
    private const WITHOUT_DECIMALS = ['IDR', 'VND'];

    public function __construct()
    {
        $this->id = 'kasir';
        $this->method_title = 'Kasir';
        $this->method_description = 'Virtual accounts, QR codes, e-wallets, stores and cards on your own pay page. Events go to '
            . rest_url('kasir/v1/events') . ' (KASIR_WEBHOOK_URL of the server).';
        $this->has_fields = false;
        $this->supports = ['products', 'refunds'];
        $this->init_form_fields();
        $this->init_settings();
        $this->title = $this->get_option('title');
        add_action('woocommerce_update_options_payment_gateways_kasir', [$this, 'process_admin_options']);
        add_action('woocommerce_receipt_kasir', [$this, 'show_element']);
    }

    public function init_form_fields(): void
    {
        $this->form_fields = [
            'enabled' => ['title' => 'Enabled', 'type' => 'checkbox', 'default' => 'no'],
            'title' => ['title' => 'Title', 'type' => 'text', 'default' => 'Pay online'],
            'url' => ['title' => 'PUBLIC_URL of the server', 'type' => 'url', 'default' => ''],
            'api_key' => ['title' => 'One of KASIR_API_KEYS', 'type' => 'password', 'default' => ''],
            'webhook_secret' => ['title' => 'KASIR_WEBHOOK_SECRET', 'type' => 'password', 'default' => ''],
        ];
    }

    public function process_payment($order_id): array
    {
        return ['result' => 'success', 'redirect' => wc_get_order($order_id)->get_checkout_payment_url(true)];
    }

    /** On the pay page of an order. */
    public function show_element($order_id): void
    {
        try {
            $token = $this->token_for(wc_get_order($order_id));
        } catch (KasirProblem | KasirUnreachable $error) {
            wc_get_logger()->error($error->getMessage(), ['source' => 'kasir']);
            echo '<p>' . esc_html__('Payment is not available at the moment. Please try again later.', 'kasir') . '</p>';
            return;
        }
        $bff = esc_url(rtrim($this->get_option('url'), '/'));
        printf('<script type="module" src="%s/kasir.js"></script>', $bff);
        printf('<kasir-checkout bff="%s" token="%s"></kasir-checkout>', $bff, esc_attr($token));
    }

    /** A fresh token of the open checkout; a new checkout once that has ended, or where the order has another amount. */
    private function token_for(WC_Order $order): string
    {
        $kasir = $this->kasir();
        $id = (string) $order->get_meta('_kasir_checkout_id');
        $amount = self::amount_of($order->get_total(), $order->get_currency());
        if ($id !== '') {
            $checkout = $kasir->getCheckout($id);
            if ($checkout['status'] === 'open' && $checkout['amount'] === $amount) {
                return $kasir->renewToken($id);
            }
            if ($checkout['status'] === 'open') {
                $kasir->call('POST', "/v1/checkouts/$id/cancel");
            }
        }
        // The last checkout names the try: a repeat after a crash finds the same one again.
        $checkout = $kasir->createCheckout([
            'reference' => 'wc-' . $order->get_id(),
            'amount' => $amount,
            'currency' => $order->get_currency(),
            'description' => get_bloginfo('name') . ' #' . $order->get_order_number(),
            'returnUrl' => $this->get_return_url($order),
            'customer' => array_filter([
                'name' => trim($order->get_formatted_billing_full_name()),
                'email' => $order->get_billing_email(),
                'phone' => $order->get_billing_phone(),
            ]),
        ], 'wc-' . $order->get_id() . '-after-' . ($id === '' ? 'none' : $id));
        $order->update_meta_data('_kasir_checkout_id', $checkout['id']);
        $order->update_meta_data('_kasir_sequence', 0);
        $order->save();
        return $checkout['clientToken'];
    }

    /** @return bool|WP_Error */
    public function process_refund($order_id, $amount = null, $reason = '')
    {
        $order = wc_get_order($order_id);
        $payment = (string) $order->get_transaction_id();
        if ($payment === '') {
            return new WP_Error('kasir', 'This order was not paid with Kasir.');
        }
        // WooCommerce has stored this refund before it asks for the money.
        $refund = $order->get_refunds()[0] ?? null;
        if ($refund === null) {
            return new WP_Error('kasir', 'Refunds are made from the order, so that each has a number.');
        }
        $body = $reason === '' ? [] : ['reason' => mb_substr(preg_replace('/\s+/u', ' ', $reason), 0, 255)];
        if ($amount !== null) {
            $body['amount'] = self::amount_of($amount, $order->get_currency());
        }
        try {
            $made = $this->kasir()->refund($payment, $body, 'wc-refund-' . $refund->get_id());
        } catch (KasirProblem | KasirUnreachable $error) {
            return new WP_Error('kasir', $error->getMessage());
        }
        if ($made['status'] === 'failed') {
            return new WP_Error('kasir', 'The provider refused the refund.');
        }
        $order->add_order_note("Refund $made[id] is $made[status].");
        return true;
    }

    /** Whole numbers in the currency's smallest unit in use: Rp150.000 is 150000, PHP 10,000.01 is 1000001. */
    public static function amount_of(string|float $total, string $currency): int
    {
        return (int) round((float) $total * (in_array($currency, self::WITHOUT_DECIMALS, true) ? 1 : 100));
    }

    private function kasir(): Kasir
    {
        return new Kasir($this->get_option('url'), $this->get_option('api_key'), self::send(...));
    }

    /** @return ?array{int, array<string, string>, string} */
    private static function send(string $method, string $url, array $headers, ?string $body): ?array
    {
        $answer = wp_remote_request($url, [
            'method' => $method,
            'headers' => $headers,
            'body' => $body,
            'timeout' => 20,
            'redirection' => 0,
        ]);
        if (is_wp_error($answer)) {
            return null;
        }
        return [
            (int) wp_remote_retrieve_response_code($answer),
            ['retry-after' => (string) (wp_remote_retrieve_header($answer, 'retry-after') ?: '1')],
            wp_remote_retrieve_body($answer),
        ];
    }
}
