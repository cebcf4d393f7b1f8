<?php

use App\Http\Controllers\KasirWebhookController;
use App\Http\Controllers\OrderController;
use Illuminate\Foundation\Http\Middleware\VerifyCsrfToken;
use Illuminate\Support\Facades\Route;

Route::view('/', 'shop');
Route::post('/orders', [OrderController::class, 'store']);
Route::get('/orders/{order}', [OrderController::class, 'show']);
// Signed by Kasir, which has no token of a form.
Route::post('/webhooks/kasir', KasirWebhookController::class)->withoutMiddleware(VerifyCsrfToken::class);
