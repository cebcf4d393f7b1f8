import type { PaymentView } from '../../shared/api/views.ts';
import { deepEqual, equal, ok } from './support/assert.ts';
import { frames } from './support/frames.ts';
import { CheckoutHarness, nameOf } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { problem } from '../../widget/testing/problem-response.ts';
import { downloadOf } from './support/download-of.ts';
import { stubNavigator } from './support/stub-navigator.ts';
import { emulateMedia, setViewport } from './support/page.ts';
import {
  aChannel,
  aCheckout,
  aPayment,
  aSavedMethod,
  CARD_FORM,
  CARD_IN_INSTALLMENTS,
  HOUR,
  INSTRUCTIONS,
  iso,
  MANY_CHANNELS,
  START,
} from '../../widget/testing/samples.ts';

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

const whatMoved = ({ value, sources }: LayoutShift): string =>
  `${value}: ${sources.map(({ node, previousRect, currentRect }) => `${node?.nodeName ?? '?'} ${JSON.stringify([previousRect, currentRect])}`).join(', ')}`;

/** Words that are broken across lines. */
function brokenWords(element: Element): string[] {
  const broken: string[] = [];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode())
    for (const { index, 0: word } of (text.textContent ?? '').matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (new Set(Array.from(range.getClientRects(), ({ top }) => top)).size > 1) broken.push(word);
    }
  return broken;
}

