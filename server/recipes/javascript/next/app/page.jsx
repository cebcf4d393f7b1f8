export default function ShopPage() {
  return (
    <form method="post" action="/orders">
      <label>
        <input type="checkbox" name="goods" value="tea" defaultChecked /> Tea, Rp45.000
      </label>
      <label>
        <input type="checkbox" name="goods" value="cup" defaultChecked /> Cup, Rp105.000
      </label>
      <button>Order</button>
    </form>
  );
}
