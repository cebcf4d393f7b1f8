import { deepEqual, equal, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { problem } from '../../widget/testing/problem-response.ts';
import { frames } from './support/frames.ts';
import { emulateMedia, press, setViewport } from './support/page.ts';
import { aCheckout, MANY_CHANNELS } from '../../widget/testing/samples.ts';

/** The focused element, or its row. */
const focused = (page: CheckoutHarness): Element | null => page.element.shadowRoot?.activeElement ?? null;

const bar = (page: CheckoutHarness): DOMRect => {
  const found = page.element.shadowRoot?.querySelector('.bar');
  if (!found) throw new Error('there is no bar');
  return found.getBoundingClientRect();
};

describe('on a phone, the bar at the bottom', () => {
  beforeEach(async () => {
    await setViewport(390, 664);
    await emulateMedia({ reducedMotion: 'reduce' });
    // Where the browser still scrolls for the test before, that is over while there is nothing to scroll.
    await frames(3);
    window.scrollTo(0, 0);
  });
  afterEach(async () => {
    CheckoutHarness.cleanUp();
    await setViewport(1000, 900);
    await emulateMedia({ reducedMotion: 'no-preference' });
    window.scrollTo(0, 0);
  });

  const open = () => {
    const bff = new FakeBff();
    bff.channels = MANY_CHANNELS;
    bff.checkout = aCheckout({ savePayment: 'offer' });
    return CheckoutHarness.mount({ bff });
  };

  it('does not cover what opens in a selected row', async () => {
    const page = await open();
    for (const name of ['DANA', 'Credit / debit card', 'GoPay']) {
      const row = page.radio(name).closest('.row');
      ok(row);
      // The row as low as it can be pressed.
      window.scrollBy(0, row.getBoundingClientRect().bottom - bar(page).top);
      await page.choose(name);
      const consent = () => page.element.shadowRoot?.querySelector('.rows .consent')?.getBoundingClientRect();
      await page.until(() => (consent()?.bottom ?? Infinity) <= bar(page).top, `${name} to be in sight`);
      ok(row.getBoundingClientRect().top >= 0, `${name} from its top`);
    }
  });

  it('does not stick in a window as low as one at 400 % zoom', async () => {
    await setViewport(320, 256);
    const page = await open();
    ok(bar(page).top > 256, `${bar(page).top} px`);
    await page.choose('DANA');
    await press('Tab');
    await page.press(/^Pay/);
    await page.untilHeading(/DANA/);
  });

  it('stays where it is when the page opens with a channel', async () => {
    const bff = new FakeBff();
    bff.channels = MANY_CHANNELS;
    const page = await CheckoutHarness.mount({ bff, attributes: { channel: 'card' } });
    await page.until(() => page.element.shadowRoot?.querySelector('.panel') !== null, 'the row to open');
    await page.element.updateComplete;
    equal(window.scrollY, 0);
  });

  it('never covers the focused field, not even when an error makes it higher', async () => {
    const page = await open();
    page.bff.answerNext('POST', '/v1/session/payments', () => problem('provider_unavailable'));
    await page.choose('DANA');
    await page.press(/^Pay/);
    await page.until(() => page.error !== '', 'the error');
    ok(bar(page).height > 150, `${bar(page).height} px high`);
    window.scrollTo(0, 0);
    page.element.shadowRoot?.querySelector('summary')?.focus();
    const hidden: string[] = [];
    const seen = new Set<Element>();
    for (let presses = 0; presses < 12; presses += 1) {
      await press('Tab');
      const element = focused(page);
      if (!element || seen.has(element)) break;
      seen.add(element);
      const inBar = element.closest('.bar') !== null;
      const { bottom } = element.getBoundingClientRect();
      if (!inBar && bottom > bar(page).top) hidden.push(`${element.outerHTML} ${bottom} ${bar(page).top}`);
    }
    ok(seen.size >= 4, `${seen.size} stops`);
    for (let presses = 0; presses < MANY_CHANNELS.length; presses += 1) {
      if (!(focused(page) instanceof HTMLInputElement)) page.radio('QRIS').focus();
      await press('ArrowDown');
      const element = focused(page);
      const { bottom = 0 } = element?.closest('label')?.getBoundingClientRect() ?? {};
      if (bottom > bar(page).top) hidden.push(`${page.focused} ${bottom} ${bar(page).top}`);
    }
    deepEqual(hidden, []);
  });
});
