import assert from 'node:assert/strict';
import { test } from 'node:test';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import * as z from 'zod';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

const LINES = `axe.run().then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`;

/** The violations that axe finds on the page, one line each. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return z.array(z.string()).parse(await page.evaluate(LINES));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds no violation on the shop's pages, ${colorScheme}`, () =>
    fixture.asCustomer(async (customer) => {
      const { page } = customer;
      await page.emulateMedia({ colorScheme });
      const { url } = await fixture.demo.order();
      const order = url.replace('/checkout/', '/orders/');
      const places = [
        '/',
        '/cart',
        '/?lang=en',
        new URL(order).pathname,
        '/admin',
        new URL(order).pathname.replace('/', '/admin/'),
      ];
      for (const place of places) {
        await page.goto(fixture.demo.shopUrl + place);
        await page.locator('summary').last().click();
        assert.deepEqual(await findings(page), [], place);
      }
      await page.goto(`${fixture.demo.shopUrl}/?lang=id`);
      await page.getByRole('button', { name: 'Tambah ke keranjang: Vas Mega' }).click();
      assert.deepEqual(await findings(page), [], 'a filled cart');
      await customer.open(url);
      await customer.choose('BCA Virtual Account');
      assert.deepEqual(await findings(page), [], 'the list of channels');
      await customer.pay();
      await page.locator('[part="payment-code"]').waitFor();
      assert.deepEqual(await findings(page), [], 'a virtual account');
    }, 'phone'));
}

test('at 320 px (400 % zoom) no page scrolls horizontally', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await page.setViewportSize({ width: 320, height: 640 });
    const { url } = await fixture.demo.order();
    const { shopUrl, bffUrl } = fixture.demo;
    for (const place of [`${shopUrl}/`, `${shopUrl}/cart`, url, `${bffUrl}/simulators`]) {
      await page.goto(place);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320, place);
    }
  }, 'phone'));
