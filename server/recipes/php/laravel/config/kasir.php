<?php

return [
    'url' => env('KASIR_URL'),
    'api_key' => env('KASIR_API_KEY'),
    'webhook_secret' => env('KASIR_WEBHOOK_SECRET'),
];
