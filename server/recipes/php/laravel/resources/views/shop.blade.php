<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tea house</title>
<form method="post" action="/orders">
  @csrf
  <label><input type="checkbox" name="goods[]" value="tea" checked> Tea, Rp45.000</label>
  <label><input type="checkbox" name="goods[]" value="cup" checked> Cup, Rp105.000</label>
  <button>Order</button>
</form>
</html>
