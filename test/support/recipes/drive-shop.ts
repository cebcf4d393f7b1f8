import assert from 'node:assert/strict';
import { checkout as view, SECRET, sign } from '../../server/client/sign.ts';
import type { TestServer } from '../../server/http/a-server.ts';

let events = 0;

/** Buys at a shop, and sends it what a server sends it and what it must refuse. */
export async function driveShop(
  shop: string,
  server: TestServer,
  { hasScript = false }: { hasScript?: boolean } = {},
): Promise<void> {
  const statusOf = async (path: string): Promise<string> =>
    /data-status="(\w+)"/.exec(await (await fetch(shop + path)).text())?.[1] ?? 'none';

  /** Orders for Rp150.000 and opens the page: the checkout is there and its token opens it. */
  async function order(): Promise<{ path: string; checkout: object }> {
    const placed = await fetch(`${shop}/orders`, {
      method: 'POST',
      body: new URLSearchParams([
        // PHP reads lists by another name.
        ...['goods', 'goods[]'].flatMap((name) => [
          [name, 'tea'],
          [name, 'cup'],
        ]),
      ]),
      redirect: 'manual',
    });
    assert.equal(placed.status, 303);
    const path = new URL(placed.headers.get('location') ?? '', shop).pathname;
    const page = await fetch(shop + path);
    assert.match(page.headers.get('cache-control') ?? '', /no-store/);
    const text = await page.text();
    assert.ok(text.includes(`src="${server.url}/kasir.js"`), text);
    const [, bff, token = ''] = /<kasir-checkout bff="([^"]+)" token="([^"]+)"/.exec(text) ?? [];
    assert.equal(bff, server.url);
    const session = await server.browser(token, '/v1/session');
    assert.equal(session.json['checkout']?.['amount'], 150_000);
    assert.equal(await statusOf(path), 'pending');
    if (hasScript) await checkScript(path, text);
    const listed = await server.api('/v1/checkouts?limit=1');
    const made = listed.json['data']?.[0] ?? {};
    // Looked at twice, there is still one checkout.
    assert.equal(made['id'], session.json['checkout']?.['id']);
    return { path, checkout: made };
  }

  /** The page has the script that renews its token, and the shop gives it one for this checkout. */
  async function checkScript(path: string, page: string): Promise<void> {
    assert.match(page, /<script type="module" src="\/order\.js"/);
    const script = await fetch(`${shop}/order.js`);
    assert.match(script.headers.get('content-type') ?? '', /^text\/javascript/);
    assert.match(await script.text(), /kasir-paid/);
    const renewed = await fetch(`${shop}${path}/token`, { method: 'POST' });
    assert.match(renewed.headers.get('cache-control') ?? '', /no-store/);
    const { clientToken } = (await renewed.json()) as { clientToken: string };
    const session = await server.browser(clientToken, '/v1/session');
    assert.equal(session.json['checkout']?.['amount'], 150_000);
  }

  async function tell(type: string, sequence: number, checkout: object, over: { at?: number; id?: string } = {}) {
    const { id = `evt_${(events += 1)}`, at = Date.now() } = over;
    const body = JSON.stringify({ type, timestamp: new Date(at).toISOString(), data: { sequence, checkout } });
    return post(body, sign(body, { id, at }));
  }
  const post = async (body: string, headers: Record<string, string>): Promise<number> =>
    (await fetch(`${shop}/webhooks/kasir`, { method: 'POST', headers, body })).status;

  const first = await order();
  const paid = { ...view(), ...first.checkout, status: 'paid', note: 'Rp 150.000 – terima kasih 🙏' };

  // What is forged, changed on its way, replayed or unsigned is refused, and changes nothing.
  const body = JSON.stringify({ type: 'checkout.paid', timestamp: 'now', data: { sequence: 3, checkout: paid } });
  const now = { at: Date.now() };
  assert.equal(await post(body, sign(body, { ...now, secrets: [SECRET.replace('AQ', 'Ag')] })), 401);
  assert.equal(await post(`${body} `, sign(body, now)), 401);
  assert.equal(await post(body, { ...sign(body, now), 'webhook-id': 'evt_other' }), 401);
  assert.equal(await post(body, { 'content-type': 'application/json' }), 401);
  assert.equal(await post(body, { ...sign(body, now), 'webhook-timestamp': 'soon' }), 401);
  for (const at of [Date.now() - 310_000, Date.now() + 310_000])
    assert.equal(await post(body, sign(body, { at })), 401);
  assert.equal(await statusOf(first.path), 'pending');

  // Paid, and told twice; then what came late does not undo it.
  const id = `evt_${(events += 1)}`;
  assert.equal(await tell('checkout.paid', 3, paid, { id }), 204);
  assert.equal(await tell('checkout.paid', 3, paid, { id }), 204);
  assert.equal(await statusOf(first.path), 'paid');
  assert.equal(await tell('checkout.expired', 1, { ...paid, status: 'expired' }), 204);
  assert.equal(await statusOf(first.path), 'paid');

  if (hasScript) assert.equal((await fetch(`${shop}${first.path}/token`, { method: 'POST' })).status, 409);

  // While a secret is rotated both sign: either is enough.
  const second = await order();
  const open = { ...view(), ...second.checkout };
  const both = JSON.stringify({ type: 'payment.failed', timestamp: 'now', data: { sequence: 4, checkout: open } });
  const secrets = [SECRET.replace('AQ', 'Ag'), SECRET];
  assert.equal(await post(both, sign(both, { id: `evt_${(events += 1)}`, at: Date.now(), secrets })), 204);
  assert.equal(await statusOf(second.path), 'pending');
  // An earlier event that is sent again with the views of now: the order follows the views, not the type.
  assert.equal(await tell('payment.expired', 2, { ...open, status: 'paid' }), 204);
  assert.equal(await statusOf(second.path), 'paid');

  // Another amount than the order's is for a person to look at; an end without money ends the order.
  const third = await order();
  assert.equal(await tell('checkout.paid', 1, { ...view(), ...third.checkout, status: 'paid', amount: 1_000 }), 204);
  assert.equal(await statusOf(third.path), 'review');
  const fourth = await order();
  assert.equal(await tell('checkout.expired', 1, { ...view(), ...fourth.checkout, status: 'expired' }), 204);
  assert.equal(await statusOf(fourth.path), 'expired');

  assert.equal((await fetch(`${shop}/orders`, { method: 'POST', body: new URLSearchParams() })).status, 400);
}
