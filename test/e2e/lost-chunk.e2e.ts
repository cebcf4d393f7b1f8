import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './support/demo-fixture.ts';

const fixture = useDemo();

// A browser remembers a failed import: asking for the same address again would fail without a request.
for (const [part, told] of [
  ['list-id', 'the words'],
  ['payment-flow', 'what follows the choice'],
  ['virtual-account', 'the instruction'],
  ['guides-id', 'the guide'],
] as const)
  test(`${told} did not arrive at first: the page gets over it by itself`, () =>
    fixture.asCustomer(async (customer) => {
      const { page } = customer;
      let lost = 0;
      await page.route(
        ({ pathname }) => (pathname.split('/').at(-1) ?? '').replace(/-\w{10}\.js$/, '') === part,
        async (route) => {
          if (lost > 1) return route.continue();
          lost += 1;
          return lost === 1 ? route.abort('connectionreset') : route.fulfill({ status: 502, body: 'Bad gateway' });
        },
      );
      await customer.open((await fixture.demo.order()).url);
      await customer.choose('BCA Virtual Account');
      // The row opens when what follows the choice is here.
      await page.locator('.panel').waitFor();
      await customer.pay();
      await page.locator('[part="payment-code"]').waitFor();
      assert.equal(lost, 2);
    }));
