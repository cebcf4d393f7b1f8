import { deepEqual, equal, match } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { FakeBff } from './support/fake-bff.ts';
import { press } from './support/page.ts';
import { aChannel, aCheckout, CARD_IN_INSTALLMENTS } from './support/views.ts';

describe('instalments', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  const open = async (locale = 'en') => {
    const bff = new FakeBff();
    bff.channels = [CARD_IN_INSTALLMENTS, aChannel('va_bca')];
    bff.checkout = aCheckout({ amount: 173_000 });
    const page = await CheckoutHarness.mount({ bff, attributes: { locale } });
    await page.choose('Kartu kredit / debit');
    return page;
  };
  const sent = async (page: CheckoutHarness) => {
    await page.press(/^(Pay|Bayar)/);
    await page.until(() => page.bff.seen('POST', '/v1/session/payments').length > 0, 'the attempt');
    const [request] = page.bff.seen('POST', '/v1/session/payments');
    return (request?.body as { fields?: object } | undefined)?.fields;
  };

  it('are shown with what a month costs, rounded up, and full payment chosen', async () => {
    const page = await open();
    deepEqual(
      ['Pay in full', '3 × Rp 57.667 / month', '6 × Rp 28.834 / month', '12 × Rp 14.417 / month'].map(
        (name) => page.radio(name).checked,
      ),
      [true, false, false, false],
    );
    match(page.text, /exact amount of each month is up to the bank/);
    deepEqual(await sent(page), {});
  });

  it('are sent as they were chosen', async () => {
    const page = await open('id');
    page.radio('6 × Rp 28.834 / bulan').click();
    deepEqual(await sent(page), { installment: '6' });
  });

  it('are a radio group of their own for the keyboard, and do not change the channel', async () => {
    const page = await open();
    page.radio('Pay in full').focus();
    await press('ArrowDown');
    await page.element.updateComplete;
    equal(page.radio('3 × Rp 57.667 / month').checked, true);
    equal(page.radio('Kartu kredit / debit').checked, true);
    deepEqual(await sent(page), { installment: '3' });
  });
});
