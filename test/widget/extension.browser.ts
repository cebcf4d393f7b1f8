import type { KasirCheckout } from '../../widget/kasir-checkout.ts';
import type { AnalyticsEntry } from '../../widget/analytics.ts';
import type { PayRequest } from '../../widget/before-pay.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { problem } from '../../widget/testing/problem-response.ts';
import { aChannel, aPayment, FEW_CHANNELS, INSTRUCTIONS, MANY_CHANNELS } from '../../widget/testing/samples.ts';
import { deepEqual, equal, match, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';

const payments = (page: CheckoutHarness) => page.bff.seen('POST', '/v1/session/payments').length;

describe('a page that is asked before a payment', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  const mount = (beforePay: KasirCheckout['beforePay']) =>
    CheckoutHarness.mount({
      prepare: (element) => {
        element.beforePay = beforePay;
      },
    });

  it('is told the channel and the amount, and may let it happen later', async () => {
    const asked: PayRequest[] = [];
    let allow = (_go: boolean) => {};
    const page = await mount((request) => {
      asked.push(request);
      return new Promise((resolve) => {
        allow = resolve;
      });
    });
    await page.choose('QRIS');
    await page.press(/^Pay/);
    await page.until(() => asked.length === 1, 'the question');
    deepEqual(asked, [{ channel: 'qris', amount: 149_000, currency: 'IDR' }]);
    match(page.buttons.at(-1) ?? '', /Preparing/);
    page.button(/Preparing/).click();
    equal(payments(page), 0);
    allow(true);
    await page.until(() => payments(page) === 1, 'the payment');
    equal(asked.length, 1, 'two presses are one question:');
  });

  it('stops it with false, and the screen stays as it is', async () => {
    let asked = 0;
    const page = await mount(() => {
      asked += 1;
      return false;
    });
    await page.choose('QRIS');
    await page.press(/^Pay/);
    await page.until(() => asked === 1 && page.buttons.some((name) => name.startsWith('Pay')), 'the button to be back');
    equal(page.error, '');
    equal(page.selected, 'QRIS');
    equal(payments(page), 0);
  });

  it('shows its own message with a rejection, until something else is selected', async () => {
    const page = await mount(() => Promise.reject(new Error('The coffee has just been sold.')));
    await page.choose('QRIS');
    await page.press(/^Pay/);
    await page.until(() => page.error !== '', 'the message');
    equal(page.error, 'The coffee has just been sold.');
    equal(payments(page), 0);
    await page.choose('BCA Virtual Account');
    equal(page.error, '');
  });

  it('is not asked while something is missing', async () => {
    let asked = 0;
    const page = await mount(() => {
      asked += 1;
    });
    await page.choose('OVO');
    await page.press(/^Pay/);
    await page.until(() => page.faultOf(page.field('Nomor ponsel')) !== '', 'the fault');
    equal(asked, 0);
  });
});

describe('slots of a page', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  const shown = (page: CheckoutHarness, selector: string) =>
    (page.element.querySelector(selector)?.getBoundingClientRect().height ?? 0) > 0;

  it('show in the opened row of their channel', async () => {
    const page = await CheckoutHarness.mount({ content: '<p slot="channel-va_bca">Free of charge until Friday</p>' });
    ok(!shown(page, 'p'));
    await page.choose('QRIS');
    ok(!shown(page, 'p'));
    await page.choose('BCA Virtual Account');
    await page.until(() => shown(page, 'p'), 'the text of the page');
  });

  it('stand in place of an instruction of their kind, between its heading and its buttons', async () => {
    const bff = new FakeBff();
    bff.payment = aPayment({ channel: 'qris', instruction: INSTRUCTIONS.qr });
    const page = await CheckoutHarness.mount({ bff, content: '<p slot="instruction-qr">Scan the display</p>' });
    ok(shown(page, 'p'));
    match(page.heading, /QRIS/);
    equal(page.part('qr').getBoundingClientRect().height, 0);
    ok(page.has('countdown'));
  });
});

