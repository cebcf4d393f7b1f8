import { FakeBff } from '../../widget/testing/fake-bff.ts';
import {
  aPayment,
  CARD_FORM,
  FEW_CHANNELS,
  INSTRUCTIONS,
  PHONE_FIELD,
  aChannel,
} from '../../widget/testing/samples.ts';
import { deepEqual, equal, match, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { press, type } from './support/page.ts';

/* Nothing but keys: no click, no focus() by the tests. */

/** Tab, until the element with the focus has this name. */
async function tabTo(page: CheckoutHarness, name: string | RegExp): Promise<void> {
  const there = (): boolean => (typeof name === 'string' ? page.focused === name : name.test(page.focused));
  const passed: string[] = [];
  while (!there()) {
    passed.push(page.focused);
    if (passed.length > 30) throw new Error(`Tab does not lead to ${name}, but to: ${passed.join(' | ')}`);
    await press('Tab');
  }
}

async function arrowTo(page: CheckoutHarness, channel: string): Promise<void> {
  for (let presses = 0; page.selected !== channel; presses += 1) {
    if (presses > 30) throw new Error(`the arrow keys do not lead to ${channel}`);
    await press('ArrowDown');
  }
}

const focusOn = (page: CheckoutHarness, name: string | RegExp): Promise<void> =>
  page.until(
    () => (typeof name === 'string' ? page.focused === name : name.test(page.focused)),
    `the focus on ${name}, not on ${page.focused}`,
  );

const open = async (payment: Parameters<typeof aPayment>[0], prepare?: (bff: FakeBff) => void) => {
  const bff = new FakeBff();
  bff.payment = aPayment(payment);
  prepare?.(bff);
  return CheckoutHarness.mount({ bff });
};

describe('by keys alone', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  it('from the list to a number, its copy button, and back to what was chosen', async () => {
    const bff = new FakeBff();
    bff.channels = FEW_CHANNELS;
    const page = await CheckoutHarness.mount({ bff });
    await tabTo(page, 'QRIS');
    await arrowTo(page, 'BCA Virtual Account');
    await tabTo(page, /^Pay/);
    await press('Enter');
    await focusOn(page, 'Transfer to a BCA virtual account');
    await press('Tab');
    equal(page.focused, 'Copy Virtual account number');
    await press('Enter');
    await page.until(() => page.announcement !== '', 'that it was copied, or how to copy it');
    await tabTo(page, 'Change payment method');
    await press('Space');
    await focusOn(page, 'BCA Virtual Account');
  });

  it('a field that is wrong has the focus, its error as description, and is put right', async () => {
    const bff = new FakeBff();
    bff.channels = [aChannel('ewallet_ovo', { fields: [PHONE_FIELD] }), aChannel('qris')];
    bff.instruction = INSTRUCTIONS.push;
    const page = await CheckoutHarness.mount({ bff });
    await tabTo(page, 'QRIS');
    await arrowTo(page, 'OVO');
    await page.until(() => page.text.includes(PHONE_FIELD.label), 'the row to open');
    await tabTo(page, /^Pay/);
    await press('Enter');
    await focusOn(page, PHONE_FIELD.label);
    const field = page.field(PHONE_FIELD.label);
    equal(field.getAttribute('aria-invalid'), 'true');
    ok(
      page.descriptionOf(field).includes(page.faultOf(field)) && page.faultOf(field) !== '',
      page.descriptionOf(field),
    );
    await type('081234567890');
    await press('Enter');
    await focusOn(page, /OVO/);
    equal(page.bff.payment?.channel, 'ewallet_ovo');
  });

  it('a card: typed, put right where it was wrong, and sent', async () => {
    const page = await open({ channel: 'card', instruction: CARD_FORM });
    await tabTo(page, 'Card number');
    await type('4111111111111112');
    await tabTo(page, 'Expiry date');
    await type('1230');
    await tabTo(page, 'CVV code');
    await type('123');
    await tabTo(page, 'Name on card');
    await type('Sari Wulandari');
    await tabTo(page, 'Email');
    await type('sari@example.com');
    await tabTo(page, /^Pay/);
    await press('Enter');
    await focusOn(page, 'Card number');
    const number = page.field('Card number');
    match(page.faultOf(number), /number is not right/);
    equal(number.getAttribute('aria-invalid'), 'true');
    await press('End');
    await press('Backspace');
    await type('1');
    await press('Enter');
    await page.until(() => page.details('kasir-redirect').length === 1, 'the way to the bank');
  });

  it('a one-time password: wrong, then right', async () => {
    const page = await open({ channel: 'direct_debit_bri', instruction: INSTRUCTIONS.otp }, (bff) => {
      bff.otp = '123456';
    });
    await tabTo(page, 'Verification code');
    await type('654321');
    await press('Enter');
    const field = page.field('Verification code');
    await page.until(() => page.faultOf(field) !== '', 'the fault');
    await focusOn(page, 'Verification code');
    equal(field.getAttribute('aria-invalid'), 'true');
    field.select();
    await type('123456');
    await press('Enter');
    await page.until(() => page.bff.payment?.status === 'processing', 'the code to be right');
    await focusOn(page, page.heading);
  });

  for (const [what, change] of Object.entries({
    paid: { status: 'succeeded' },
    failed: { status: 'failed', failure: { code: 'declined', message: '' } },
    expired: { status: 'expired' },
    'being checked': { status: 'unknown' },
  } as const))
    it(`the focus moves to the heading when a payment is ${what}`, async () => {
      const page = await open({});
      await tabTo(page, 'Copy Virtual account number');
      const before = page.heading;
      page.bff.report(change);
      await page.until(() => page.heading !== before, 'another screen');
      await focusOn(page, page.heading);
      await press('Tab');
      ok(page.focused !== page.heading, 'Tab leads on');
    });

  it('from a payment that failed back to the list', async () => {
    const page = await open({ channel: 'qris', status: 'failed', failure: { code: 'declined', message: '' } });
    await tabTo(page, /another|method/i);
    await press('Enter');
    await page.untilHeading('Choose how to pay');
    await focusOn(page, 'Choose how to pay');
  });
});

