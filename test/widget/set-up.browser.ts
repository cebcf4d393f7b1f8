import type { KasirCheckout } from '../../widget/kasir-checkout.ts';
import { deepEqual, equal, match, ok } from './support/assert.ts';
import { CheckoutHarness, nameOf } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { aChannel, aPayment, MANY_CHANNELS } from '../../widget/testing/samples.ts';

const codesOf = (page: CheckoutHarness): string[] =>
  page.details<{ code: string }>('kasir-error').map(({ code }) => code);

describe('a page that is not set up', () => {
  const logged: string[] = [];
  console.error = (...words: unknown[]) => void logged.push(words.join(' '));
  afterEach(() => CheckoutHarness.cleanUp());

  it('without a token or an address is reported to the customer, and once to the developer (N7)', async () => {
    for (const missing of ['token', 'bff']) {
      const page = CheckoutHarness.start({ attributes: { [missing]: ' ' } });
      await page.until(() => codesOf(page).length > 0, 'the error');
      deepEqual(codesOf(page), ['misconfigured']);
      equal(page.heading, 'The payment cannot be loaded');
      match(page.text, /not set up correctly\. Please tell the shop/);
      match(page.details<{ detail: string }>('kasir-error')[0]?.detail ?? '', new RegExp(`"${missing}"`));
      equal(page.bff.requests.length, 0);
      CheckoutHarness.cleanUp();
    }
    equal(logged.length, 1, 'once a page');
    match(logged[0] ?? '', /has no "token".*POST \/v1\/checkouts/);
  });

  for (const bff of ['https://', 'pay.shop.example:4000', 'javascript:alert(1)'])
    it(`with an invalid address is reported: ${bff} (N7)`, async () => {
      const page = CheckoutHarness.start({ attributes: { bff } });
      await page.until(() => codesOf(page).length > 0, 'the error');
      deepEqual(codesOf(page), ['misconfigured']);
      match(page.details<{ detail: string }>('kasir-error')[0]?.detail ?? '', /"bff" that is a web address/);
      equal(page.bff.requests.length, 0);
    });

  it('is reported also for an element that was detached for a while (N7)', async () => {
    const page = CheckoutHarness.start({ attributes: { token: '' } });
    await page.element.updateComplete;
    page.element.remove();
    await new Promise((resolve) => {
      setTimeout(resolve, 3_500);
    });
    deepEqual(codesOf(page), []);
    document.body.append(page.element);
    await page.until(() => codesOf(page).length > 0, 'the error');
  });

  it('works once it sets its token (N7)', async () => {
    const page = CheckoutHarness.start({ attributes: { token: '' } });
    await page.until(() => codesOf(page).length > 0, 'the error');
    page.element.token = page.bff.token;
    await page.untilHeading('Choose how to pay');
  });

  it('an API key in place of the token is not reported as an ended session (N7)', async () => {
    const bff = new FakeBff();
    bff.foreign = true;
    const page = await CheckoutHarness.mount({ bff, attributes: { token: 'sk_live_0123456789' } });
    deepEqual(codesOf(page), ['misconfigured']);
    match(page.details<{ detail: string }>('kasir-error')[0]?.detail ?? '', /never an API key/);
  });

  it('an API that cannot be read while the public files can: the page’s origin is refused (N7)', async () => {
    const bff = new FakeBff();
    bff.refusing = true;
    const page = CheckoutHarness.start({ bff });
    await page.until(() => codesOf(page).length > 0, 'the error');
    deepEqual(codesOf(page), ['misconfigured']);
    match(page.details<{ detail: string }>('kasir-error')[0]?.detail ?? '', /KASIR_ALLOWED_ORIGINS/);
    bff.refusing = false;
    await page.press('Try again');
    await page.untilHeading('Choose how to pay');
  });

  it('a network that is down is not a fault of the page (N7)', async () => {
    const bff = new FakeBff();
    bff.answerNext('POST', '/v1/session', 'network', 'network', 'network', 'network');
    const page = await CheckoutHarness.mount({ bff });
    deepEqual(codesOf(page), ['unreachable']);
  });
});

describe('a session view that the page provides', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  /** Delays the server's answer until the test releases it. */
  function heldBack(bff: FakeBff): () => void {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    bff.answerNext('POST', '/v1/session', async () => {
      await held;
      return Response.json(bff.session);
    });
    return letGo;
  }

  for (const way of ['property', 'child'] as const)
    it(`as a ${way}: the list shows before the server has answered, and one request checks it`, async () => {
      const bff = new FakeBff();
      const letGo = heldBack(bff);
      const given = { ...bff.session, channels: [...bff.session.channels, aChannel('ewallet_dana')] };
      const json = JSON.stringify(given).replaceAll('<', '\\u003c');
      const page = await CheckoutHarness.mount(
        way === 'property'
          ? { bff, prepare: (element: KasirCheckout) => void (element.session = given) }
          : { bff, content: `<script type="application/json">${json}</script>` },
      );
      equal(page.heading, 'Choose how to pay');
      ok(page.channels.includes('DANA'));
      await page.until(() => page.details('kasir-ready').length === 1, 'kasir-ready');
      await page.choose('DANA');
      letGo();
      await page.until(() => !page.channels.includes('DANA'), 'the channel that is gone to leave');
      equal(bff.seen('POST', '/v1/session').length, 1);
      equal(page.details('kasir-ready').length, 1);
      deepEqual(page.details('kasir-error'), []);
    });

  it('with a payment in progress shows it', async () => {
    const bff = new FakeBff();
    const letGo = heldBack(bff);
    const given = { ...bff.session, payment: aPayment() };
    const page = CheckoutHarness.start({ bff, prepare: (element) => void (element.session = given) });
    await page.until(() => page.has('payment-code'), 'the number');
    bff.payment = aPayment();
    letGo();
  });

  it('that cannot be parsed is ignored', async () => {
    for (const content of ['{', '{}', '[]', 'null', '{"checkout":{"status":"paid"}}']) {
      const page = await CheckoutHarness.mount({ content: `<script type="application/json">${content}</script>` });
      equal(page.heading, 'Choose how to pay');
      deepEqual(page.details('kasir-error'), []);
      CheckoutHarness.cleanUp();
    }
  });
});

