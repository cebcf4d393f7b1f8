import type { Redirect } from '../../widget/events.ts';
import { deepEqual, equal, match, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { press, type } from './support/page.ts';
import { aPayment, CARD_FORM } from '../../widget/testing/samples.ts';

const NUMBER = 'Card number';
const EXPIRY = 'Expiry date';
const CVV = 'CVV code';
const HOLDER = 'Name on card';
const EMAIL = 'Email';

const show = (change: Partial<typeof CARD_FORM> = {}, bff = new FakeBff()) => {
  bff.payment = aPayment({ channel: 'card', instruction: { ...CARD_FORM, ...change } });
  return CheckoutHarness.mount({ bff });
};

const fillAll = (page: CheckoutHarness) => {
  page.fill(NUMBER, '4111111111111111');
  page.fill(EXPIRY, '12/30');
  page.fill(CVV, '123');
  page.fill(HOLDER, 'Sari Wulandari');
  page.fill(EMAIL, 'sari@example.com');
};

const formOf = (page: CheckoutHarness): HTMLFormElement => {
  const { form } = page.field(NUMBER);
  ok(form);
  return form;
};

/** What the browser would have posted, each time: tests stay on their page. */
function watchPosts(page: CheckoutHarness): Record<string, unknown>[] {
  const posts: Record<string, unknown>[] = [];
  page.element.shadowRoot?.addEventListener('submit', (event) => {
    if (event.defaultPrevented || !(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    posts.push(Object.fromEntries(new FormData(event.target)));
  });
  return posts;
}

/** Lets the widget leave, unlike the harness. */
const letGo = (event: Event) => event.stopImmediatePropagation();

/** Like the browser's own events of typing. */
const OUTWARD = { bubbles: true, composed: true } as const;

describe('the card form', () => {
  beforeEach(() => window.removeEventListener('kasir-redirect', letGo, true));
  afterEach(() => CheckoutHarness.cleanUp());

  const go = async (change: Partial<typeof CARD_FORM> = {}, bff?: FakeBff) => {
    window.addEventListener('kasir-redirect', letGo, true);
    const page = await show(change, bff);
    return { page, posts: watchPosts(page) };
  };

  it('is a plain form that posts to the provider, with fields that browsers can autofill', async () => {
    const page = await show();
    equal(page.heading, 'Enter your card');
    const form = formOf(page);
    deepEqual(
      [form.method, form.action, form.target, form.noValidate, form.acceptCharset, form.enctype],
      ['post', 'https://provider.test/pay', '_top', true, 'utf-8', 'application/x-www-form-urlencoded'],
    );
    deepEqual(
      [NUMBER, EXPIRY, CVV, HOLDER, EMAIL].map((name) => {
        const { name: sentAs, autocomplete, inputMode, type: kind, required, spellcheck } = page.field(name);
        return [sentAs, autocomplete, inputMode, kind, required, spellcheck];
      }),
      [
        ['cardNo', 'cc-number', 'numeric', 'text', true, false],
        ['cardExp', 'cc-exp', 'numeric', 'text', true, false],
        ['cardCvv', 'cc-csc', 'numeric', 'text', true, false],
        ['cardHolder', 'cc-name', '', 'text', true, false],
        ['cardEmail', 'email', 'email', 'email', true, false],
      ],
    );
    match(page.text, /card number goes straight to the payment provider, not to this shop/);
    deepEqual(page.buttons, ['Pay Rp 149.000', 'Change payment method']);
    equal(page.status, '');
  });

  it('asks for an e-mail address only where the provider wants one', async () => {
    const { email: _, ...inputNames } = CARD_FORM.inputNames ?? { number: '', expiry: '', cvv: '', holder: '' };
    const { page, posts } = await go({ inputNames });
    ok(!page.text.includes('Email'));
    page.fill(NUMBER, '4111111111111111');
    page.fill(EXPIRY, '12/30');
    page.fill(CVV, '123');
    page.fill(HOLDER, 'Sari Wulandari');
    await page.press(/^Pay/);
    deepEqual(posts.map(Object.keys), [['reference', 'submit', 'cardNo', 'cardExp', 'cardCvv', 'cardHolder']]);
  });

  it('shows what is typed in groups, and posts it in the provider’s format', async () => {
    const { page, posts } = await go();
    page.field(NUMBER).focus();
    await type('4111111111111111');
    equal(page.field(NUMBER).value, '4111 1111 1111 1111');
    equal(page.descriptionOf(page.field(NUMBER)), 'Visa');
    await press('Tab');
    await type('1230');
    equal(page.field(EXPIRY).value, '12/30');
    await press('Tab');
    equal(page.focused, CVV);
    equal(page.descriptionOf(page.field(CVV)), '3 digits on the back');
    await type('12x3');
    await press('Tab');
    await type('Siti Nur-Aisyah');
    await press('Tab');
    await type('siti@example.com');
    await press('Enter');
    await page.until(() => posts.length === 1, 'the post');
    deepEqual(posts, [
      {
        reference: 'R-1',
        submit: 'one-time',
        cardNo: '4111111111111111',
        cardExp: '3012',
        cardCvv: '123',
        cardHolder: 'Siti Nur Aisyah',
        cardEmail: 'siti@example.com',
      },
    ]);
  });

  it('accepts what is pasted or autofilled, in any format', async () => {
    const page = await show();
    for (const [name, pasted, shown] of [
      [NUMBER, ' 5555-5555-5555-4444 ', '5555 5555 5555 4444'],
      [NUMBER, '378282246310005', '3782 822463 10005'],
      [EXPIRY, '12/2030', '12/30'],
      [EXPIRY, '0131', '01/31'],
      [EXPIRY, '2030-12', '12/30'],
      [CVV, ' 1234 ', '1234'],
    ] as const) {
      const field = page.field(name);
      field.focus();
      field.setRangeText(pasted, 0, field.value.length, 'end');
      field.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', ...OUTWARD }));
      equal(field.value, shown);
    }
    await page.element.updateComplete;
    equal(page.descriptionOf(page.field(NUMBER)), 'Amex');
    equal(page.descriptionOf(page.field(CVV)), '4 digits on the front');
  });

  it('lets a digit in the middle be corrected, and every character be deleted', async () => {
    const page = await show();
    const number = page.field(NUMBER);
    number.focus();
    await type('4111211111111111');
    number.setSelectionRange(6, 6);
    await press('Backspace');
    equal(number.value, '4111 1111 1111 111');
    equal(number.selectionStart, 4);
    await type('1');
    equal(number.value, '4111 1111 1111 1111');
    equal(number.selectionStart, 6);
    const expiry = page.field(EXPIRY);
    expiry.focus();
    await type('12');
    equal(expiry.value, '12/');
    for (let presses = 0; presses < 3; presses += 1) await press('Backspace');
    equal(expiry.value, '');
  });

  it('with faults is not posted: each is shown at its field and announced, and the first gets the focus', async () => {
    const { page, posts } = await go();
    await page.press(/^Pay/);
    const faults = () => [NUMBER, EXPIRY, CVV, HOLDER, EMAIL].map((name) => page.faultOf(page.field(name)));
    deepEqual(faults(), [
      'Enter your card number.',
      'Enter the month and year of expiry.',
      'Enter the CVV code.',
      'Enter the name as on the card.',
      'Enter your email address.',
    ]);
    equal(page.focused, NUMBER);
    match(page.text, /5 fields need another look\.$/);

    fillAll(page);
    await page.element.updateComplete;
    deepEqual(faults(), ['', '', '', '', '']);
    page.fill(NUMBER, '4111 1111 1111 1112');
    page.fill(EXPIRY, '13/30');
    page.fill(CVV, '1234');
    page.fill(HOLDER, 'Sari 2');
    page.fill(EMAIL, 'sari');
    page.fill(HOLDER, '4111111111111111');
    await page.press(/^Pay/);
    deepEqual(faults(), [
      'This card number is not right. Check the digits.',
      'Enter the month and year as on the card, for example 08/29.',
      'This CVV code is not complete.',
      'Enter the name in letters and spaces only, as on the card.',
      'Enter a valid email address.',
    ]);
    ok([NUMBER, EXPIRY, CVV, HOLDER, EMAIL].every((name) => page.field(name).getAttribute('aria-invalid') === 'true'));
    page.fill(NUMBER, '4111 1111 1111 1111');
    await page.press(/^Pay/);
    equal(page.focused, EXPIRY);
    deepEqual(posts, []);
  });

  it('shows a fault when its field is left, and removes it as soon as it is corrected', async () => {
    const page = await show();
    page.field(EXPIRY).focus();
    await type('1320');
    equal(page.faultOf(page.field(EXPIRY)), '');
    await press('Tab');
    await page.until(() => page.faultOf(page.field(EXPIRY)) !== '', 'the fault');
    page.field(EXPIRY).select();
    await type('1230');
    equal(page.faultOf(page.field(EXPIRY)), '');
  });

  it('does not move the button away from a pointer that presses it', async () => {
    const { page } = await go();
    page.field(CVV).focus();
    await type('1');
    const button = page.button(/^Pay/);
    const before = button.getBoundingClientRect().y;
    button.dispatchEvent(new PointerEvent('pointerdown', OUTWARD));
    page.field(CVV).dispatchEvent(new Event('change', { bubbles: true }));
    await page.element.updateComplete;
    equal(button.getBoundingClientRect().y, before);
    button.click();
    await page.until(() => page.faultOf(page.field(CVV)) !== '', 'the fault');
    fillAll(page);
    page.field(EXPIRY).select();
    await type('1320');
    await press('Tab');
    await page.until(() => page.faultOf(page.field(EXPIRY)) !== '', 'the fault of the next field that is left');
  });

  it('decides by the server’s clock, not the customer’s, whether a card has expired', async () => {
    const bff = new FakeBff();
    bff.now = Date.parse('2031-01-15T00:00:00Z');
    const { page, posts } = await go({}, bff);
    fillAll(page);
    await page.press(/^Pay/);
    equal(page.faultOf(page.field(EXPIRY)), 'This card has expired. Check the date, or use another card.');
    page.fill(EXPIRY, '01/31');
    await page.press(/^Pay/);
    equal(posts.length, 1);
  });

  it('announces the redirect to the page, without card data', async () => {
    const page = await show();
    const posts = watchPosts(page);
    fillAll(page);
    await page.press(/^Pay/);
    const [redirect] = page.details<Redirect>('kasir-redirect');
    deepEqual(
      { url: redirect?.url, method: redirect?.method, fields: redirect?.fields, inputs: redirect?.inputs },
      { url: CARD_FORM.action, method: 'POST', fields: CARD_FORM.fields, inputs: 'card' },
    );
    ok(!/4111|3012|12\/30|Sari|sari@/.test(JSON.stringify(redirect)));
    // The harness has prevented it.
    deepEqual(posts, []);
    equal(page.field(NUMBER).value, '4111 1111 1111 1111');
    deepEqual(page.buttons, ['Pay Rp 149.000', 'Change payment method']);
  });

  it('is posted once, and says so meanwhile', async () => {
    const { page, posts } = await go();
    fillAll(page);
    await page.press(/^Pay/);
    const button = page.button('Taking you to the payment provider…');
    equal(button.getAttribute('aria-disabled'), 'true');
    equal(page.status, 'Taking you to the payment provider…');
    button.click();
    await page.element.updateComplete;
    equal(posts.length, 1);
  });

  it('can be posted again when the browser was stopped on its way', async () => {
    const { page, posts } = await go();
    fillAll(page);
    const real = window.setTimeout;
    const waiting: (() => void)[] = [];
    window.setTimeout = ((task: () => void, ms?: number) =>
      ms === 20_000 ? waiting.push(task) : real(task, ms)) as typeof window.setTimeout;
    await page.press(/^Pay/);
    window.setTimeout = real;
    equal(waiting.length, 1);
    equal(page.buttons[0], 'Taking you to the payment provider…');
    for (const task of waiting) task();
    await page.press('Pay Rp 149.000');
    deepEqual(
      posts.map(({ cardNo }) => cardNo),
      ['4111111111111111', '4111111111111111'],
    );
  });

  it('says so when the content policy of the page forbids the post', async () => {
    const { page } = await go();
    fillAll(page);
    await page.press(/^Pay/);
    const violation = { effectiveDirective: 'form-action', violatedDirective: 'form-action' };
    document.dispatchEvent(
      new SecurityPolicyViolationEvent('securitypolicyviolation', {
        ...{ ...violation, documentURI: '', disposition: 'enforce', originalPolicy: '', statusCode: 200 },
      }),
    );
    await page.until(() => page.text.includes('cannot be opened'), 'the word');
    ok(page.buttons.includes('Pay Rp 149.000'));
  });

  it('is empty and ready again when the browser brings the page back', async () => {
    for (const back of [
      new PageTransitionEvent('pageshow', { persisted: true }),
      new PageTransitionEvent('pagehide', { persisted: true }),
    ]) {
      const { page } = await go();
      fillAll(page);
      await page.press(/^Pay/);
      window.dispatchEvent(back);
      await page.until(() => page.buttons.includes('Pay Rp 149.000'), 'the button to be ready');
      deepEqual(
        [NUMBER, EXPIRY, CVV, HOLDER, EMAIL].map((name) => page.field(name).value),
        ['', '', '', '', ''],
      );
      CheckoutHarness.cleanUp();
    }
  });

  it('is emptied when it leaves the screen', async () => {
    const page = await show();
    fillAll(page);
    const form = formOf(page);
    await page.until(() => page.bff.streams.count === 1, 'the event stream');
    page.bff.report({ status: 'processing' });
    await page.untilHeading('Your payment is being processed');
    equal(form.querySelector<HTMLInputElement>('[name=cardNo]')?.value, '');
  });

  it('keeps its inputs while the screen is rendered again', async () => {
    const page = await show();
    page.field(NUMBER).focus();
    await type('4111');
    page.element.requestUpdate();
    await page.element.updateComplete;
    equal(page.field(NUMBER).value, '4111');
    equal(page.focused, NUMBER);
  });

  it('lets no event with what is typed leave the element', async () => {
    const page = await show();
    const seen: string[] = [];
    const note = (event: Event) => {
      const { data, key } = event as Event & { readonly data?: string; readonly key?: string };
      seen.push(`${event.type} ${data ?? ''} ${key ?? ''}`);
    };
    const types = [
      'beforeinput',
      'input',
      'change',
      'keydown',
      'keypress',
      'keyup',
      'paste',
      'copy',
      'cut',
      'compositionend',
    ];
    const stop = new AbortController();
    for (const name of types) window.addEventListener(name, note, { signal: stop.signal });
    page.field(NUMBER).focus();
    await type('4111');
    for (const name of ['copy', 'cut', 'paste']) page.field(NUMBER).dispatchEvent(new ClipboardEvent(name, OUTWARD));
    page.field(NUMBER).dispatchEvent(new CompositionEvent('compositionend', { data: '5', ...OUTWARD }));
    await press('Tab');
    stop.abort();
    // Keys without a character pass: a dialog around it may need them.
    ok(seen.some((entry) => entry.includes('Tab')));
    deepEqual(
      seen.filter((entry) => !entry.includes('Tab')),
      [],
    );
  });

  it('posts no card to an address that is not https', async () => {
    for (const action of ['http://provider.test/pay', 'javascript:alert(1)', 'https://a:b@provider.test/', 'nowhere']) {
      const page = await show({ action });
      match(page.text, /cannot be opened/);
      ok(!page.buttons.some((name) => name.startsWith('Pay')), action);
      CheckoutHarness.cleanUp();
    }
    for (const action of ['http://localhost:4000/pay', 'http://127.0.0.1/pay', 'http://[::1]:1/pay']) {
      ok((await show({ action })).buttons.includes('Pay Rp 149.000'), action);
      CheckoutHarness.cleanUp();
    }
  });

  it('can be returned to from the provider’s page', async () => {
    const bff = new FakeBff();
    const here = location.href;
    history.replaceState(null, '', `?kasir_checkout=${bff.checkout.id}`);
    const page = await show({}, bff);
    history.replaceState(null, '', here);
    equal(page.heading, 'Checking your payment');
    await page.press('Not finished? Enter your card again');
    await page.untilHeading('Enter your card');
    equal(page.field(NUMBER).value, '');
  });
});
