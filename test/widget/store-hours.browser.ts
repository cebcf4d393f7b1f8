import { deepEqual, equal, match, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { aChannel, aPayment, HOUR, INSTRUCTIONS, START } from '../../widget/testing/samples.ts';

const CLOSED_TEXT = 'The tills are closed now and open again at 01:00 WIB.';

describe('store hours', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  it('are shown at the row before it is chosen, and are not part of its name', async () => {
    const bff = new FakeBff();
    bff.channels = [aChannel('retail_alfamart', { notice: CLOSED_TEXT }), aChannel('retail_indomaret')];
    const page = await CheckoutHarness.mount({ bff });
    deepEqual(page.channels, ['Alfamart', 'Indomaret']);
    equal(page.descriptionOf(page.radio('Alfamart')), CLOSED_TEXT);
    equal(page.descriptionOf(page.radio('Indomaret')), '');
    ok(page.part('channel').getBoundingClientRect().height > 60, 'the notice is to be seen');
    await page.choose('Alfamart');
    equal(page.descriptionOf(page.radio('Alfamart')), `${CLOSED_TEXT} You will get a code to pay with at the counter.`);
    await page.press(/^Pay/);
    await page.untilHeading('Pay at the Alfamart counter');
  });

  it('are requested in the language of the widget, and again when that changes', async () => {
    const page = await CheckoutHarness.mount({ attributes: { locale: 'id' } });
    page.element.locale = 'en';
    await page.untilHeading('Choose how to pay');
    await page.until(() => page.bff.seen('POST', '/v1/session').length === 2, 'the session in English');
    deepEqual(
      page.bff.seen('POST', '/v1/session').map(({ language }) => language),
      ['id', 'en'],
    );
  });

  it('are shown with the code, by the server’s clock, and change by themselves when the counter opens', async () => {
    const bff = new FakeBff();
    // A second and a half before 01:00 in Jakarta.
    bff.now = START + 5 * HOUR - 1_500;
    bff.payment = aPayment({
      channel: 'retail_alfamart',
      instruction: INSTRUCTIONS.retail_code,
      expiresAt: new Date(START + 9 * HOUR).toISOString(),
    });
    const page = await CheckoutHarness.mount({ bff });
    match(page.text, /The tills are closed now and open again at 01:00 WIB/);
    equal(page.part('payment-code').textContent, 'KSR7 7889 900 11');
    await page.until(() => /The tills take payments 01:00–\u2060?22:00 WIB/.test(page.text), 'the tills to open');
  });
});
