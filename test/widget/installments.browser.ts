import { deepEqual, equal, match } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { press, setViewport } from './support/page.ts';
import { aChannel, aCheckout, CARD_IN_INSTALLMENTS } from '../../widget/testing/samples.ts';

const CARD: Readonly<Record<string, string>> = { id: 'Kartu kredit / debit', ms: 'Kad kredit / debit' };

describe('instalments', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  const open = async (locale = 'en') => {
    const bff = new FakeBff();
    bff.channels = [CARD_IN_INSTALLMENTS, aChannel('va_bca')];
    bff.checkout = aCheckout({ amount: 173_000 });
    const page = await CheckoutHarness.mount({ bff, attributes: { locale } });
    await page.choose(CARD[locale] ?? 'Credit / debit card');
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

  for (const width of [320, 768, 1280])
    it(`stand in whole lines, ${width} px wide`, async () => {
      await setViewport(width, 900);
      const page = await open('ms');
      const lines = new Map<number, number>();
      for (const label of page.part('channel-list').querySelectorAll('.months label')) {
        const { top, width: own } = label.getBoundingClientRect();
        lines.set(top, (lines.get(top) ?? 0) + own);
      }
      const widths = [...lines.values()].map(Math.round);
      equal(new Set(widths.map((one) => Math.round(one / 20))).size, 1, widths.join(', '));
      await setViewport(1000, 900);
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
    equal(page.radio('Credit / debit card').checked, true);
    deepEqual(await sent(page), { installment: '3' });
  });
});
