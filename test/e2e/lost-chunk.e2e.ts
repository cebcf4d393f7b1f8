import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

// A browser remembers a failed import: the same address again would fail without a request.
for (const [chunk, what] of [
  ['list-id', 'the messages of the list'],
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
