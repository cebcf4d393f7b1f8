import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { useDemo } from './support/demo-fixture.ts';
import { selectRadio } from './support/select-radio.ts';

const fixture = useDemo();

/** The element's events by name, errors with their code. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const events: string[] = [];
    Object.assign(window, { events });
    for (const name of ['kasir-ready', 'kasir-instruction', 'kasir-error'])
      document.addEventListener(name, (event) => {
        const { detail } = event as CustomEvent<{ code?: string }>;
        events.push(name === 'kasir-error' ? `${name} ${detail.code}` : name);
      });
  });
  return () => page.evaluate(() => (window as Window & { events?: string[] }).events ?? []);
}

const isChunk =
  (name: string) =>
  ({ pathname }: URL): boolean =>
    (pathname.split('/').at(-1) ?? '').replace(/-\w{10}\.js$/, '') === name;

for (const [chunk, seen] of [
  ['checkout-controller', []],
  ['payment-flow', ['kasir-ready']],
] as const)
  test(`an entry from the cache whose chunk "${chunk}" is missing: it says so, and a reload helps (F5)`, () =>
    fixture.asCustomer(async ({ page }) => {
      const { url } = await fixture.demo.order();
      const events = await listen(page);
      const gone = isChunk(chunk);
      await page.route(gone, (route) => route.fulfill({ status: 404, body: 'gone' }));
      await page.goto(url);
      await page.getByRole('button', { name: 'Muat ulang' }).waitFor();
      assert.deepEqual(await events(), [...seen, 'kasir-error part_missing']);
      await page.unroute(gone);
      await page.getByRole('button', { name: 'Muat ulang' }).click();
      await page.getByRole('heading', { name: 'Pilih cara bayar' }).waitFor();
      await selectRadio(page.getByRole('radio', { name: 'BCA Virtual Account' }));
      await page.locator('.panel').waitFor();
    }));

test('a payment whose view is missing: it says so, and a reload shows it (F5)', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const events = await listen(page);
    const gone = isChunk('virtual-account');
    await page.route(gone, (route) => route.fulfill({ status: 404, body: 'gone' }));
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('BCA Virtual Account');
    await page.locator('.panel').waitFor();
    await customer.pay();
    await page.getByRole('button', { name: 'Muat ulang' }).waitFor();
    assert.deepEqual(await events(), ['kasir-ready', 'kasir-error part_missing']);
    await page.unroute(gone);
    await page.getByRole('button', { name: 'Muat ulang' }).click();
    await page.locator('[part="payment-code"]').waitFor();
  }));

test('a network that is down is not a missing chunk: no event, and it recovers when the network is back (F5)', () =>
  fixture.asCustomer(async ({ page }) => {
    const events = await listen(page);
    let asked = 0;
    const chunk = isChunk('checkout-controller');
    await page.route(chunk, (route) => {
      asked += 1;
      return route.abort('internetdisconnected');
    });
    await page.route('**/kasir.json', (route) => route.abort('internetdisconnected'));
    await page.goto((await fixture.demo.order()).url);
    // Three seconds apart: well over the ten seconds after which a chunk counts as missing.
    while (asked < 6) await page.waitForTimeout(200);
    assert.deepEqual(await events(), []);
    await page.unroute(chunk);
    while ((await events()).length === 0) await page.waitForTimeout(200);
    assert.deepEqual(await events(), ['kasir-ready']);
  }));

test('a focused radio button is not behind the bar before the payment flow is loaded', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    // It never comes.
    await page.route(isChunk('payment-flow'), () => undefined);
    await customer.open((await fixture.demo.order()).url);
    const covered: string[] = [];
    for (const radio of await page.getByRole('radio').all()) {
      const overlap = await radio.evaluate((input) => {
        const bar = (input.getRootNode() as ShadowRoot).querySelector('.bar');
        if (!bar) throw new Error('there is no bar');
        // As low as it can stand and be in the window.
        window.scrollBy({ top: input.getBoundingClientRect().bottom - window.innerHeight, behavior: 'instant' });
        (input as HTMLElement).focus();
        return input.getBoundingClientRect().bottom - bar.getBoundingClientRect().top;
      });
      if (overlap > 0) covered.push(`${await radio.getAttribute('value')}: ${overlap} px`);
    }
    assert.deepEqual(covered, []);
  }, 'phone'));
