<?php

namespace App\Http\Controllers;

use App\Models\Order;
use Illuminate\Http\RedirectResponse;
use Illuminate\Http\Request;
use Illuminate\Http\Response;
use Kasir;

class OrderController
{
    private const PRICES = ['tea' => 45_000, 'cup' => 105_000];

    public function store(Request $request): RedirectResponse
    {
        // The amount is the shop's: a browser names goods, never a price.
        $goods = (array) $request->input('goods', []);
        $amount = array_sum(array_intersect_key(self::PRICES, array_flip(array_filter($goods, 'is_string'))));
        abort_if($amount === 0, 400, 'Choose something first.');
        $order = Order::create(['amount' => $amount, 'currency' => 'IDR']);
        return redirect("/orders/$order->id", 303);
    }

    public function show(Order $order): Response
    {
        $token = $order->status === 'pending' ? $this->tokenFor($order) : null;
        return response()
            ->view('order', ['order' => $order, 'token' => $token, 'bff' => config('kasir.url')])
            ->header('Cache-Control', 'no-store');
    }

    /** The key makes a repeat harmless: after a crash between the two calls the same checkout is found again. */
    private function tokenFor(Order $order): string
    {
        $kasir = new Kasir(config('kasir.url'), config('kasir.api_key'));
        if ($order->checkout_id !== null) {
            return $kasir->renewToken($order->checkout_id);
        }
        $checkout = $kasir->createCheckout([
            'reference' => $order->id,
            'amount' => $order->amount,
            'currency' => $order->currency,
            'description' => 'Tea house',
            'returnUrl' => url("/orders/$order->id"),
        ], "checkout-of-$order->id");
        // This column alone: an event may have changed the others meanwhile.
        Order::whereKey($order->id)->update(['checkout_id' => $checkout['id']]);
        return $checkout['clientToken'];
    }
}
