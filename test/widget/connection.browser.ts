import { deepEqual, equal, match, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { problem } from '../../widget/testing/problem-response.ts';
import { aPayment } from '../../widget/testing/samples.ts';

const waiting = (): FakeBff => {
  const bff = new FakeBff();
  bff.payment = aPayment();
  return bff;
};

describe('the connection to the BFF', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  it('polls where no event stream can be opened', async () => {
    const bff = waiting();
    bff.streaming = false;
    const page = await CheckoutHarness.mount({ bff });
    bff.report({ status: 'succeeded' });
    await page.untilHeading('Payment successful');
  });

  it('shows the outcome although a proxy passes only the first bytes of a stream (F17)', async () => {
    const bff = waiting();
    bff.streams.held = true;
    const page = await CheckoutHarness.mount({ bff });
    await page.until(() => bff.streams.count === 1, 'the event stream');
    bff.report({ status: 'succeeded' });
    await page.untilHeading('Payment successful');
  });

  it('has one stream for two elements of one checkout, and updates both (F13)', async () => {
    const bff = waiting();
    const page = await CheckoutHarness.mount({ bff });
    await page.until(() => bff.streams.count === 1, 'the event stream');
    const other = await CheckoutHarness.mount({ bff });
    await other.until(() => bff.seen('GET', '/v1/session/events').length >= 1, 'the stream');
    bff.report({ status: 'processing', instruction: { kind: 'none' } });
    for (const one of [page, other]) await one.untilHeading('Your payment is being processed');
    equal(bff.seen('GET', '/v1/session/events').length, 1);
    page.element.remove();
    await other.until(() => bff.seen('GET', '/v1/session/events').length === 2, 'the other to take over');
    bff.report({ status: 'succeeded' });
    await other.untilHeading('Payment successful');
  });

  it('answers a customer who asks, also when no money is there yet', async () => {
    const page = await CheckoutHarness.mount({ bff: waiting() });
    await page.press('Check now');
    await page.until(() => /Not received yet at \d\d.\d\d\. If you have paid/.test(page.text), 'the answer');
    match(page.announcement, /^Not received yet at/);
    page.bff.report({ status: 'succeeded' });
    await page.untilHeading('Payment successful');
    ok(!page.text.includes('Not received yet'));
  });

  it('gives no answer about the payment where none came', async () => {
    const page = await CheckoutHarness.mount({ bff: waiting() });
    page.bff.goOffline();
    await page.press('Check now');
    await page.until(() => page.buttons.includes('Checking…'), 'the question');
    await page.until(() => page.buttons.includes('Check now'), 'the end of it', 20_000);
    ok(!page.text.includes('Not received yet'));
  });

  it('opens the stream again when it breaks', async () => {
    const page = await CheckoutHarness.mount({ bff: waiting() });
    await page.until(() => page.bff.streams.count === 1, 'the event stream');
    page.bff.streams.end();
    await page.until(() => page.bff.streams.count === 1, 'the stream again');
    page.bff.report({ status: 'succeeded' });
    await page.untilHeading('Payment successful');
  });

  it('reads the session at once when the customer comes back to the page', async () => {
    const bff = waiting();
    const page = await CheckoutHarness.mount({ bff });
    bff.payment = aPayment({ status: 'succeeded', updatedAt: '2026-11-22T13:00:01.000Z' });
    window.dispatchEvent(new Event('focus'));
    await page.untilHeading('Payment successful');
  });

  it('says that it is lost, and stops saying so when it is back', async () => {
    const bff = waiting();
    bff.streaming = false;
    const page = await CheckoutHarness.mount({ bff });
    bff.answerNext('POST', '/v1/session', 'network', 'network', 'network', 'network');
    await page.until(() => /Connection lost/.test(page.status), 'the message of the lost connection');
    match(page.text, /3816 5999/, 'the number stays');
    await page.until(() => !/Connection lost/.test(page.status), 'the connection to be back');
  });

  it('says that the session cannot be loaded, and loads it when renewals to', async () => {
    const bff = new FakeBff();
    bff.answerNext('POST', '/v1/session', () => problem('not_found'));
    const page = await CheckoutHarness.mount({ bff });
    equal(page.heading, 'The payment cannot be loaded');
    equal(page.details<{ code: string }>('kasir-error')[0]?.code, 'not_found');
    await page.press('Try again');
    await page.untilHeading('Choose how to pay');
  });

  it('recovers from a short outage by itself', async () => {
    const bff = new FakeBff();
    bff.answerNext('POST', '/v1/session', 'network', () => problem('internal'));
    const page = await CheckoutHarness.mount({ bff });
    equal(page.heading, 'Choose how to pay');
    deepEqual(page.details('kasir-error'), []);
  });

  it('rejects an answer that it cannot parse', async () => {
    const bff = new FakeBff();
    bff.answerNext('POST', '/v1/session', () => Response.json({ checkout: { status: 'paid' } }));
    const page = await CheckoutHarness.mount({ bff });
    equal(page.heading, 'The payment cannot be loaded');
    equal(page.details<{ code: string }>('kasir-error')[0]?.code, 'unreadable');
  });
});

describe('the end of the client token', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  it('is renewed through the page, once for all calls, without a visible change', async () => {
    const bff = waiting();
    let renewals = 0;
    const page = await CheckoutHarness.mount({
      bff,
      prepare: (element) => {
        element.renewToken = async () => {
          renewals += 1;
          return 'token-2';
        };
      },
    });
    await page.until(() => bff.streams.count === 1, 'the event stream');
    bff.token = 'token-2';
    bff.streams.end();
    await Promise.all([page.element.refresh(), page.element.refresh()]);
    await page.until(() => bff.streams.count === 1, 'the stream with the new token');
    equal(renewals, 1);
    deepEqual(page.details('kasir-error'), []);
    equal(page.heading, 'Transfer to a BCA virtual account');
  });

  it('without renewToken is reported, and the screen stays', async () => {
    const bff = waiting();
    const page = await CheckoutHarness.mount({ bff });
    await page.until(() => bff.streams.count === 1, 'the event stream');
    bff.token = 'token-2';
    await page.element.refresh();
    await page.until(() => page.error !== '', 'the error');
    match(page.error, /session has ended/);
    match(page.text, /3816 5999 9612 3456 78/);
    equal(page.details<{ code: string }>('kasir-error')[0]?.code, 'token_expired');
    await page.until(() => bff.streams.count === 0, 'the stream to be given up');
    equal(page.status, '', 'nothing changes by itself any more, and nothing says so');
  });

  it('recovers with a token that is set later', async () => {
    const bff = waiting();
    const page = await CheckoutHarness.mount({ bff });
    bff.token = 'token-2';
    await page.element.refresh();
    await page.until(() => page.error !== '', 'the error');
    page.element.token = 'token-2';
    await page.until(() => page.error === '' && bff.streams.count === 1, 'all to be well again');
    equal(page.heading, 'Transfer to a BCA virtual account');
    bff.report({ status: 'succeeded' });
    await page.untilHeading('Payment successful');
  });

  it('is reported when the page cannot renew it', async () => {
    const bff = new FakeBff();
    bff.token = 'token-2';
    const page = await CheckoutHarness.mount({
      bff,
      attributes: { token: 'token-1' },
      prepare: (element) => {
        element.renewToken = () => Promise.reject(new Error('signed out'));
      },
    });
    equal(page.heading, 'The payment cannot be loaded');
    ok(page.details<{ code: string }>('kasir-error').every(({ code }) => code === 'token_expired'));
  });
});
