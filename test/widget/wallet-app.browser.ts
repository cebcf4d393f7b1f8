import { deepEqual, equal, match, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { openApp } from '../../widget/ui/leave-page.ts';
import { stubNavigator } from './support/stub-navigator.ts';
import { aPayment, INSTRUCTIONS } from '../../widget/testing/samples.ts';

const PHONE = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36';
const IN_ANOTHER_APP =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36';
const IN_INSTAGRAM = `${IN_ANOTHER_APP} Instagram 312.0.0.34.111 Android`;

const { redirect } = INSTRUCTIONS;
const APP_ONLY = { ...redirect, url: 'dana://pay/1' };
const WAYS = ['Open the DANA app', 'Pay in the browser instead'];
/** Of no app, so that the browser of the test stays where it is. */
const NO_APP = 'dana:no-app';

describe('a wallet’s app on a phone', () => {
  let undo = () => {};
  const on = (userAgent: string, more: Readonly<Record<string, unknown>> = {}) => {
    undo = stubNavigator({ userAgent, ...more });
  };
  afterEach(() => {
    undo();
    undo = () => {};
    CheckoutHarness.cleanUp();
  });

  const open = (instruction: typeof redirect = redirect, leaves = false) => {
    const bff = new FakeBff();
    bff.payment = aPayment({ channel: 'ewallet_dana', instruction });
    return CheckoutHarness.mount({ bff, leaves });
  };
  const says = (page: CheckoutHarness, text: string) => page.part('instruction').textContent?.includes(text) === true;
  const primaryOf = (page: CheckoutHarness) =>
    [...(page.element.shadowRoot?.querySelectorAll('.instruction .primary') ?? [])].map((way) =>
      way.textContent?.trim(),
    );

  it('comes first, the browser second', async () => {
    on(PHONE);
    const page = await open();
    deepEqual(page.buttons.slice(0, 2), WAYS);
    await page.press('Open the DANA app');
    await page.press('Pay in the browser instead');
    equal(page.details<{ appUrl: string }>('kasir-redirect')[0]?.appUrl, 'dana://pay/1');
    equal(page.details('kasir-redirect').length, 2);
  });

  it('that does not open: the page says so, and the browser is the way to press; both stay', async () => {
    on(PHONE);
    const page = await open({ ...redirect, appUrl: NO_APP }, true);
    deepEqual(primaryOf(page), ['Open the DANA app']);
    await page.press('Open the DANA app');
    const text = 'Did the DANA app not open? Pay in the browser instead, or try the app again.';
    await page.until(() => says(page, text), 'the hint');
    equal(page.announcement, text);
    deepEqual(page.buttons.slice(0, 2), WAYS);
    deepEqual(primaryOf(page), ['Pay in the browser instead']);
    hide(true);
    await page.until(() => !says(page, text), 'no hint: the phone had only asked its owner first');
    hide(false);
  });

  it('that opens is not called missing', async () => {
    const missed: boolean[] = [];
    openApp(NO_APP, (yes) => missed.push(yes));
    hide(true);
    await new Promise((resolve) => {
      setTimeout(resolve, 3_500);
    });
    hide(false);
    deepEqual(missed, [false]);
  });

  it('that the browser refuses to open is reported missing once', async () => {
    const missed: boolean[] = [];
    openApp('https://[', (yes) => missed.push(yes));
    await new Promise((resolve) => {
      setTimeout(resolve, 3_500);
    });
    deepEqual(missed, [true]);
  });

  it('inside Instagram: names the menu, links to the browser, and copies the page’s address', async () => {
    const copied: string[] = [];
    on(IN_INSTAGRAM, {
      clipboard: {
        writeText: (text: string) => {
          copied.push(text);
          return Promise.resolve();
        },
      },
    });
    const page = await open();
    match(page.text, /Instagram may not open the DANA app\./);
    match(page.text, /open this page in Chrome: tap ⋯ and “Open in browser”/);
    await page.press('Copy Link to this page');
    deepEqual(copied, [window.top?.location.href]);
    deepEqual(page.buttons.slice(0, 2), WAYS);
  });

  it('inside an app that gives no name: only once the wallet has not opened', async () => {
    on(IN_ANOTHER_APP);
    const page = await open({ ...redirect, appUrl: NO_APP }, true);
    ok(!says(page, 'This app may not open'));
    await page.press('Open the DANA app');
    await page.until(() => says(page, 'This app may not open the DANA app.'), 'what to do');
  });

  it('inside Instagram: paying goes to the wallet’s page by itself, never to an app link that shows an error', async () => {
    for (const [instruction, left] of [
      [redirect, 1],
      [APP_ONLY, 0],
    ] as const) {
      on(IN_INSTAGRAM);
      const bff = new FakeBff();
      bff.instruction = instruction;
      const page = await CheckoutHarness.mount({ bff });
      await page.choose('QRIS');
      await page.press(/^Pay/);
      await page.untilHeading(/^Continue to/);
      equal(page.details('kasir-redirect').length, left);
      undo();
      CheckoutHarness.cleanUp();
    }
  });
});

/** Another app comes in front of the page, or the page comes back. */
function hide(hidden: boolean): void {
  if (hidden) Object.defineProperty(document, 'hidden', { configurable: true, value: true });
  else Reflect.deleteProperty(document, 'hidden');
  document.dispatchEvent(new Event('visibilitychange'));
}
