import { deepEqual, ok } from './support/assert.ts';
import { CheckoutHarness, type MountOptions } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { frames } from './support/frames.ts';
import { setViewport } from './support/page.ts';
import { aCheckout, CARD_IN_INSTALLMENTS, FEW_CHANNELS, MANY_CHANNELS } from '../../widget/testing/samples.ts';

interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly { readonly node: Node | null }[];
}

const isShift = (entry: PerformanceEntry): entry is Shift => entry.entryType === 'layout-shift';

/** Opens a page, and returns what moved on it. */
async function shiftsOf(options: MountOptions, until: (page: CheckoutHarness) => boolean): Promise<string[]> {
  const moved: string[] = [];
  const note = (entries: PerformanceEntryList) =>
    moved.push(
      ...entries
        .filter(isShift)
        .map(({ value, sources }) => `${value} ${sources.map(({ node }) => nameOfNode(node)).join(', ')}`),
    );
  const observer = new PerformanceObserver((list) => void note(list.getEntries()));
  observer.observe({ type: 'layout-shift' });
  const page = CheckoutHarness.start(options);
  // The skeleton is painted.
  await frames(3);
  release?.();
  await page.until(() => until(page), 'the page to be complete');
  await frames(5);
  note(observer.takeRecords());
  observer.disconnect();
  return moved;
}

let release: (() => void) | undefined;

/** A BFF that answers when the skeleton has been seen. */
function lateBff(): FakeBff {
  const bff = new FakeBff();
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  bff.answerNext('POST', '/v1/session', async () => {
    await held;
    return Response.json(bff.session);
  });
  return bff;
}

const nameOfNode = (node: Node | null): string =>
  node instanceof Element ? `${node.localName}.${node.className}` : String(node?.nodeName);

const isReady = (page: CheckoutHarness): boolean => page.details('kasir-ready').length > 0;

for (const [width, height] of [
  [390, 844],
  [1280, 900],
] as const)
  describe(`nothing moves while the page opens, ${width} pixels wide`, () => {
    before(() => setViewport(width, height));
    afterEach(() => CheckoutHarness.cleanUp());

    const words = 'Biji kopi Gayo, dripper keramik dan kertas saring untuk satu bulan. ';
    const items = Array.from({ length: 12 }, (_, n) => ({ name: `Barang ${n}`, quantity: 1, unitAmount: 1_000 }));

    for (const [what, checkout] of [
      ['without a description', {}],
      ['with a description of one line', { description: 'Kopi' }],
      ['with a long description', { description: words.repeat(6) }],
      ['with items', { items }],
      ['with both', { description: words.repeat(3), items }],
    ] as const)
      for (const [list, channels] of [
        ['few channels', FEW_CHANNELS],
        ['many channels', MANY_CHANNELS],
      ] as const)
        it(`an order ${what}, ${list}`, async () => {
          const bff = lateBff();
          const { description, items: own, ...plain } = aCheckout();
          ok(description && own);
          bff.checkout = { ...plain, ...checkout };
          bff.channels = channels;
          deepEqual(await shiftsOf({ bff }, isReady), []);
        });

    it('a session that the page provides, and a channel that is gone', async () => {
      const bff = lateBff();
      const given = { ...bff.session, channels: [...MANY_CHANNELS] };
      bff.channels = MANY_CHANNELS.filter(({ code }) => code !== 'ewallet_gopay');
      const gone = (page: CheckoutHarness) => isReady(page) && bff.seen('POST', '/v1/session').length > 0;
      deepEqual(await shiftsOf({ bff, prepare: (element) => void (element.session = given) }, gone), []);
    });

    for (const [what, channel] of [
      ['a hint', 'va_bca'],
      ['a field', 'ewallet_ovo'],
      ['instalments', 'card'],
    ] as const)
      it(`what opens in a row that nobody has pressed: ${what}`, async () => {
        const bff = lateBff();
        bff.channels = [...MANY_CHANNELS.filter(({ code }) => code !== 'card'), CARD_IN_INSTALLMENTS];
        const opened = (page: CheckoutHarness) => page.element.shadowRoot?.querySelector('.panel') !== null;
        deepEqual(await shiftsOf({ bff, attributes: { channel } }, opened), []);
      });
  });
