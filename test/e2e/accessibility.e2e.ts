import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axeFindings } from './support/axe-findings.ts';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

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
        assert.deepEqual(await axeFindings(page), [], place);
      }
      await page.goto(`${fixture.demo.shopUrl}/?lang=id`);
      await page.getByRole('button', { name: 'Tambah ke keranjang: Vas Mega' }).click();
      assert.deepEqual(await axeFindings(page), [], 'a filled cart');
      await customer.open(url);
      await customer.choose('BCA Virtual Account');
      assert.deepEqual(await axeFindings(page), [], 'the list of channels');
      await customer.pay();
      await page.locator('[part="payment-code"]').waitFor();
      assert.deepEqual(await axeFindings(page), [], 'a virtual account');
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