describe('what a screen reader says', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  /** All that live regions have said since. */
  const listen = (page: CheckoutHarness): string[] => {
    const said: string[] = [];
    for (const region of page.element.shadowRoot?.querySelectorAll('[role=status], [role=alert], [aria-live]') ?? [])
      new MutationObserver(() => {
        const text = region.textContent?.trim() ?? '';
        if (text !== '' && said.at(-1) !== text) said.push(text);
      }).observe(region, { childList: true, subtree: true, characterData: true });
    return said;
  };

  it('is not the countdown’s every second', async () => {
    const page = await open({});
    const said = listen(page);
    const shown = new Set<string>();
    await page.until(() => {
      shown.add(page.part('countdown').textContent ?? '');
      return shown.size > 3;
    }, 'three seconds of the countdown');
    deepEqual(said, []);
    equal(page.part('countdown').getAttribute('role'), 'timer');
    equal(page.part('countdown').getAttribute('aria-live'), null);
  });

  it('is the status, once it changes', async () => {
    const page = await open({});
    const said = listen(page);
    page.bff.pay();
    await page.untilHeading('Payment successful');
    deepEqual(said, ['Payment successful']);
  });

  it('is an error, without the focus moving to it', async () => {
    const page = await CheckoutHarness.mount();
    const said = listen(page);
    await tabTo(page, 'QRIS');
    await press('Space');
    page.bff.rejectNext('declined');
    await tabTo(page, /^Pay/);
    await press('Enter');
    await page.until(() => page.error !== '', 'the error');
    ok(said.includes(page.error), `${said.join(' | ')}: ${page.error}`);
    match(page.focused, /^Pay/);
  });
});
