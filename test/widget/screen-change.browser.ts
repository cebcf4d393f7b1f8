import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { aPayment, MANY_CHANNELS } from '../../widget/testing/samples.ts';
import { deepEqual, equal, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { frames } from './support/frames.ts';
import { emulateMedia } from './support/page.ts';

const DURATION_MS = 150;
const ENTERING = ['opacity', 'translate'];

/** What has begun to change gradually in the element since it was last asked. */
function gradualChanges({ element }: CheckoutHarness): () => string[] {
  let seen: string[] = [];
  element.shadowRoot?.addEventListener('transitionrun', (event) => {
    if (event instanceof TransitionEvent && event.target instanceof Element && event.target.matches('form, section'))
      seen.push(event.propertyName);
  });
  return () => {
    const last = seen.toSorted();
    seen = [];
    return last;
  };
}

const runningFor = ({ element }: CheckoutHarness): number[] =>
  (element.shadowRoot?.getAnimations() ?? [])
    .filter((animation) => animation instanceof CSSTransition && ENTERING.includes(animation.transitionProperty))
    .map(({ effect }) => Number(effect?.getComputedTiming().duration));

const screenOf = ({ element }: CheckoutHarness): Element => {
  const screen = element.shadowRoot?.querySelector('#heading')?.closest('form, section');
  ok(screen);
  return screen;
};

describe('from one screen to the next', () => {
  beforeEach(() => emulateMedia({ reducedMotion: 'no-preference' }));
  afterEach(() => CheckoutHarness.cleanUp());

  const listed = async () => {
    const bff = new FakeBff();
    bff.channels = MANY_CHANNELS;
    const page = await CheckoutHarness.mount({ bff });
    return { page, changes: gradualChanges(page) };
  };

  it('each fades in, in a moment: the instruction, the list again, the result', async () => {
    const { page, changes } = await listed();
    await page.choose('BCA Virtual Account');
    await page.press(/^Pay/);
    await page.untilHeading(/BCA virtual account/);
    deepEqual(runningFor(page), [DURATION_MS, DURATION_MS]);
    // Whoever cannot see it waits for nothing.
    equal(page.focused, page.heading);
    ok(page.status !== '');
    await frames(30);
    deepEqual(changes(), ENTERING);

    await page.press('Change payment method');
    await page.untilHeading('Choose how to pay');
    await frames(30);
    deepEqual(changes(), ENTERING);

    await page.press(/^Pay/);
    await page.untilHeading(/BCA virtual account/);
    await frames(30);
    deepEqual(changes(), ENTERING);

    page.bff.pay();
    await page.untilHeading('Payment successful');
    await frames(30);
    deepEqual(changes(), ENTERING);
    deepEqual([getComputedStyle(screenOf(page)).opacity, getComputedStyle(screenOf(page)).translate], ['1', 'none']);
  });

  it('nothing fades while a screen stays: neither what opens in it nor its countdown', async () => {
    const { page, changes } = await listed();
    for (const name of ['DANA', 'BCA Virtual Account', 'OVO']) await page.choose(name);
    await frames(10);
    deepEqual(changes(), []);

    await page.choose('BCA Virtual Account');
    await page.press(/^Pay/);
    await page.untilHeading(/BCA virtual account/);
    const instruction = screenOf(page);
    await frames(30);
    changes();
    await page.press(/^Copy/);
    await page.element.refresh();
    await frames(90);
    equal(screenOf(page), instruction);
    deepEqual(changes(), []);
  });

  it('the first screen is there at once, also where it is an instruction', async () => {
    const bff = new FakeBff();
    bff.payment = aPayment();
    const page = CheckoutHarness.start({ bff });
    await page.element.updateComplete;
    const changes = gradualChanges(page);
    await page.untilHeading(/BCA virtual account/);
    deepEqual(runningFor(page), []);
    await frames(30);
    deepEqual(changes(), []);
  });

  it('none fades where the customer has asked for less motion', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const { page, changes } = await listed();
    await page.choose('BCA Virtual Account');
    await page.press(/^Pay/);
    await page.untilHeading(/BCA virtual account/);
    deepEqual(runningFor(page), []);
    await page.until(() => page.bff.streams.count === 1, 'the event stream');
    page.bff.pay();
    await page.untilHeading('Payment successful');
    deepEqual(runningFor(page), []);
    await frames(30);
    deepEqual(changes(), []);
    await emulateMedia({ reducedMotion: 'no-preference' });
  });
});
