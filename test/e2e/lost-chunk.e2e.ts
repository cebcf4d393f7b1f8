import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

test('what decorates the list is lost for good: an error still looks like one', () =>
  fixture.asCustomer(async ({ page, open }) => {
    await page.route(/\/list-extras-/, (route) => route.abort('connectionreset'));
    await open((await fixture.demo.order()).url);
    await page.locator('[part="pay-button"]').click();
    const error = page.locator('[part="error"] span');
    await error.waitFor();
    const colourOf = (place: Locator) => place.evaluate((one) => getComputedStyle(one).color);
    const colours = [await colourOf(error), await colourOf(page.locator('kasir-checkout .card'))];
    assert.equal(new Set(colours).size, 2, colours.join(' and '));
  }));

// A browser remembers a failed import: the same address again would fail without a request.
for (const [chunk, what] of [
  ['checkout-controller', 'the controller'],
  ['payment-flow', 'the payment flow'],
  ['virtual-account', 'the view of the instruction'],
  ['guides-id', 'the guides'],
] as const)
  test(`${what} could not be loaded at first: the page recovers by itself`, () =>
    fixture.asCustomer(async (customer) => {
      const { page } = customer;
      let lost = 0;
      await page.route(
        ({ pathname }) => (pathname.split('/').at(-1) ?? '').replace(/-\w{10}\.js$/, '') === chunk,
        async (route) => {
          if (lost > 1) return route.continue();
          lost += 1;
          return lost === 1 ? route.abort('connectionreset') : route.fulfill({ status: 502, body: 'Bad gateway' });
        },
      );
      await customer.open((await fixture.demo.order()).url);
      await customer.choose('BCA Virtual Account');
      // The row opens when the payment flow is loaded.
      await page.locator('.panel').waitFor();
      await customer.pay();
      await page.locator('[part="payment-code"]').waitFor();
      assert.equal(lost, 2);
    }));
