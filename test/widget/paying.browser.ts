import { deepEqual, equal, match, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { problem } from '../../widget/testing/problem-response.ts';
import { aPayment, INSTRUCTIONS, START, iso } from '../../widget/testing/samples.ts';

const PAYMENTS = '/v1/session/payments';

describe('paying', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  const chosen = async (bff = new FakeBff()) => {
    const page = await CheckoutHarness.mount({ bff });
    await page.choose('BCA Virtual Account');
    return page;
  };

  it('leads from the choice to the instruction and the receipt, as the BFF reports it', async () => {
    const page = await chosen();
    await page.press('Pay Rp 149.000');
    await page.untilHeading('Transfer to a BCA virtual account');
    equal(page.details('kasir-paid').length, 0);
    await page.until(() => page.bff.streams.count === 1, 'the event stream');
    page.bff.report({ status: 'succeeded' });
    await page.untilHeading('Payment successful');
    await page.until(() => page.details('kasir-closed').length === 1, 'kasir-closed');
    deepEqual(
      page.events.map(({ type }) => type),
      [
        'kasir-ready',
        'kasir-channel',
        'kasir-status',
        'kasir-instruction',
        'kasir-status',
        'kasir-paid',
        'kasir-closed',
      ],
    );
    match(page.text, /Amount paid Rp 149\.000 Paid with BCA Virtual Account/);
    equal(page.status, 'Payment successful');
  });

  it('sends a push that was not approved in time again, to the same number', async () => {
    const bff = new FakeBff();
    bff.instruction = INSTRUCTIONS.push;
    const page = await CheckoutHarness.mount({ bff });
    await page.choose('OVO');
    page.fill('Nomor ponsel', '081234567890');
    await page.press('Pay Rp 149.000');
    await page.untilHeading('Open your OVO app');
    const first = page.bff.payment?.id;
    page.bff.report({ status: 'expired' });
    await page.untilHeading('The time to pay is over');
    await page.press('Send a new request');
    await page.untilHeading('Open your OVO app');
    ok(page.bff.payment?.id !== first);
    const [sent, again] = page.bff.seen('POST', PAYMENTS).map(({ body }) => body);
    match(JSON.stringify(sent), /"phone":"081234567890"/);
    deepEqual(again, sent);
  });

  it('sends one request, however often the button is pressed', async () => {
    const page = await chosen();
    const button = page.button(/^Pay/);
    button.click();
    button.click();
    void page.element.pay();
    await page.untilHeading(/BCA virtual account/);
    button.click();
    equal(page.bff.seen('POST', PAYMENTS).length, 1);
  });

  it('shows that it is in progress', async () => {
    const page = await chosen();
    let answer: ((response: Response) => void) | undefined;
    const slow = new Promise<Response>((resolve) => {
      answer = resolve;
    });
    page.bff.answerNext('POST', PAYMENTS, () => slow);
    await page.press(/^Pay/);
    await page.until(() => page.buttons.includes('Preparing your payment…'), 'the button to say so');
    equal(page.status, 'Preparing your payment…');
    const root = page.element.shadowRoot;
    ok(root);
    ok(root.querySelector('[aria-busy=true]'), 'the screen is busy');
    equal(root.querySelector('[aria-busy=true] :is([role=status], [role=alert], [aria-live])'), null, 'silenced');
    answer?.(problem('provider_rejected'));
    await page.until(() => page.error !== '', 'the refusal');
    match(page.error, /provider refused/);
    equal(page.selected, 'BCA Virtual Account');
  });

  it('sends the same request again under the same key when no answer came', async () => {
    const page = await chosen();
    page.bff.answerNext('POST', PAYMENTS, 'network');
    await page.press(/^Pay/);
    await page.until(() => page.error !== '', 'an error');
    match(page.error, /you will not be charged twice/);
    await page.press(/^Pay/);
    await page.untilHeading(/BCA virtual account/);
    const keys = page.bff.seen('POST', PAYMENTS).map(({ key }) => key);
    equal(keys.length, 2);
    equal(keys[0], keys[1]);
  });

  it('finds the payment whose answer was lost, and makes no second one', async () => {
    const page = await chosen();
    page.bff.answerNext('POST', PAYMENTS, () => {
      page.bff.payment = aPayment({ createdAt: iso(START + 1), updatedAt: iso(START + 1) });
      throw new TypeError('Failed to fetch');
    });
    await page.press(/^Pay/);
    await page.untilHeading(/BCA virtual account/);
    equal(page.bff.seen('POST', PAYMENTS).length, 1);
    equal(page.error, '');
  });

  for (const [locale, button, message, over] of [
    ['en', /^Pay/, /Too many attempts\. You can try again from (\d\d)[.:](\d\d)\./, /You can try again now/],
    [
      'id',
      /^Bayar/,
      /Terlalu banyak percobaan\. Anda dapat mencoba lagi mulai pukul (\d\d)[.:](\d\d)\./,
      /mencoba lagi sekarang/,
    ],
  ] as const)
    it(`says until when to wait after 429, and when that is over, in ${locale} (F19)`, async () => {
      const page = await CheckoutHarness.mount({ attributes: { locale } });
      await page.choose('BCA Virtual Account');
      const rateLimited = (seconds: number) => () =>
        problem('rate_limited', undefined, { 'retry-after': String(seconds) });
      page.bff.answerNext('POST', PAYMENTS, rateLimited(540), rateLimited(2));
      const before = Date.now();
      await page.press(button);
      await page.until(() => message.test(page.error), 'the end of the wait');
      equal(page.details<{ retryAfterSeconds?: number }>('kasir-error')[0]?.retryAfterSeconds, 540);
      const [, hours, minutes] = message.exec(page.error) ?? [];
      const end = new Date(before);
      end.setHours(Number(hours), Number(minutes), 0, 0);
      const waitMs = (end.getTime() - before + 86_400_000) % 86_400_000;
      ok(waitMs >= 540_000 && waitMs <= 540_000 + 120_000, `${waitMs} ms`);
      await page.press(button);
      await page.until(() => page.details('kasir-error').length === 2, 'the second refusal');
      await page.until(() => page.error === '' && over.test(page.announcement), 'the wait to be over');
      await page.press(button);
      await page.until(() => page.has('payment-code'), 'a number');
      const [first, ...others] = page.bff.seen('POST', PAYMENTS).map(({ key }) => key);
      ok(others.length === 2 && others.every((key) => key === first), 'it is the same attempt');
    });

  it('uses a new key after a refusal, and for another channel', async () => {
    const page = await chosen();
    page.bff.answerNext('POST', PAYMENTS, () => problem('provider_rejected'), 'network', 'network');
    await page.press(/^Pay/);
    await page.until(() => page.error !== '', 'the refusal');
    await page.press(/^Pay/);
    await page.until(() => /Connection lost/.test(page.error), 'the break');
    await page.choose('QRIS');
    await page.press(/^Pay/);
    await page.until(() => page.bff.seen('POST', PAYMENTS).length === 3, 'three attempts');
    equal(new Set(page.bff.seen('POST', PAYMENTS).map(({ key }) => key)).size, 3);
  });

  it('shows what happened when the order was paid in another tab meanwhile', async () => {
    const page = await chosen();
    page.bff.answerNext('POST', PAYMENTS, () => {
      page.bff.report({ status: 'succeeded' });
      return problem('state_conflict');
    });
    await page.press(/^Pay/);
    await page.untilHeading('Payment successful');
  });

  it('waits while the outcome is unknown, and does not offer to pay again', async () => {
    const bff = new FakeBff();
    bff.outcome = { status: 'unknown', channel: 'card', instruction: { kind: 'none' } };
    const page = await chosen(bff);
    await page.press(/^Pay/);
    await page.untilHeading('Checking your payment');
    match(page.text, /Please do not pay again yet/);
    deepEqual(page.buttons, ['Check now']);
    await page.until(() => bff.streams.count === 1, 'the event stream');
    bff.report({ status: 'failed', failure: { code: 'insufficient_funds', message: '' } });
    await page.untilHeading('The payment did not go through');
    match(page.text, /balance or credit is too low/);
  });

  it('lets the customer try again with the same channel, or choose another', async () => {
    const bff = new FakeBff();
    bff.payment = aPayment({ status: 'failed', failure: { code: 'declined', message: '' } });
    const page = await CheckoutHarness.mount({ bff });
    await page.press('Try again');
    await page.untilHeading('Choose how to pay');
    equal(page.selected, 'BCA Virtual Account');
    await page.until(() => page.radio('BCA Virtual Account').matches(':focus'), 'the focus on what is chosen again');
    CheckoutHarness.cleanUp();
    const other = await CheckoutHarness.mount({ bff });
    await other.press('Choose another way to pay');
    await other.untilHeading('Choose how to pay');
    equal(other.selected, undefined);
    await other.until(() => other.focused === 'Choose how to pay', 'the focus on the heading');
  });

  it('does not offer to try again what would fail again', async () => {
    const bff = new FakeBff();
    bff.payment = aPayment({ status: 'failed', failure: { code: 'account_blocked', message: '' } });
    const page = await CheckoutHarness.mount({ bff });
    deepEqual(page.buttons, ['Choose another way to pay']);
  });

  it('cancels the payment when the customer chooses another channel', async () => {
    const page = await chosen();
    await page.press(/^Pay/);
    await page.untilHeading(/BCA virtual account/);
    const id = page.bff.payment?.id ?? '';
    await page.press('Change payment method');
    await page.untilHeading('Choose how to pay');
    equal(page.bff.seen('POST', `${PAYMENTS}/${id}/cancel`).length, 1);
    await page.choose('QRIS');
    await page.press(/^Pay/);
    await page.untilHeading('Scan the QRIS code');
  });

  it('stays with a payment that was paid just before it was canceled', async () => {
    const page = await chosen();
    await page.press(/^Pay/);
    await page.untilHeading(/BCA virtual account/);
    page.bff.answerNext('POST', `${PAYMENTS}/${page.bff.payment?.id}/cancel`, () => {
      page.bff.report({ status: 'succeeded' });
      return problem('state_conflict');
    });
    await page.press('Change payment method');
    await page.untilHeading('Payment successful');
  });

  it('moves the focus to the heading of a new screen, but never takes it from elsewhere on the page', async () => {
    const page = await chosen();
    page.radio('BCA Virtual Account').focus();
    await page.press(/^Pay/);
    await page.until(() => page.focused === 'Transfer to a BCA virtual account', 'the focus on the heading');
    const elsewhere = document.createElement('input');
    document.body.append(elsewhere);
    elsewhere.focus();
    page.bff.report({ status: 'succeeded' });
    await page.untilHeading('Payment successful');
    equal(document.activeElement, elsewhere);
    elsewhere.remove();
  });

  it('does not take the focus when the page opens', async () => {
    const bff = new FakeBff();
    bff.payment = aPayment();
    await CheckoutHarness.mount({ bff });
    equal(document.activeElement, document.body);
  });

  it('can be controlled by the page alone', async () => {
    const page = await CheckoutHarness.mount();
    ok(page.element.selectChannel('qris'));
    await page.element.pay();
    await page.untilHeading('Scan the QRIS code');
    equal(page.details<{ instruction: { kind: string } }>('kasir-instruction')[0]?.instruction.kind, 'qr');
    deepEqual(page.bff.payment?.instruction, INSTRUCTIONS.qr);
  });
});
