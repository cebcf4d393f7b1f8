import { deepEqual, equal, match } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { aCheckout, aPayment, HOUR, INSTRUCTIONS, iso, START } from '../../widget/testing/samples.ts';

const withPayment = (change: Parameters<typeof aPayment>[0]): FakeBff => {
  const bff = new FakeBff();
  bff.payment = aPayment(change);
  return bff;
};

describe('coming back', () => {
  afterEach(() => {
    CheckoutHarness.cleanUp();
    history.replaceState(null, '', location.pathname + location.search.replace(/[?&]kasir_checkout=[^&]*/, ''));
  });

  const returnHere = (checkoutId: string) =>
    history.replaceState(null, '', `${location.pathname}${location.search}&kasir_checkout=${checkoutId}`);

  it('shows the same code after a reload, and keeps following it', async () => {
    const page = await CheckoutHarness.mount({ bff: withPayment({}) });
    equal(page.heading, 'Transfer to a BCA virtual account');
    match(page.text, /3816 5999 9612 3456 78/);
    await page.until(() => page.bff.streams.count === 1, 'the event stream');
    page.bff.report({ status: 'succeeded' });
    await page.untilHeading('Payment successful');
  });

  it('does not redirect to the provider by itself', async () => {
    const page = await CheckoutHarness.mount({
      bff: withPayment({ channel: 'ewallet_dana', instruction: INSTRUCTIONS.redirect }),
    });
    equal(page.heading, 'Continue to DANA');
    deepEqual(page.details('kasir-redirect'), []);
    await page.press('Continue to DANA');
    equal(page.details<{ url: string }>('kasir-redirect')[0]?.url, 'https://wallet.test/pay/1');
  });

  it('shows "checking" on return from the provider, whatever else the address says', async () => {
    const bff = withPayment({ channel: 'ewallet_dana', instruction: INSTRUCTIONS.redirect });
    returnHere(`${bff.checkout.id}&status=paid&result=success`);
    const page = await CheckoutHarness.mount({ bff });
    equal(page.heading, 'Checking your payment');
    deepEqual(page.details('kasir-paid'), []);
    await page.until(() => bff.streams.count === 1, 'the event stream');
    bff.report({ status: 'succeeded' });
    await page.untilHeading('Payment successful');
  });

  it('lets a customer who returned too early go back', async () => {
    const bff = withPayment({ channel: 'ewallet_dana', instruction: INSTRUCTIONS.redirect });
    returnHere(bff.checkout.id);
    const page = await CheckoutHarness.mount({ bff });
    await page.press('Not finished? Continue to DANA');
    equal(page.details('kasir-redirect').length, 1);
    await page.untilHeading('Continue to DANA');
  });

  it('fires no kasir-paid for a payment that was reversed', async () => {
    const page = await CheckoutHarness.mount({
      bff: withPayment({ status: 'succeeded', reversedAt: iso(START) }),
    });
    equal(page.heading, 'The payment was taken back');
    deepEqual(page.details('kasir-paid'), []);
  });

  it('ignores the return of another checkout', async () => {
    const bff = withPayment({ channel: 'ewallet_dana', instruction: INSTRUCTIONS.redirect });
    returnHere('co_of_somebody_else');
    const page = await CheckoutHarness.mount({ bff });
    equal(page.heading, 'Continue to DANA');
  });

  it('shows how it ended', async () => {
    const endings: readonly (readonly [Parameters<typeof aPayment>[0], string, RegExp])[] = [
      [{ status: 'succeeded' }, 'Payment successful', /We have received your payment/],
      [{ status: 'succeeded', review: 'paid_twice' }, 'Payment successful', /paid twice/],
      [{ status: 'succeeded', refundedAmount: 49_000 }, 'Payment successful', /Refunded Rp 49\.000/],
      [{ status: 'succeeded', capturedAmount: 30_000 }, 'Payment successful', /Amount paid Rp 30\.000/],
      [{ status: 'succeeded', reversedAt: iso(START) }, 'The payment was taken back', /Contact the shop/],
      [{ status: 'authorized' }, 'Payment approved', /funds are on hold.*Amount on hold Rp/],
      [{ status: 'expired' }, 'The time to pay is over', /Do not pay to the old number/],
      [
        { status: 'expired', channel: 'ewallet_ovo', instruction: INSTRUCTIONS.push },
        'The time to pay is over',
        /OVO was not approved in time.*Send a new request/s,
      ],
      [
        { status: 'expired', channel: 'ewallet_dana', instruction: INSTRUCTIONS.redirect },
        'The time to pay is over',
        /over Choose how to pay again to go on\./,
      ],
      [{ status: 'expired', review: 'paid_late' }, 'Payment received late', /after this payment had ended/],
      [{ status: 'canceled', review: 'paid_late' }, 'Payment received late', /do not pay again/],
      [{ status: 'failed', review: 'paid_late' }, 'Payment received late', /do not pay again/],
      [{ status: 'processing' }, 'Your payment is being processed', /Please do not pay again yet/],
      [{ status: 'processing', review: 'amount_differs' }, 'Checking your payment', /amount differs from the bill/],
      [{ status: 'unknown', channel: 'card' }, 'Checking your payment', /waiting for word/],
      [{ status: 'unknown' }, 'This takes longer than usual', /nothing for you to pay so far.*Change payment method/],
      [
        { status: 'failed', failure: { code: 'card_expired', message: '' } },
        'The payment did not go through',
        /card has expired/,
      ],
    ];
    for (const [change, heading, text] of endings) {
      const page = await CheckoutHarness.mount({ bff: withPayment(change) });
      equal(page.heading, heading);
      match(page.text, text);
      CheckoutHarness.cleanUp();
    }
  });

  it('shows the end of the whole checkout, and offers no payment', async () => {
    for (const [status, heading, text] of [
      ['expired', 'The time to pay is over', /order again/],
      ['canceled', 'Payment canceled', /The shop canceled this order/],
    ] as const) {
      const bff = new FakeBff();
      bff.checkout = aCheckout({ status });
      bff.channels = [];
      const page = await CheckoutHarness.mount({ bff });
      equal(page.heading, heading);
      match(page.text, text);
      deepEqual(page.buttons, []);
      CheckoutHarness.cleanUp();
    }
  });

  it('goes back to the list for a payment that was canceled', async () => {
    const page = await CheckoutHarness.mount({ bff: withPayment({ status: 'canceled' }) });
    equal(page.heading, 'Choose how to pay');
  });

  it('reads the session again when it is moved in the document, and stops when it is removed (F12)', async () => {
    const page = await CheckoutHarness.mount({ bff: withPayment({}) });
    await page.until(() => page.bff.streams.count === 1, 'the event stream');
    const place = document.createElement('div');
    document.body.append(place);
    place.append(page.element);
    await page.until(() => page.bff.seen('POST', '/v1/session').length === 2, 'another look');
    equal(page.details('kasir-ready').length, 1);
    place.remove();
    await page.until(() => page.bff.streams.count === 0, 'the stream to end');
  });

  it('moved while a payment is requested, it shows the answer (F12)', async () => {
    const page = await CheckoutHarness.mount();
    await page.choose('OVO');
    page.fill('Nomor ponsel', '081234567890');
    let answer = () => {};
    page.bff.answerNext('POST', '/v1/session/payments', async () => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return page.bff.fetch(lastPost.url, lastPost.init);
    });
    const lastPost = {
      url: 'https://bff.test/v1/session/payments',
      init: {
        method: 'POST',
        headers: { authorization: `Bearer ${page.bff.token}`, 'idempotency-key': 'k' },
        body: JSON.stringify({ channel: 'ewallet_ovo' }),
      },
    };
    await page.press(/^Pay/);
    await page.until(() => page.bff.seen('POST', '/v1/session/payments').length === 1, 'the attempt');
    const place = document.createElement('div');
    document.body.append(place);
    place.append(page.element);
    answer();
    await page.untilHeading('Continue to OVO');
    page.bff.report({ status: 'succeeded' });
    await page.untilHeading('Payment successful');
    equal(page.details('kasir-paid').length, 1);
    place.remove();
  });

  it('replaced while a payment is requested, it shows that payment (F12)', async () => {
    const first = await CheckoutHarness.mount();
    await first.choose('BCA Virtual Account');
    first.bff.answerNext('POST', '/v1/session/payments', () => new Promise(() => {}));
    await first.press(/^Pay/);
    await first.until(() => first.bff.seen('POST', '/v1/session/payments').length === 1, 'the attempt');
    first.element.remove();
    const page = await CheckoutHarness.mount({ bff: first.bff });
    equal(page.heading, 'Choose how to pay');
    await page.until(() => page.bff.streams.count === 1, 'the event stream');
    page.bff.payment = aPayment({ channel: 'ewallet_ovo', status: 'processing' });
    page.bff.sendEvent('payment', page.bff.payment);
    await page.untilHeading('Your payment is being processed');
    page.bff.report({ status: 'succeeded' });
    await page.untilHeading('Payment successful');
    await page.until(() => page.details('kasir-closed').length === 1, 'kasir-closed');
    equal(page.details('kasir-paid').length, 1);
  });

  it('opened on a paid checkout it shows the receipt, and fires no event (F20)', async () => {
    const bff = withPayment({});
    bff.checkout = aCheckout({ id: 'co_paid_before_the_page' });
    bff.report({ status: 'succeeded' });
    const page = await CheckoutHarness.mount({ bff });
    equal(page.heading, 'Payment successful');
    await page.until(() => page.details('kasir-status').length === 1, 'kasir-status');
    await page.element.refresh();
    deepEqual(
      page.events.map(({ type }) => type),
      ['kasir-ready', 'kasir-status'],
    );
  });

  it('offers no other channel once the checkout has ended, and fires kasir-closed (N6)', async () => {
    for (const [status, text] of [
      ['expired', /order again/],
      ['canceled', /The shop canceled this order/],
    ] as const) {
      const bff = withPayment({});
      bff.checkout = aCheckout({ id: `co_ends_${status}` });
      const page = await CheckoutHarness.mount({ bff });
      await page.until(() => bff.streams.count === 1, 'the event stream');
      bff.report({ status: 'expired' });
      await page.until(() => page.buttons.length > 0 && page.heading === 'The time to pay is over', 'its end');
      bff.endCheckout(status);
      await page.until(() => text.test(page.text), 'the end of the order');
      deepEqual(page.buttons, []);
      await page.until(() => page.details('kasir-closed').length === 1, 'kasir-closed');
      equal(page.details<{ status: string }>('kasir-closed')[0]?.status, status);
      CheckoutHarness.cleanUp();
    }
  });

  it('counts down by the BFF’s clock, whatever the local one says', async () => {
    const bff = withPayment({ expiresAt: iso(START + HOUR) });
    const page = await CheckoutHarness.mount({ bff });
    match(page.part('countdown').textContent?.trim() ?? '', /^(1:00:00|59:5\d)$/);
  });

  it('reads the session when the time is over, and ends nothing by itself', async () => {
    const bff = withPayment({ expiresAt: iso(START + 400) });
    const page = await CheckoutHarness.mount({ bff });
    bff.now = START + 500;
    await page.until(() => bff.seen('POST', '/v1/session').length === 2, 'a second look');
    equal(page.heading, 'Transfer to a BCA virtual account');
    equal(page.part('countdown').textContent?.trim(), '00:00');
    bff.report({ status: 'expired' });
    await page.untilHeading('The time to pay is over');
  });
});