describe('logos of the shop', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  const images = (page: CheckoutHarness) => [...(page.element.shadowRoot?.querySelectorAll('img') ?? [])];
  const marks = (page: CheckoutHarness) => page.element.shadowRoot?.querySelectorAll('svg.tile').length;

  it('replace our marks, in the same room; what cannot be loaded gives way to the mark', async () => {
    const bff = new FakeBff();
    bff.channels = FEW_CHANNELS;
    const page = await CheckoutHarness.mount({ bff });
    await page.until(() => marks(page) === 3, 'the marks');
    const { width, height } = page.element.shadowRoot?.querySelector('.tile')?.getBoundingClientRect() ?? {};
    page.element.logos = {
      qris: new URL('../../.github/kasir.png', import.meta.url).href,
      va_bca: '/no-such-file.png',
      ewallet_ovo: 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
    };
    await page.until(() => marks(page) === 2 && images(page)[0]?.complete === true, 'the logo');
    const [logo] = images(page);
    ok(logo);
    equal(logo.alt, '');
    deepEqual([logo.getBoundingClientRect().width, logo.getBoundingClientRect().height], [width, height]);
    deepEqual(page.channels, ['QRIS', 'OVO', 'BCA Virtual Account']);
  });
});

describe('kasir-analytics', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  const mountWithEntries = async (bff: FakeBff) => {
    const entries: AnalyticsEntry[] = [];
    const page = await CheckoutHarness.mount({
      bff,
      prepare: (element) => element.addEventListener('kasir-analytics', ({ detail }) => entries.push(detail)),
    });
    return { page, entries, names: () => entries.map(({ name }) => name) };
  };

  it('tells the way of a customer from the list to the money, in order', async () => {
    const { page, entries, names } = await mountWithEntries(new FakeBff());
    await page.choose('BCA Virtual Account');
    await page.press(/^Pay/);
    await page.until(() => page.buttons.includes('Copy Virtual account number'), 'the number');
    page.bff.pay();
    await page.until(() => names().includes('closed'), 'the end');
    deepEqual(names(), [
      'opened',
      'list_shown',
      'channel_selected',
      'pay_pressed',
      'status_changed',
      'instruction_shown',
      'status_changed',
      'paid',
      'closed',
    ]);
    const [opened, , selected] = entries;
    equal(opened?.msSinceOpen, 0);
    equal(selected?.channel, 'va_bca');
    equal(selected?.group, 'bank_transfer');
    const times = entries.map(({ msSinceOpen }) => msSinceOpen);
    deepEqual(
      times.toSorted((a, b) => a - b),
      times,
    );
  });

  it('is of the present session where the element was taken out and put back', async () => {
    const bff = new FakeBff();
    const { page, entries } = await mountWithEntries(bff);
    await page.choose('QRIS');
    page.element.remove();
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    bff.channels = [aChannel('retail_alfamart'), ...FEW_CHANNELS];
    // At once: what counts the selections gets the session a little later.
    page.element.addEventListener('kasir-ready', () => page.radio('Alfamart').click());
    document.body.append(page.element);
    const isSelected = () => entries.at(-1)?.channel === 'retail_alfamart';
    await page.until(isSelected, 'the selection to be reported');
    equal(entries.at(-1)?.group, 'store');
  });

  it('holds nothing that was typed, and nothing of the order', async () => {
    const bff = new FakeBff();
    bff.channels = MANY_CHANNELS;
    const { page, entries, names } = await mountWithEntries(bff);
    await page.choose('QRIS');
    page.fill('Search ways to pay', 'ovo');
    await page.until(() => names().includes('searched'), 'the search');
    await page.choose('OVO');
    page.fill('Nomor ponsel', '081234567890');
    bff.answerNext('POST', '/v1/session/payments', () => problem('provider_rejected'));
    await page.press(/^Pay/);
    await page.until(() => names().includes('error'), 'the error');
    equal(entries.at(-1)?.code, 'provider_rejected');
    const told = JSON.stringify(entries);
    for (const secret of ['0812', '149', 'Kopi', 'co_01', 'pay_0', '"ovo"']) ok(!told.includes(secret), secret);
  });
});
