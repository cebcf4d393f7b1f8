<?php

namespace App\Http\Controllers;

use App\Models\Order;
use Illuminate\Http\Request;
use Illuminate\Http\Response;
use Illuminate\Support\Facades\DB;
use Kasir;

class KasirWebhookController
{
    public function __invoke(Request $request): Response
    {
        // getContent(), never input(): the signature covers the bytes.
        $body = $request->getContent();
        $headers = array_map(fn (array $values): string => (string) $values[0], $request->headers->all());
        if (!Kasir::verify((string) config('kasir.webhook_secret'), $headers, $body)) {
            return response('', 401);
        }
        $this->apply($headers['webhook-id'], json_decode($body, true, flags: JSON_THROW_ON_ERROR));
        return response()->noContent();
    }

    /** Applies an event once: its id and what it changes are one transaction. */
    private function apply(string $id, array $event): void
    {
        DB::transaction(function () use ($id, $event): void {
            if (DB::table('kasir_events')->insertOrIgnore(['id' => $id]) === 0) {
                return;
            }
            $checkout = $event['data']['checkout'] ?? null;
            $order = $checkout === null ? null : Order::whereKey($checkout['reference'])->lockForUpdate()->first();
            if ($order !== null && ($order->checkout_id ?? $checkout['id']) === $checkout['id']) {
                $order->follow($event);
                $order->save();
            }
        });
    }
}
