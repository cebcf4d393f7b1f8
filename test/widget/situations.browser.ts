import { CHANNELS, type ChannelCode } from '../../shared/channel.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { problem } from '../../widget/testing/problem-response.ts';
import { deepEqual, equal, match, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { setViewport } from './support/page.ts';
import {
  aChannel,
  aCheckout,
  aPayment,
  FEW_CHANNELS,
  iso,
  MANY_CHANNELS,
  START,
} from '../../widget/testing/samples.ts';

/** The element inside the shadow root of an element of the shop, as design systems do it. */
async function mountInShadow(bff = new FakeBff()): Promise<CheckoutHarness> {
  const host = document.body.appendChild(document.createElement('div'));
  const root = host.attachShadow({ mode: 'open' });
  const page = CheckoutHarness.start({ bff });
  root.append(page.element);
  await page.until(() => page.heading !== '', 'a first screen');
  return page;
}

describe('situations of a shop’s page', () => {
  afterEach(async () => {
    CheckoutHarness.cleanUp();
    document.querySelectorAll('body > div').forEach((host) => host.remove());
    await setViewport(800, 600);
  });

  it('in another shadow root: pays, tells the page, and moves the focus as anywhere', async () => {
    const page = await mountInShadow();
    const heard: string[] = [];
    const onReady = ({ type }: Event) => heard.push(type);
    for (const type of ['kasir-channel', 'kasir-instruction', 'kasir-paid']) document.addEventListener(type, onReady);
    page.radio('BCA Virtual Account').focus();
    await page.choose('BCA Virtual Account');
    await page.press(/^Pay/);
    await page.untilHeading('Transfer to a BCA virtual account');
    equal(page.focused, 'Transfer to a BCA virtual account');
    await page.until(() => page.bff.streams.count === 1, 'the event stream');
    page.bff.report({ status: 'succeeded' });
    await page.untilHeading('Payment successful');
    await page.until(() => heard.length === 3, 'the events');
    deepEqual(heard, ['kasir-channel', 'kasir-instruction', 'kasir-paid']);
  });

  it('in another shadow root: does not take the focus from the page around it', async () => {
    const page = await mountInShadow();
    await page.choose('BCA Virtual Account');
    const root = page.element.getRootNode();
    const outside = document.createElement('input');
    if (root instanceof ShadowRoot) root.append(outside);
    outside.focus();
    await page.press(/^Pay/);
    outside.focus();
    await page.untilHeading('Transfer to a BCA virtual account');
    equal(root instanceof ShadowRoot && root.activeElement, outside);
  });

  it('a changed cart is another checkout: with its token, the channel and what was typed stay (amount and all)', async () => {
    const page = await CheckoutHarness.mount();
    await page.choose('OVO');
    page.fill('Nomor ponsel', '081234567890');
    page.bff.checkout = aCheckout({ id: 'co_01jd0000000000000000000009', amount: 275_500 });
    page.bff.token = 'token-2';
    page.element.token = 'token-2';
    await page.until(() => page.text.includes('275.500'), 'the other amount');
    equal(page.selected, 'OVO');
    equal(page.field('Nomor ponsel').value, '081234567890');
    await page.press(/^Pay Rp\s?275\.500/);
    await page.until(() => page.bff.seen('POST', '/v1/session/payments').length === 1, 'the request');
    deepEqual(page.bff.seen('POST', '/v1/session/payments')[0]?.body, {
      channel: 'ewallet_ovo',
      fields: { phone: '081234567890' },
      device: { kind: 'desktop' },
    });
  });

  it('a provider that cannot be reached: says so, nothing is lost, and another channel pays', async () => {
    const page = await CheckoutHarness.mount();
    await page.choose('OVO');
    page.fill('Nomor ponsel', '081234567890');
    page.bff.answerNext('POST', '/v1/session/payments', () => problem('provider_unavailable'));
    await page.press(/^Pay/);
    await page.until(() => page.error !== '', 'the error');
    match(page.error, /cannot be reached\. You have not been charged/);
    equal(page.field('Nomor ponsel').value, '081234567890');
    await page.choose('BCA Virtual Account');
    equal(page.error, '');
    await page.press(/^Pay/);
    await page.untilHeading('Transfer to a BCA virtual account');
  });

  it('a channel that its provider withdrew: says so, reads the list again, and the others can be chosen', async () => {
    const page = await CheckoutHarness.mount();
    await page.choose('QRIS');
    page.bff.answerNext('POST', '/v1/session/payments', () => problem('channel_unavailable'));
    page.bff.channels = FEW_CHANNELS.filter(({ code }) => code !== 'qris');
    await page.press(/^Pay/);
    await page.until(() => page.error !== '', 'the error');
    match(page.error, /choose another/i);
    await page.until(() => !page.channels.includes('QRIS'), 'the list without it');
    await page.choose('BCA Virtual Account');
    await page.press(/^Pay/);
    await page.untilHeading('Transfer to a BCA virtual account');
  });

  it('another payment is paid while the customer chooses: the receipt, and kasir-paid once', async () => {
    const bff = new FakeBff();
    const page = await CheckoutHarness.mount({ bff });
    await page.choose('BCA Virtual Account');
    await page.press(/^Pay/);
    await page.untilHeading('Transfer to a BCA virtual account');
    await page.press('Change payment method');
    await page.untilHeading('Choose how to pay');
    bff.payment = aPayment({ ...bff.payment, status: 'succeeded', updatedAt: iso(START + 60_000) });
    bff.checkout = { ...bff.checkout, status: 'paid' };
    await page.element.refresh();
    await page.untilHeading('Payment successful');
    equal(page.details('kasir-paid').length, 1);
    await page.element.refresh();
    equal(page.details('kasir-paid').length, 1);
  });

  it('forty channels with very long names at 320 px: all are there, and nothing is wider than the page', async () => {
    await setViewport(320, 640);
    const bff = new FakeBff();
    const codes = Object.keys(CHANNELS) as ChannelCode[];
    const long = 'Bank Pembangunan Daerah Istimewa Yogyakarta Unit Usaha Syariah';
    bff.channels = codes
      .slice(0, 40)
      .map((code, at) => aChannel(code, { notice: at % 5 === 0 ? `${long}. `.repeat(2) : '' }));
    bff.checkout = aCheckout({
      description: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen '.repeat(4),
      items: [{ name: 'x'.repeat(255), quantity: 99, unitAmount: 999_999_999 }],
      amount: 98_999_999_901,
    });
    const page = await CheckoutHarness.mount({ bff });
    equal(page.channels.length, 40);
    const { scrollWidth, clientWidth } = document.documentElement;
    ok(scrollWidth <= clientWidth, `${scrollWidth} px wide in ${clientWidth}`);
    await page.choose('BCA Virtual Account');
    ok(document.documentElement.scrollWidth <= clientWidth, 'with an open row');
  });

  it('a channel and a group that this version does not know show under their own names', async () => {
    const bff = new FakeBff();
    const known = aChannel('ewallet_dana');
    bff.channels = [...MANY_CHANNELS, { ...known, code: 'ewallet_newpay' as ChannelCode, label: 'NewPay' }];
    const page = await CheckoutHarness.mount({ bff });
    ok(page.channels.includes('NewPay'), page.channels.join(', '));
  });

  it('opens no window of its own', async () => {
    const open = window.open;
    let opened = 0;
    window.open = () => {
      opened += 1;
      return null;
    };
    try {
      const bff = new FakeBff();
      bff.channels = [aChannel('ewallet_dana'), aChannel('qris')];
      const page = await CheckoutHarness.mount({ bff });
      await page.choose('DANA');
      await page.press(/^Pay/);
      await page.until(() => page.details('kasir-redirect').length > 0, 'the redirect');
    } finally {
      window.open = open;
    }
    equal(opened, 0);
  });
});

describe('an element that is removed', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  it('leaves nothing behind: no request, no timer that asks again, and its memory is freed', async () => {
    const { gc } = globalThis as { gc?: () => void };
    ok(gc, 'the browser was started without --js-flags=--expose-gc');
    const gone: WeakRef<Element>[] = [];
    const bff = new FakeBff();
    for (let times = 0; times < 12; times += 1) {
      gone.push(await mountAndRemove(bff));
    }
    const { length: sent } = bff.requests;
    for (let tries = 0; tries < 100 && gone.some((element) => element.deref()); tries += 1) {
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
      gc();
    }
    // The last one may still be held by what the browser remembers of the focus and the last event.
    const kept = gone.filter((element) => element.deref()).length;
    ok(kept <= 1, `${kept} of ${gone.length} elements are still in memory`);
    equal(bff.streams.count, 0);
    equal(bff.requests.length, sent);
  });
});

async function mountAndRemove(bff: FakeBff): Promise<WeakRef<Element>> {
  bff.payment = undefined;
  const page = await CheckoutHarness.mount({ bff });
  await page.choose('BCA Virtual Account');
  await page.press(/^Pay/);
  await page.untilHeading('Transfer to a BCA virtual account');
  await page.until(() => bff.streams.count === 1, 'the event stream');
  page.element.remove();
  await page.until(() => bff.streams.count === 0, 'the end of the stream');
  return new WeakRef(page.element);
}
