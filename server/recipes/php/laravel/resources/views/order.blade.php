<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Your order</title>
<p data-status="{{ $order->status }}">Order {{ $order->id }}: {{ $order->status }}</p>
@if ($token !== null)
<script type="module" src="{{ $bff }}/kasir.js"></script>
<kasir-checkout bff="{{ $bff }}" token="{{ $token }}"></kasir-checkout>
@endif
</html>
