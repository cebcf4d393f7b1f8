import { readFileSync } from 'node:fs';
import { tokenFor } from './kasir.mjs';

/** The script of the order page, served as /order.js. */
export const orderScript = readFileSync(new URL('order.js', import.meta.url), 'utf8');

const escaped = (text) => String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

export const shopPage = () => `<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Tea house</title>
<form method="post" action="/orders">
  <label><input type="checkbox" name="goods" value="tea" checked /> Tea, Rp45.000</label>
  <label><input type="checkbox" name="goods" value="cup" checked /> Cup, Rp105.000</label>
  <button>Order</button>
</form>
</html>`;

/** While an order waits for its money the page has the element, with a token for this one checkout. Send it `no-store`. */
export async function orderPage(order) {
  const bff = escaped(process.env.KASIR_URL);
  const paying =
    order.status === 'pending'
      ? `<script type="module" src="/order.js"></script>
<script type="module" src="${bff}/kasir.js"></script>
<kasir-checkout bff="${bff}" token="${escaped(await tokenFor(order))}"></kasir-checkout>`
      : '';
  return `<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Your order</title>
<p data-status="${escaped(order.status)}">Order ${escaped(order.id)}: ${escaped(order.status)}</p>
${paying}
</html>`;
}
