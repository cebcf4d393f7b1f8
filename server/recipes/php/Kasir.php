<?php

declare(strict_types=1);

/** The server refused the request. `problem` is its answer (RFC 9457); `problem['code']` is stable. */
final class KasirProblem extends RuntimeException
{
    public function __construct(public readonly array $problem)
    {
        $id = $problem['requestId'] ?? '';
        parent::__construct(($problem['code'] ?? '') . ': ' . ($problem['detail'] ?? '') . " [request $id]");
    }
}

/** No answer after every try: repeat the call with the same key to learn whether it had its effect. */
final class KasirUnreachable extends RuntimeException
{
}

/** What a shop in PHP asks of Kasir. PHP 8.1, no extension but json and hash. */
final class Kasir
{
    private const TOLERANCE_SECONDS = 300;
    private const TRIES = 4;

    /** @var callable(string, string, array<string, string>, ?string): ?array{int, array<string, string>, string} */
    private $send;

    /**
     * @param string $url PUBLIC_URL of the server
     * @param ?callable $send how a request is sent: (method, url, headers, body) gives [status, headers in lower case,
     *     body], or null for no answer. Default: PHP's own streams.
     */
    public function __construct(private string $url, private string $apiKey, ?callable $send = null)
    {
        $this->url = rtrim($url, '/');
        $this->send = $send ?? self::sendByStream(...);
    }

    /** Every POST keeps its key while it is repeated. */
    public function call(string $method, string $path, array $body = [], ?string $idempotencyKey = null): array
    {
        $headers = ['Authorization' => "Bearer $this->apiKey", 'Accept' => 'application/json'];
        $text = null;
        if ($method === 'POST') {
            $headers['Content-Type'] = 'application/json';
            $headers['Idempotency-Key'] = $idempotencyKey ?? bin2hex(random_bytes(16));
            $text = json_encode((object) $body, JSON_THROW_ON_ERROR);
        }
        for ($try = 1; ; $try += 1) {
            $answer = ($this->send)($method, $this->url . $path, $headers, $text);
            [$status, $answered, $content] = $answer ?? [0, [], ''];
            $json = json_decode($content, true);
            if ($status >= 200 && $status < 300 && is_array($json)) {
                return $json;
            }
            $wait = (int) ($answered['retry-after'] ?? 1);
            if ($try === self::TRIES || $wait > 30 || !in_array($status, [0, 429, 502, 503, 504], true)) {
                throw is_array($json) && isset($json['code'])
                    ? new KasirProblem($json)
                    : new KasirUnreachable("$method $path: no answer from $this->url (status $status)");
            }
            sleep($wait);
        }
    }

    public function createCheckout(array $checkout, string $idempotencyKey): array
    {
        return $this->call('POST', '/v1/checkouts', $checkout, $idempotencyKey);
    }

    public function getCheckout(string $id): array
    {
        return $this->call('GET', '/v1/checkouts/' . rawurlencode($id));
    }

    public function renewToken(string $checkoutId): string
    {
        return $this->call('POST', '/v1/checkouts/' . rawurlencode($checkoutId) . '/token')['clientToken'];
    }

    public function refund(string $paymentId, array $refund, string $idempotencyKey): array
    {
        return $this->call('POST', '/v1/payments/' . rawurlencode($paymentId) . '/refunds', $refund, $idempotencyKey);
    }

    /**
     * Whether `body`, the bytes as they were received, is a genuine event (Standard Webhooks).
     *
     * @param string $secrets KASIR_WEBHOOK_SECRET: several, comma-separated, while it is rotated
     * @param array<string, string> $headers with names in lower case
     */
    public static function verify(string $secrets, array $headers, string $body, ?int $now = null): bool
    {
        $id = $headers['webhook-id'] ?? '';
        $timestamp = $headers['webhook-timestamp'] ?? '';
        if ($id === '' || preg_match('/^\d{1,12}$/D', $timestamp) !== 1) {
            return false;
        }
        if (abs(($now ?? time()) - (int) $timestamp) > self::TOLERANCE_SECONDS) {
            return false;
        }
        foreach (explode(',', $secrets) as $secret) {
            $key = base64_decode(substr(trim($secret), strlen('whsec_')), true);
            // With an empty key anybody could sign.
            if ($key === false || $key === '') {
                throw new InvalidArgumentException('The webhook secret must be whsec_ followed by base64.');
            }
            $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
            foreach (explode(' ', $headers['webhook-signature'] ?? '') as $given) {
                if (hash_equals($expected, $given)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** @return ?array{int, array<string, string>, string} */
    private static function sendByStream(string $method, string $url, array $headers, ?string $body): ?array
    {
        $lines = array_map(fn (string $name): string => "$name: $headers[$name]", array_keys($headers));
        $context = stream_context_create(['http' => [
            'method' => $method,
            'header' => $lines,
            'content' => $body ?? '',
            'timeout' => 20,
            'ignore_errors' => true,
            'follow_location' => 0,
        ]]);
        $stream = @fopen($url, 'r', false, $context);
        if ($stream === false) {
            return null;
        }
        $content = stream_get_contents($stream);
        $meta = stream_get_meta_data($stream);
        fclose($stream);
        if ($content === false || $meta['timed_out']) {
            return null;
        }
        $received = $meta['wrapper_data'];
        $answered = [];
        foreach (array_slice($received, 1) as $line) {
            [$name, $value] = array_pad(explode(':', $line, 2), 2, '');
            $answered[strtolower(trim($name))] = trim($value);
        }
        return [(int) (explode(' ', $received[0])[1] ?? 0), $answered, $content];
    }
}
