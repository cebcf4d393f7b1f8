<?php
// As much of WordPress and WooCommerce as the recipe uses, for PHP's own server: each request is a process of its own, and
// orders are in a file. `/orders` and the page of an order stand for WooCommerce's checkout and pay page.

declare(strict_types=1);

define('ABSPATH', __DIR__);
$hooks = [];
$routes = [];

function add_filter(string $name, callable $run): void { $GLOBALS['hooks'][$name][] = $run; }
function add_action(string $name, callable $run): void { add_filter($name, $run); }
function do_action(string $name, mixed ...$arguments): void
{
    foreach ($GLOBALS['hooks'][$name] ?? [] as $run) { $run(...$arguments); }
}
function register_rest_route(string $space, string $path, array $route): void { $GLOBALS['routes']["/$space$path"] = $route; }
function rest_url(string $path): string { return getenv('SHOP_URL') . "/wp-json/$path"; }
function esc_url(string $text): string { return htmlspecialchars($text); }
function esc_attr(string $text): string { return htmlspecialchars($text); }
function esc_html__(string $text): string { return htmlspecialchars($text); }
function nocache_headers(): void { header('Cache-Control: no-cache, must-revalidate, max-age=0, no-store, private'); }
function is_checkout_pay_page(): bool { return true; }
function get_bloginfo(): string { return 'Tea house'; }
function __return_true(): bool { return true; }
function get_option(string $name, mixed $other = false): mixed
{
    return $name === 'woocommerce_kasir_settings'
        ? ['url' => getenv('KASIR_URL'), 'api_key' => getenv('KASIR_API_KEY'), 'webhook_secret' => getenv('KASIR_WEBHOOK_SECRET')]
        : $other;
}
function is_wp_error(mixed $value): bool { return $value instanceof WP_Error; }
function wp_remote_request(string $url, array $options): array|WP_Error
{
    $lines = array_map(fn ($name) => "$name: {$options['headers'][$name]}", array_keys($options['headers']));
    $context = stream_context_create(['http' => ['method' => $options['method'], 'header' => $lines,
        'content' => $options['body'] ?? '', 'ignore_errors' => true]]);
    $body = @file_get_contents($url, false, $context);
    if ($body === false) { return new WP_Error('http', 'no answer'); }
    return ['code' => explode(' ', $http_response_header[0])[1], 'body' => $body];
}
function wp_remote_retrieve_response_code(array $answer): string { return $answer['code']; }
function wp_remote_retrieve_header(): string { return ''; }
function wp_remote_retrieve_body(array $answer): string { return $answer['body']; }
function wc_get_logger(): object
{
    return new class { public function error(string $text): void { error_log($text); } };
}

class WP_Error { public function __construct(public string $code, public string $text) {} }
class WP_REST_Response { public function __construct(public mixed $data, public int $status) {} }
class WP_REST_Request
{
    public function get_header(string $name): ?string { return $_SERVER['HTTP_' . strtoupper(strtr($name, '-', '_'))] ?? null; }
    public function get_body(): string { return file_get_contents('php://input'); }
}
class FakeDatabase
{
    public function prepare(string $query, mixed ...$values): array { return [$query, $values]; }
    public function get_var(array $query): string { return '1'; }
    public function query(array $query): void {}
}
$wpdb = new FakeDatabase();

class WC_Order
{
    public function __construct(private int $id, private array $row) {}
    public function get_id(): int { return $this->id; }
    public function get_order_number(): string { return (string) $this->id; }
    public function get_total(): string { return $this->row['total']; }
    public function get_currency(): string { return 'IDR'; }
    public function get_meta(string $name): mixed { return $this->row['meta'][$name] ?? ''; }
    public function update_meta_data(string $name, mixed $value): void { $this->row['meta'][$name] = $value; }
    public function get_formatted_billing_full_name(): string { return 'Ayu Lestari'; }
    public function get_billing_email(): string { return 'ayu@example.com'; }
    public function get_billing_phone(): string { return ''; }
    public function get_checkout_payment_url(): string { return "/orders/$this->id"; }
    public function get_status(): string { return $this->row['status']; }
    public function has_status(string $status): bool { return $this->row['status'] === $status; }
    public function is_paid(): bool { return in_array($this->row['status'], ['processing', 'completed'], true); }
    public function payment_complete(string $payment): void { $this->row = ['status' => 'processing', 'payment' => $payment] + $this->row; }
    public function update_status(string $status, string $note): void { $this->row['status'] = $status; }
    public function add_order_note(string $note): void {}
    public function save(): void { $all = read_orders(); $all[$this->id] = $this->row; write_orders($all); }
}
class WC_Payment_Gateway
{
    public string $id; public string $method_title; public string $method_description; public string $title;
    public bool $has_fields; public array $supports; public array $form_fields;
    public function init_settings(): void {}
    public function process_admin_options(): void {}
    public function get_option(string $name): string { return get_option('woocommerce_kasir_settings')[$name] ?? ''; }
    public function get_return_url(WC_Order $order): string { return getenv('SHOP_URL') . '/orders/' . $order->get_id(); }
}
function read_orders(): array { return json_decode(@file_get_contents(getenv('SHOP_FILE')) ?: '[]', true); }
function write_orders(array $all): void { file_put_contents(getenv('SHOP_FILE'), json_encode((object) $all)); }
function wc_get_order(int|string $id): WC_Order|false
{
    $row = read_orders()[(int) $id] ?? null;
    return $row === null ? false : new WC_Order((int) $id, $row);
}

// The plugin in its folder has Kasir.php beside it.
require getenv('PLUGIN') . '/kasir-gateway.php';
do_action('plugins_loaded');
do_action('rest_api_init');
[$class] = $hooks['woocommerce_payment_gateways'][0]([]);
$gateway = new $class();
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);

if ($path === '/webhooks/kasir') {
    $answer = $routes['/kasir/v1/events']['callback'](new WP_REST_Request());
    http_response_code($answer->status);
} elseif ($path === '/orders') {
    $all = read_orders();
    $id = 100 + count($all);
    if (!isset($_POST['goods'])) { http_response_code(400); return; }
    write_orders($all + [$id => ['total' => '150000.00', 'status' => 'pending', 'meta' => []]]);
    header('Location: ' . $gateway->process_payment($id)['redirect'], true, 303);
} else {
    $order = wc_get_order(basename($path));
    if ($order === false) { http_response_code(404); return; }
    do_action('template_redirect');
    $names = ['processing' => 'paid', 'on-hold' => 'review', 'cancelled' => 'expired'];
    printf('<p data-status="%s"></p>', $names[$order->get_status()] ?? $order->get_status());
    if ($order->has_status('pending')) { do_action('woocommerce_receipt_kasir', $order->get_id()); }
}