describe('properties that were set before the upgrade', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  it('are taken over (N4)', async () => {
    const bff = new FakeBff();
    // In a document without a registry the tag is not upgraded, as before define.js is loaded.
    const plain = document.implementation.createHTMLDocument().createElement('kasir-checkout');
    let requests = 0;
    Object.assign(plain, {
      bff: 'https://bff.test',
      token: 'old',
      locale: 'en',
      channel: 'qris',
      renewToken: () => {
        requests += 1;
        return Promise.resolve(bff.token);
      },
    });
    equal(plain.shadowRoot, null, 'not upgraded yet');
    equal('selectChannel' in plain, false, 'not upgraded yet');
    window.fetch = bff.fetch;
    let ready = 0;
    plain.addEventListener('kasir-ready', () => (ready += 1));
    document.body.append(plain);
    const end = performance.now() + 45_000;
    while (ready === 0 && performance.now() < end)
      await new Promise((resolve) => {
        setTimeout(resolve, 15);
      });
    equal(ready, 1);
    equal(requests, 1);
    const chosen = plain.shadowRoot?.querySelector<HTMLInputElement>('input[type=radio]:checked');
    equal(chosen?.value, 'qris');
  });
});

describe('a page translator', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  /** Like Chromium's translator: wraps every text that may be translated in two elements. */
  function translate(root: Node): void {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (walker.nextNode()) if (walker.currentNode instanceof Text) found.push(walker.currentNode);
    for (const text of found) {
      if (text.data.trim() === '' || text.parentElement?.closest('[translate=no], style')) continue;
      const outer = document.createElement('x-font');
      const inner = document.createElement('x-font');
      inner.textContent = `«${text.data}»`;
      outer.append(inner);
      text.replaceWith(outer);
    }
  }

  it('does not translate numbers, amounts and the countdown, and does not hide later changes (F15)', async () => {
    const bff = new FakeBff();
    bff.payment = aPayment();
    const page = await CheckoutHarness.mount({ bff });
    await page.until(() => page.has('countdown'), 'the countdown');
    const countdown = page.part('countdown').textContent;
    const root = page.element.shadowRoot;
    ok(root);
    translate(root);
    for (const part of ['payment-code', 'countdown']) ok(!page.part(part).textContent?.includes('«'), part);
    await page.until(() => page.part('countdown').textContent !== countdown, 'the countdown to go on');
    await page.press(/Copy/);
    await page.press(/Check now/);
    bff.report({ status: 'succeeded' });
    await page.untilHeading('Payment successful');
    equal(page.status, 'Payment successful');
  });

  it('keeps the name of each channel beside its own button, whatever is searched for (F15)', async () => {
    const bff = new FakeBff();
    bff.channels = MANY_CHANNELS;
    const page = await CheckoutHarness.mount({ bff });
    const root = page.element.shadowRoot;
    ok(root);
    const rows = () => [...root.querySelectorAll<HTMLInputElement>('input[type=radio]')];
    const named = new Map(rows().map((radio) => [radio.value, nameOf(radio)]));
    translate(root);
    const search = root.querySelector<HTMLInputElement>('input[type=search]');
    ok(search);
    search.value = 'mandiri';
    search.dispatchEvent(new Event('input'));
    await page.until(() => rows().length < named.size, 'the list to be shorter');
    ok(rows().length > 0);
    for (const radio of rows()) equal(nameOf(radio).replaceAll(/[«»]/g, ''), named.get(radio.value));
  });

  it('changes the language of the page, and the widget keeps its own (F15)', async () => {
    document.documentElement.lang = 'en';
    try {
      const page = await CheckoutHarness.mount({ prepare: (element) => element.removeAttribute('locale') });
      equal(page.heading, 'Choose how to pay');
      document.documentElement.lang = 'id';
      page.element.requestUpdate();
      await page.element.updateComplete;
      page.element.theme = 'dark';
      await page.element.updateComplete;
      equal(page.heading, 'Choose how to pay');
      page.element.locale = 'in';
      await page.untilHeading('Pilih cara bayar');
    } finally {
      document.documentElement.lang = '';
    }
  });
});