/** Layout is painted, and animations have ended. */
async function animationsEnded(): Promise<void> {
  for (let calm = 0; calm < 5;) {
    await frames(1);
    const moves = document.querySelector('kasir-checkout')?.shadowRoot?.getAnimations() ?? [];
    const isMoving = moves.some(
      ({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
    );
    calm = isMoving ? 0 : calm + 1;
  }
}

interface Screen {
  readonly name: string;
  readonly payment?: Partial<PaymentView>;
  /** Of the browser that shows it. */
  readonly userAgent?: string;
  readonly prepare?: (bff: FakeBff) => void;
  readonly act?: (page: CheckoutHarness) => Promise<void>;
}

const SCREENS: readonly Screen[] = [
  { name: 'the list, closed' },
  { name: 'the list, one row open with a field', act: (page) => page.choose('OVO') },
  {
    name: 'the list with a saved method and the offer to save',
    prepare: (bff) => {
      bff.savedMethods = [aSavedMethod()];
      bff.checkout = aCheckout({ savePayment: 'offer' });
    },
    act: (page) => page.choose('DANA'),
  },
  {
    name: 'the list with faults',
    act: async (page) => {
      await page.choose('OVO');
      await page.press(/^Pay/);
      await page.until(() => page.faultOf(page.field('Nomor ponsel')) !== '', 'the fault');
    },
  },
  {
    name: 'the list with an error',
    prepare: (bff) => bff.answerNext('POST', '/v1/session/payments', () => problem('provider_rejected')),
    act: async (page) => {
      await page.choose('QRIS');
      await page.press(/^Pay/);
      await page.until(() => page.error !== '', 'the error');
    },
  },
  {
    name: 'the list with a store that is closed and a card paid in instalments',
    prepare: (bff) => {
      bff.channels = [aChannel('retail_alfamart', { notice: 'The tills are closed now.' }), CARD_IN_INSTALLMENTS];
    },
    act: (page) => page.choose('Credit / debit card'),
  },
  { name: 'a virtual account', payment: {} },
  { name: 'a code for the till', payment: { channel: 'retail_alfamart', instruction: INSTRUCTIONS.retail_code } },
  { name: 'a QR code', payment: { channel: 'qris', instruction: INSTRUCTIONS.qr } },
  { name: 'a redirect', payment: { channel: 'ewallet_dana', instruction: INSTRUCTIONS.redirect } },
  {
    name: 'a virtual account of a day, saved as a picture',
    payment: { expiresAt: iso(START + 24 * HOUR) },
    act: async (page) => {
      await downloadOf(() => page.press('Save as image'));
      await page.until(() => page.text.includes('Image saved.'), 'the outcome');
    },
  },
  {
    name: 'a wallet inside Instagram',
    payment: { channel: 'ewallet_dana', instruction: INSTRUCTIONS.redirect },
    userAgent: 'Mozilla/5.0 (Linux; Android 13; wv) Chrome/120 Mobile Safari/537.36 Instagram 312.0.0.34.111 Android',
  },
  { name: 'a form post', payment: { channel: 'card', instruction: INSTRUCTIONS.form_post } },
  { name: 'an app to approve in', payment: { channel: 'ewallet_ovo', instruction: INSTRUCTIONS.push } },
  { name: 'a card to type in', payment: { channel: 'card', instruction: CARD_FORM } },
  {
    name: 'a card, mistyped',
    payment: { channel: 'card', instruction: CARD_FORM },
    act: async (page) => {
      page.fill('Card number', '378282246310006');
      await page.press(/^Pay/);
      await page.until(() => page.faultOf(page.field('Card number')) !== '', 'the fault');
    },
  },
  {
    name: 'a one-time code, mistyped',
    payment: { channel: 'direct_debit_bri', instruction: INSTRUCTIONS.otp },
    act: async (page) => {
      await page.press('Confirm');
      await page.until(() => page.faultOf(page.field('Verification code')) !== '', 'the fault');
    },
  },
  { name: 'waiting', payment: { status: 'unknown' } },
  { name: 'authorized', payment: { status: 'authorized' } },
  { name: 'paid', payment: { status: 'succeeded', refundedAmount: 1_000, review: 'paid_twice' } },
  { name: 'failed', payment: { status: 'failed', failure: { code: 'declined', message: '' } } },
  { name: 'expired', payment: { status: 'expired' } },
  {
    name: 'canceled',
    prepare: (bff) => {
      bff.checkout = aCheckout({ status: 'canceled' });
    },
  },
  { name: 'not loaded', prepare: (bff) => bff.answerNext('POST', '/v1/session', () => problem('not_found')) },
];

let restoreNavigator = () => {};

const open = async ({ payment, userAgent, prepare, act }: Screen, attributes: Record<string, string> = {}) => {
  const bff = new FakeBff();
  bff.channels = MANY_CHANNELS;
  if (payment) bff.payment = aPayment(payment);
  prepare?.(bff);
  restoreNavigator();
  restoreNavigator = stubNavigator(userAgent === undefined ? {} : { userAgent });
  const page = await CheckoutHarness.mount({ bff, attributes });
  await act?.(page);
  return page;
};

/* What axe cannot see; `test/gallery` has axe on every state, keyboard.browser.ts what keys do. */

describe('accessibility', () => {
  afterEach(async () => {
    CheckoutHarness.cleanUp();
    restoreNavigator();
    await setViewport(1000, 900);
    await emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
    document.documentElement.style.fontSize = '';
  });

  for (const screen of SCREENS)
    it(`320 px wide without scrolling sideways: ${screen.name}`, async () => {
      await setViewport(320, 640);
      await open(screen);
      ok((document.scrollingElement?.scrollWidth ?? 999) <= 320, `${document.scrollingElement?.scrollWidth} px wide`);
    });

  for (const screen of SCREENS)
    it(`text at 200 % on a phone, no word broken or hidden: ${screen.name}`, async () => {
      document.documentElement.style.fontSize = '200%';
      await setViewport(390, 844);
      const page = await open(screen);
      await animationsEnded();
      ok((document.scrollingElement?.scrollWidth ?? 999) <= 390, `${document.scrollingElement?.scrollWidth} px wide`);
      const root = page.element.shadowRoot;
      ok(root);
      const wordy = root.querySelectorAll(
        '.name, .total, .deadline-bar p, .tool, .fact > .muted, .fact > .value:not(.code, .small)',
      );
      deepEqual([...wordy].flatMap(brokenWords), []);
      for (const button of root.querySelectorAll('.copy')) {
        const { top, bottom } = button.getBoundingClientRect();
        const label = button.closest('.fact')?.querySelector('.muted')?.getBoundingClientRect();
        ok(label && (label.bottom <= top || label.top >= bottom), `${nameOf(button)} stands over its label`);
      }
    });

  it('gives touch targets of 44 px', async () => {
    for (const screen of SCREENS) {
      const page = await open(screen);
      const targets =
        page.element.shadowRoot?.querySelectorAll(
          'button, select, summary, input:not([type=radio], [type=checkbox], [type=hidden]), .row > label, .consent, .months label',
        ) ?? [];
      for (const target of targets) {
        const { height } = target.getBoundingClientRect();
        ok(height === 0 || height >= 44, `${screen.name}: ${target.textContent?.trim()} is ${height} px high`);
      }
      CheckoutHarness.cleanUp();
    }
  });

  it('follows the system’s dark mode, unless the page sets a theme', async () => {
    const colour = (page: CheckoutHarness) => getComputedStyle(page.part('channel-list')).color;
    const lightColour = colour(await open({ name: 'list' }));
    CheckoutHarness.cleanUp();
    await emulateMedia({ colorScheme: 'dark' });
    ok(colour(await open({ name: 'list' })) !== lightColour, 'dark by itself');
    CheckoutHarness.cleanUp();
    equal(colour(await open({ name: 'list' }, { theme: 'light' })), lightColour);
  });

  it('is mirrored for right-to-left languages', async () => {
    const place = (page: CheckoutHarness) => {
      const row = page.part('channel').getBoundingClientRect();
      const radio = page.radio('QRIS').getBoundingClientRect();
      return (radio.x - row.x) / row.width;
    };
    const toTheRight = place(await open({ name: 'list' }));
    CheckoutHarness.cleanUp();
    document.documentElement.dir = 'rtl';
    const toTheLeft = place(await open({ name: 'list' }));
    document.documentElement.dir = '';
    ok(toTheRight > 0.8 && toTheLeft < 0.2, `${toTheRight} ${toTheLeft}`);
  });

  it('on a page from right to left, a full stop ends its sentence, which stands at the right', async () => {
    document.documentElement.dir = 'rtl';
    const page = await open({ name: 'list' });
    await page.choose('OVO');
    await page.until(() => page.descriptionOf(page.radio('OVO')).endsWith('.'), 'the hint');
    const hint = page.element.shadowRoot?.querySelector('#hint');
    const text = hint?.firstChild;
    ok(hint && text);
    const range = document.createRange();
    const { length } = text.textContent ?? '';
    range.setStart(text, length - 1);
    range.setEnd(text, length);
    const stop = range.getBoundingClientRect();
    range.setStart(text, length - 2);
    range.setEnd(text, length - 1);
    ok(stop.left >= range.getBoundingClientRect().right - 1, 'the full stop is behind the last letter');
    range.selectNodeContents(text);
    const [line] = range.getClientRects();
    document.documentElement.dir = '';
    const box = hint.getBoundingClientRect();
    ok(line && box.right - line.right < 2, 'at the right');
    ok(line.left - box.left > 20, 'the sentence is shorter than its line');
  });

  it('nothing visible moves when the list replaces its skeleton, in the height that the guide recommends', async () => {
    await setViewport(390, 844);
    const place = document.createElement('div');
    place.style.minHeight = '100svh';
    document.body.prepend(place);
    const below = document.createElement('p');
    below.textContent = 'what stands below';
    place.after(below);
    // Layout shifts while the test's page is set up are not the widget's.
    await animationsEnded();
    const shifts: string[] = [];
    const observer = new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries()) shifts.push(whatMoved(entry as LayoutShift));
    });
    observer.observe({ type: 'layout-shift', buffered: false });
    const bff = new FakeBff();
    bff.channels = MANY_CHANNELS;
    const { items: _, ...checkout } = aCheckout();
    bff.checkout = checkout;
    const page = CheckoutHarness.start({ bff });
    place.append(page.element);
    window.fetch = async (...call) => {
      // The skeleton is seen first.
      await animationsEnded();
      return bff.fetch(...call);
    };
    await page.untilHeading('Choose how to pay');
    await animationsEnded();
    observer.disconnect();
    deepEqual(shifts, []);
    place.remove();
    below.remove();
  });
});
