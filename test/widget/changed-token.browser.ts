import { deepEqual, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { aCheckout } from '../../widget/testing/samples.ts';

/* In a file of its own: where an element was on the page before, the code that runs a checkout is here already. */

describe('a page that sets another token while the code is on its way', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  it('shows the order of that token', async () => {
    const bff = new FakeBff();
    const page = CheckoutHarness.start({ bff });
    await listed(page);
    deepEqual(page.details('kasir-ready'), []);
    bff.token = 'token-of-another-checkout';
    bff.checkout = aCheckout({ id: 'co_01jd0000000000000000000009', amount: 999_000 });
    page.element.token = bff.token;
    await page.until(() => page.details('kasir-ready').length > 0, 'kasir-ready');
    const amounts = page
      .details<{ checkout: { amount: number } }>('kasir-ready')
      .map(({ checkout }) => checkout.amount);
    deepEqual(amounts, [999_000]);
    await page.element.updateComplete;
    ok(page.text.includes('999'), page.text);
  });
});

/** At once: what follows the list takes a few milliseconds. */
function listed({ element }: CheckoutHarness): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (element.shadowRoot?.querySelector('[name=channel]')) resolve();
      else setTimeout(look);
    };
    look();
  });
}
