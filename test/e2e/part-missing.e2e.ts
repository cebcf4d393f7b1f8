import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { useDemo } from './support/demo-fixture.ts';
import { selectRadio } from './support/select-radio.ts';

const fixture = useDemo();

/** Every event of the element that is told, by name; an error by its code. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    for (const name of ['kasir-ready', 'kasir-instruction', 'kasir-error'])
      document.addEventListener(name, (event) => {
        const { detail } = event as CustomEvent<{ code?: string }>;
        told.push(name === 'kasir-error' ? `${name} ${detail.code}` : name);
      });
  });
  return () => page.evaluate(() => (window as Window & { told?: string[] }).told ?? []);
}

const isPart =
  (part: string) =>
  ({ pathname }: URL): boolean =>
    (pathname.split('/').at(-1) ?? '').replace(/-\w{10}\.js$/, '') === part;

for (const [part, seen] of [
  ['list-id', []],
  ['payment-flow', ['kasir-ready']],
] as const)
  test(`an entry from the cache whose part "${part}" is gone: it says so, and a reload mends it (F5)`, () =>
    fixture.asCustomer(async ({ page }) => {
      const { url } = await fixture.demo.order();
      const told = await listen(page);
      const gone = isPart(part);
      await page.route(gone, (route) => route.fulfill({ status: 404, body: 'gone' }));
      await page.goto(url);
      await page.getByRole('button', { name: 'Muat ulang' }).waitFor();
      assert.deepEqual(await told(), [...seen, 'kasir-error part_missing']);
      await page.unroute(gone);
      await page.getByRole('button', { name: 'Muat ulang' }).click();
      await page.getByRole('heading', { name: 'Pilih cara bayar' }).waitFor();
      await selectRadio(page.getByRole('radio', { name: 'BCA Virtual Account' }));
      await page.locator('.panel').waitFor();
    }));

test('a payment whose screen is gone says so, and shows after a reload (F5)', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    const told = await listen(page);
    const gone = isPart('virtual-account');
    await page.route(gone, (route) => route.fulfill({ status: 404, body: 'gone' }));
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('BCA Virtual Account');
    await page.locator('.panel').waitFor();
    await customer.pay();
    await page.getByRole('button', { name: 'Muat ulang' }).waitFor();
    assert.deepEqual(await told(), ['kasir-ready', 'kasir-error part_missing']);
    await page.unroute(gone);
    await page.getByRole('button', { name: 'Muat ulang' }).click();
    await page.locator('[part="payment-code"]').waitFor();
  }));

test('a network that is down is no missing part: nothing is told, and it goes on when it is back (F5)', () =>
  fixture.asCustomer(async ({ page }) => {
    const told = await listen(page);
    let asked = 0;
    const words = isPart('list-id');
    await page.route(words, (route) => {
      asked += 1;
      return route.abort('internetdisconnected');
    });
    await page.route('**/kasir.json', (route) => route.abort('internetdisconnected'));
    await page.goto((await fixture.demo.order()).url);
    // Three seconds apart: well over the ten seconds after which a part would be missing.
    while (asked < 6) await page.waitForTimeout(200);
    assert.deepEqual(await told(), []);
    await page.unroute(words);
    await page.getByRole('heading', { name: 'Pilih cara bayar' }).waitFor();
  }));

test('what has the focus is not behind the bar, before what follows the choice is here', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    // It never comes.
    await page.route(isPart('payment-flow'), () => undefined);
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
