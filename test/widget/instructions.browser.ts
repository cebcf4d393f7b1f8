import { deepEqual, equal, match, ok } from './support/assert.ts';
import { LANGUAGES } from '../../shared/language.ts';
import { postForm } from '../../widget/ui/leave-page.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { problem } from '../../widget/testing/problem-response.ts';
import { decodeQr } from './support/decode-qr.ts';
import { type } from './support/page.ts';
import { aPayment, INSTRUCTIONS, iso, START } from '../../widget/testing/samples.ts';

type Payment = Parameters<typeof aPayment>[0];

const show = (change: Payment, attributes: Record<string, string> = {}) => {
  const bff = new FakeBff();
  bff.payment = aPayment(change);
  return CheckoutHarness.mount({ bff, attributes });
};

/** What was copied last: tests have no clipboard of their own. */
function watchClipboard(): { text: string } {
  const seen = { text: '' };
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: {
      writeText: (text: string) => {
        seen.text = text;
        return Promise.resolve();
      },
    },
  });
  return seen;
}

const refuseClipboard = () =>
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { writeText: () => Promise.reject(new Error('not allowed')) },
  });

const pretendPhone = () =>
  Object.defineProperty(navigator, 'userAgent', { configurable: true, value: 'Mozilla/5.0 (Linux; Android 14)' });

/** Where this text stands in the element. */
function rangesOf(element: Element, text: RegExp): Range[] {
  const nodes = [...element.childNodes].filter((node): node is Text => node instanceof Text);
  return nodes.flatMap((node) => {
    const found = text.exec(node.data);
    if (!found) return [];
    const range = document.createRange();
    range.setStart(node, found.index);
    range.setEnd(node, found.index + found[0].length);
    return [range];
  });
}

