import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { shopPolicy } from '../../server/cli/csp.ts';
import type { Customer } from './support/customer.ts';
import { useDemo } from './support/demo-fixture.ts';

/* A shop's page with the policy that `kasir csp` prints and nothing else: `default-src 'none'` and Trusted Types. */

let html = '';
let policy = '';
const shop = createServer((_, response) => {
  response.setHeader('content-security-policy', policy);
  response.setHeader('content-type', 'text/html').end(html);
}).listen(0, '127.0.0.1');
await once(shop, 'listening');
after(() => {
  shop.close();
  shop.closeAllConnections();
});
const origin = `http://localhost:${(shop.address() as AddressInfo).port}`;
const fixture = useDemo({ KASIR_ALLOWED_ORIGINS: origin });

/** What leaves the instruction, and so its tools. */
const LEAVES = /cara bayar lain|Batal/;

async function openStrictPage({ page, open }: Customer): Promise<void> {
  const { bffUrl } = fixture.demo;
  const { clientToken } = await fixture.demo.order({ savePayment: 'offer' });
  policy = Object.entries(shopPolicy(bffUrl, []))
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
  html = `<!doctype html><html lang="id"><title>Toko</title>
    <script type="module" src="${bffUrl}/kasir.js"></script>
    <kasir-checkout bff="${bffUrl}" token="${clientToken}"></kasir-checkout>`;
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, { violations });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      violations.push(`${effectiveDirective} ${blockedURI} ${sample}`),
    );
    document.addEventListener('kasir-redirect', (event) => event.preventDefault());
    window.print = () => {};
  });
  await open(origin);
}

const violationsOf = (page: Page): Promise<unknown> => page.evaluate((): unknown => Reflect.get(window, 'violations'));

/** Opens whatever opens and presses whatever can be pressed, so that what is loaded later runs too. */
async function tryEverything(page: Page, atLeast: number): Promise<void> {
  const instruction = page.locator('kasir-checkout [part="instruction"]');
  await instruction.waitFor();
  for (const details of await instruction.locator('details > summary').all()) await details.click();
  const buttons = instruction.locator('button:enabled:visible').filter({ hasNotText: LEAVES });
  if (atLeast > 0) await buttons.nth(atLeast - 1).waitFor();
  for (const button of await buttons.all()) await button.click();
}

/** Each kind of instruction, with at least as many buttons. A card typed into the widget: card-number-never-leaks. */
const KINDS: readonly (readonly [channel: string, buttons: number, fields?: Readonly<Record<string, string>>])[] = [
  ['BCA Virtual Account', 4],
  ['QRIS', 2],
  ['Alfamart', 3],
  ['OVO', 0],
  ['DANA', 1],
  ['BRI Direct Debit', 1, { '4 digit terakhir kartu debit': '1234' }],
];

for (const [channel, buttons, fields = {}] of KINDS)
  test(`${channel} breaks no rule of the strictest policy, with everything pressed that can be`, () =>
    fixture.asCustomer(async (customer) => {
      await openStrictPage(customer);
      await customer.choose(channel);
      for (const [label, text] of Object.entries(fields)) await customer.fill(label, text);
      await customer.pay();
      await tryEverything(customer.page, buttons);
      assert.deepEqual(await violationsOf(customer.page), []);
    }));

test('a payment breaks no rule of the strictest policy, from the list to the receipt', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await openStrictPage(customer);
    await customer.choose('BCA Virtual Account');
    await customer.pay();
    const number = await page.locator('[part="payment-code"]').innerText();
    await fixture.press('pay', number.replaceAll(/\s/g, ''));
    await customer.seesPaid();
    assert.deepEqual(await violationsOf(page), []);
  }));