describe('an instruction', () => {
  afterEach(() => {
    CheckoutHarness.cleanUp();
    Reflect.deleteProperty(navigator, 'clipboard');
    Reflect.deleteProperty(navigator, 'userAgent');
  });

  it('virtual account: number grouped on screen and ungrouped in the clipboard, exact amount, how to pay', async () => {
    const clipboard = watchClipboard();
    const page = await show({});
    equal(page.part('payment-code').textContent, '3816 5999 9612 3456 78');
    await page.press('Copy Virtual account number');
    equal(clipboard.text, '381659999612345678');
    await page.until(() => page.part('copy-button').textContent?.includes('Copied') === true, 'the button to say so');
    await page.press('Copy Amount');
    equal(clipboard.text, '149000');
    match(page.text, /Account name TOKO KASIR/);
    match(page.text, /How to pay BCA mobile/);
  });

  it('stays when the language changes, and keeps following the payment', async () => {
    const page = await show({});
    page.element.locale = 'id';
    await page.untilHeading('Transfer ke virtual account BCA');
    equal(page.part('payment-code').textContent, '3816 5999 9612 3456 78');
    page.bff.report({ status: 'succeeded' });
    await page.untilHeading('Pembayaran berhasil');
  });

  it('copies an amount with decimals as banks’ forms expect it', async () => {
    const clipboard = watchClipboard();
    const page = await show({ amount: 1_000_001, currency: 'PHP' });
    await page.press('Copy Amount');
    equal(clipboard.text, '10000.01');
  });

  it('selects the number where the browser refuses to copy', async () => {
    refuseClipboard();
    const page = await show({});
    await page.press('Copy Virtual account number');
    await page.until(() => page.text.includes('This browser cannot copy'), 'the hint');
  });

  it('has how-to-pay texts for each bank, and general ones for others, in every language', async () => {
    for (const locale of LANGUAGES)
      for (const guide of ['va_bca', 'va_mandiri', 'va_bni', 'va_bri', 'va_permata', 'va_of_a_new_bank']) {
        const page = await show(
          { instruction: { ...INSTRUCTIONS.virtual_account, bank: 'Bank X', guide } },
          { locale },
        );
        const steps = page.text.match(/3816 5999 9612 3456 78/g) ?? [];
        ok(steps.length >= 3, `${guide} in ${locale}: the number stands in the steps`);
        CheckoutHarness.cleanUp();
      }
  });

  it('virtual account that also takes a QR code: shows it too', async () => {
    const page = await show({ instruction: { ...INSTRUCTIONS.virtual_account, qrPayload: INSTRUCTIONS.qr.payload } });
    equal(await decodeQr(page.part<SVGElement>('qr').querySelector('svg')), INSTRUCTIONS.qr.payload);
  });

  it('retail code: the code, its barcode, and the counter’s hours', async () => {
    const page = await show({ channel: 'retail_alfamart', instruction: INSTRUCTIONS.retail_code });
    equal(page.heading, 'Pay at the Alfamart counter');
    equal(page.part('payment-code').textContent, 'KSR7 7889 900 11');
    equal(page.part('barcode').querySelector('svg')?.getAttribute('aria-label'), 'Barcode for KSR7788990011');
    match(page.text, /The tills take payments 01:00–\u2060?22:00 WIB\./);
    deepEqual(
      page.buttons.filter((name) => name.startsWith('Copy')),
      ['Copy Payment code'],
    );
    ok(!page.text.includes('to the last digit'), 'the store may add a fee');
    match(page.text, /Tell the cashier that you want to pay for an online order/);
  });

  it('retail code with a biller: shows its name', async () => {
    const instruction = { ...INSTRUCTIONS.retail_code, biller: 'NICEPAY' } as const;
    const page = await show({ channel: 'retail_alfamart', instruction });
    match(page.text, /Tell the cashier that you want to pay a NICEPAY bill/);
  });

  it('retail code at a counter that is closed now: says so', async () => {
    const bff = new FakeBff();
    bff.now = START + 2.5 * 3_600_000;
    bff.payment = aPayment({ channel: 'retail_alfamart', instruction: INSTRUCTIONS.retail_code });
    const page = await CheckoutHarness.mount({ bff });
    match(page.text, /The tills are closed now and open again at 01:00 WIB/);
  });

  it('QR code: scanners can read it, and there is its text for customers who cannot see it', async () => {
    const clipboard = watchClipboard();
    const page = await show({ channel: 'qris', instruction: INSTRUCTIONS.qr });
    const svg = page.part<SVGElement>('qr').querySelector('svg');
    equal(await decodeQr(svg), INSTRUCTIONS.qr.payload);
    match(svg?.getAttribute('aria-label') ?? '', /^QRIS code to pay Rp\s149\.000$/);
    await page.press('Copy QR code text');
    equal(clipboard.text, INSTRUCTIONS.qr.payload);
  });

  it('QR code on a phone: first how to pay with the same phone', async () => {
    const bff = new FakeBff();
    bff.payment = aPayment({ channel: 'qris', instruction: INSTRUCTIONS.qr });
    const page = await CheckoutHarness.mount({ bff, prepare: pretendPhone });
    match(page.text, /Paying from this phone\? Save the QR image or take a screenshot/);
    const other = [...(page.element.shadowRoot?.querySelectorAll('details') ?? [])].find((details) =>
      details.textContent?.includes('Scanning with another phone?'),
    );
    equal(other?.open, false, 'the camera’s steps, which this phone cannot follow, are folded');
  });

  it('no line of a narrow page ends within the number of a step, or within the hours of a counter', async () => {
    for (const [kind, channel] of [
      ['virtual_account', 'va_bca'],
      ['retail_code', 'retail_alfamart'],
    ] as const) {
      const page = await show({ channel, instruction: INSTRUCTIONS[kind] });
      const texts = [...(page.element.shadowRoot?.querySelectorAll<HTMLElement>('.steps li, .notice span') ?? [])];
      const unbroken = texts.flatMap((text) => rangesOf(text, /3816.*78|KSR7.*11|01:00.*22:00/));
      ok(unbroken.length >= 2, `${kind}: found`);
      for (let width = 340; width <= 420; width += 10) {
        page.element.style.inlineSize = `${width}px`;
        for (const range of unbroken) equal(range.getClientRects().length, 1, `${range.toString()} at ${width} px`);
      }
      CheckoutHarness.cleanUp();
    }
  });

  it('redirect: announced to the page, which may navigate itself', async () => {
    const bff = new FakeBff();
    bff.instruction = INSTRUCTIONS.redirect;
    const page = await CheckoutHarness.mount({ bff });
    await page.choose('QRIS');
    await page.press(/^Pay/);
    await page.until(() => page.details('kasir-redirect').length === 1, 'kasir-redirect');
    const [redirect] = page.details<{ url: string; method: string }>('kasir-redirect');
    equal(redirect?.url, 'https://wallet.test/pay/1');
    equal(redirect?.method, 'GET');
    deepEqual(page.buttons, ['Continue to QRIS', 'Check now', 'Change payment method']);
  });

  it('redirect whose address changes later: the customer is sent there once', async () => {
    const bff = new FakeBff();
    bff.instruction = { ...INSTRUCTIONS.redirect, appUrl: undefined };
    const page = await CheckoutHarness.mount({ bff });
    await page.choose('QRIS');
    await page.press(/^Pay/);
    await page.until(() => page.details('kasir-redirect').length === 1, 'kasir-redirect');
    bff.report({ instruction: INSTRUCTIONS.redirect });
    await page.until(() => page.details('kasir-instruction').length === 2, 'the change');
    await page.press('Continue to QRIS');
    equal(page.details('kasir-redirect').length, 2, 'the one of the press alone was added');
  });

  it('redirect to a page without a brand: named in general words', async () => {
    for (const [locale, channel, heading, text] of [
      ['id', 'card', 'Lanjutkan ke halaman kartu', /Selesaikan pembayaran di halaman kartu\./],
      ['en', 'card', 'Continue to the card page', /Finish the payment on the card page\./],
      ['id', 'checkout_page', 'Lanjutkan ke halaman pembayaran', /Selesaikan pembayaran di halaman pembayaran\./],
      ['en', 'checkout_page', 'Continue to the payment page', /Finish the payment on the payment page\./],
      ['id', 'ewallet_dana', 'Lanjutkan ke DANA', /Selesaikan pembayaran di halaman DANA\./],
    ] as const) {
      const page = await show({ channel, instruction: INSTRUCTIONS.redirect }, { locale });
      equal(page.heading, heading);
      match(page.text, text);
      ok(page.buttons.includes(heading));
      CheckoutHarness.cleanUp();
    }
  });

  it('form post to the provider', async () => {
    const bff = new FakeBff();
    bff.instruction = INSTRUCTIONS.form_post;
    const page = await CheckoutHarness.mount({ bff });
    await page.choose('BCA Virtual Account');
    await page.press(/^Pay/);
    await page.until(() => page.details('kasir-redirect').length === 1, 'kasir-redirect');
    deepEqual(
      page
        .details<{ url: string; method: string; fields: object }>('kasir-redirect')
        .map(({ url, method, fields }) => ({ url, method, fields })),
      [{ url: 'https://bank.test/pay', method: 'POST', fields: { token: 'one-time', submit: 'yes' } }],
    );
  });

  it('posts exactly the given fields, in the whole tab', () => {
    const submit = HTMLFormElement.prototype.submit;
    const posted: string[] = [];
    HTMLFormElement.prototype.submit = function () {
      const fields = [...new FormData(this)].map(
        ([name, value]) => `${name}=${typeof value === 'string' ? value : value.name}`,
      );
      // By attributes: a field may have the name of a property.
      const [method, action, target] = ['method', 'action', 'target'].map((name) => this.getAttribute(name));
      posted.push(`${method} ${action} ${target} ${fields.join('&')}`);
    };
    try {
      postForm(
        document.body,
        'https://bank.test/pay',
        { token: '<one-time>', submit: 'yes', action: 'x' },
        {
          newTab: false,
          onBlocked: () => {},
        },
      );
    } finally {
      HTMLFormElement.prototype.submit = submit;
    }
    deepEqual(posted, ['post https://bank.test/pay _top token=<one-time>&submit=yes&action=x']);
    equal(document.querySelector('form'), null);
  });

  it('with an unsafe or invalid address leads nowhere', async () => {
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil.test',
      'https://a:b@evil.test/',
      'not an address',
    ]) {
      const page = await show({
        channel: 'ewallet_dana',
        instruction: { kind: 'redirect', url, appUrl: 'javascript:alert(1)', method: 'GET' },
      });
      match(page.text, /cannot be opened/);
      deepEqual(page.buttons, ['Check now', 'Change payment method']);
      CheckoutHarness.cleanUp();
    }
  });

  it('push: names the app and the phone, and can be sent again after its time limit', async () => {
    const bff = new FakeBff();
    bff.payment = aPayment({
      channel: 'ewallet_ovo',
      instruction: { ...INSTRUCTIONS.push, respondBy: iso(START + 300) },
    });
    const page = await CheckoutHarness.mount({ bff });
    bff.now = START + 400;
    equal(page.heading, 'Open your OVO app');
    match(page.text, /OVO on •••• 7890/);
    await page.press('Send a new request');
    await page.untilHeading('Choose how to pay');
    equal(page.selected, 'OVO');
    equal(bff.seen('POST', `/v1/session/payments/${bff.payment.id}/cancel`).length, 1);
  });

  it('one-time code: can be autofilled, and its error is shown at the field', async () => {
    const page = await show({ channel: 'direct_debit_bri', instruction: INSTRUCTIONS.otp });
    const field = page.field('Verification code');
    equal(field.autocomplete, 'one-time-code');
    equal(field.inputMode, 'numeric');
    field.value = '12';
    await page.press('Confirm');
    await page.until(() => page.faultOf(field) === 'Enter the 6 digits of the code.', 'the fault');
    const confirm = `/v1/session/payments/${page.bff.payment?.id}/confirm`;
    page.bff.answerNext('POST', confirm, () => problem('invalid_request', [{ path: 'otp', message: 'wrong' }]));
    field.value = '123456';
    await page.press('Confirm');
    await page.until(() => page.faultOf(field) === 'That code does not match. Check it and try again.', 'the refusal');
    equal(page.error, '');
    equal(page.focused, 'Verification code');
    field.value = '654321';
    await page.press('Confirm');
    await page.untilHeading('Your payment is being processed');
    deepEqual(
      page.bff.seen('POST', confirm).map(({ body }) => body),
      [{ otp: '123456' }, { otp: '654321' }],
    );
  });

  it('one-time code: accepts what is pasted from a message, and shows no progress before it is sent', async () => {
    const page = await show({ channel: 'direct_debit_bri', instruction: INSTRUCTIONS.otp });
    equal(page.status, '');
    const field = page.field('Verification code');
    field.focus();
    await type(' 123 - 456 ');
    await page.press('Confirm');
    await page.untilHeading('Your payment is being processed');
    deepEqual(
      page.bff.seen('POST', `/v1/session/payments/${page.bff.payment?.id}/confirm`).map(({ body }) => body),
      [{ otp: '123456' }],
    );
  });

  it('that can be paid elsewhere warns, before it is given up, not to pay it any more', async () => {
    const page = await show({ channel: 'va_bca', instruction: INSTRUCTIONS.virtual_account });
    const leave = page.button('Change payment method');
    equal(page.descriptionOf(leave), 'Once you change it, do not pay to this number or code any more.');
    CheckoutHarness.cleanUp();
    const redirect = await show({ channel: 'ewallet_dana', instruction: INSTRUCTIONS.redirect });
    equal(redirect.descriptionOf(redirect.button('Change payment method')), '');
  });

  it('one-time code: another one can be sent', async () => {
    const page = await show({ channel: 'direct_debit_bri', instruction: INSTRUCTIONS.otp });
    const field = page.field('Verification code');
    field.value = '000000';
    await page.press('Send the code again');
    await page.until(() => /A new code has been sent/.test(page.part('instruction').textContent ?? ''), 'the new code');
    equal(field.value, '', 'the old code is gone');
    equal(page.bff.seen('POST', `/v1/session/payments/${page.bff.payment?.id}/resend-otp`).length, 1);
  });

  it('none: waits', async () => {
    const page = await show({ instruction: INSTRUCTIONS.none });
    equal(page.heading, 'Your payment is being processed');
  });
});
