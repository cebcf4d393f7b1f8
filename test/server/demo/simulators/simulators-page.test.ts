import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSimulatorsPage } from '../../../../server/demo/simulators/create-simulators-page.ts';
import { Unanswered } from '../../../../server/providers/simulation/simulator.ts';
import { simulated as simulatedBdpay } from '../../providers/bdpay/support/simulated.ts';
import { paymentBody, SIM_BASE, simulated, textAt, VA } from '../../providers/xendit/support/simulated.ts';

const HOME = 'https://pay.example/simulators';

function opened() {
  const sim = simulated();
  const handle = createSimulatorsPage({ simulators: [sim.simulator], publicUrl: 'https://pay.example' });
  return {
    ...sim,
    handle,
    get: async (path = '') => (await handle(new Request(`${HOME}${path}`))).text(),
    /** What a browser sends when a button is pressed. */
    press: (action: string, id = '') =>
      handle(
        new Request(`${HOME}/act`, { method: 'POST', body: new URLSearchParams({ simulator: 'xendit', id, action }) }),
      ),
    post: (path: string, body: unknown) =>
      handle(
        new Request(`${HOME}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
  };
}

const buttons = (html: string): (string | undefined)[] =>
  [...html.matchAll(/<button[^>]*>([^<]*)<\/button>/g)].map(([, name]) => name);

describe('the simulators’ page', () => {
  it('lists an open payment with its code, our reference and every button by its exact name', async () => {
    const page = opened();
    const request = await page.pay({ ...VA, reference_id: 'OUR4711' });
    const html = await page.get();
    assert.ok(html.includes(`<code>${textAt(request, 'actions', 0, 'value')}</code>`));
    assert.ok(html.includes('<code>OUR4711</code>'));
    assert.match(html, /<fieldset>\s*<legend>\s*BCA_VIRTUAL_ACCOUNT <span class="amount">Rp\s25\.000<\/span>/);
    assert.deepEqual(buttons(html), [
      'go silent',
      'pay',
      'fail',
      'expire',
      'pay twice',
      'pay late',
      'forge notification',
    ]);
  });

  it('says so when nothing is open', async () => {
    assert.match(await opened().get(), /Nothing waits to be paid/);
  });

  it('pay: goes back to the page, which says what happened and lists it as paid', async () => {
    const page = opened();
    const id = textAt(await page.pay(VA), 'payment_request_id');
    const answer = await page.press('pay', id);
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, HOME]);
    const html = await page.get();
    assert.match(html, /role="status" class="notice">Paid IDR 25000</);
    assert.ok(html.indexOf('Paid and closed') < html.indexOf('BCA_VIRTUAL_ACCOUNT'));
    assert.deepEqual(buttons(html), ['go silent', 'pay twice', 'forge notification']);
    await page.runDue();
    assert.deepEqual(page.events(), ['payment.capture']);
  });

  for (const [action, events] of [
    ['fail', ['payment.failure']],
    ['expire', ['payment_request.expiry']],
    ['pay twice', ['payment.capture', 'payment.capture']],
    ['pay late', ['payment_request.expiry', 'payment.capture']],
  ] as const) {
    it(`${action}: ${events.join(', ')}`, async () => {
      const page = opened();
      await page.press(action, textAt(await page.pay(VA), 'payment_request_id'));
      await page.advance(10_000);
      assert.deepEqual(page.events(), events);
    });
  }

  it('forge notification: shows what our address answered', async () => {
    const page = opened();
    page.box.status = 401;
    await page.press('forge notification', textAt(await page.pay(VA), 'payment_request_id'));
    assert.match(await page.get(), /Forged: without a token it was answered 401, with a wrong one 401/);
  });

  it('go silent: until it is pressed again', async () => {
    const page = opened();
    assert.match(await page.get(), /value="go silent" aria-pressed="false"/);
    await page.press('go silent');
    assert.match(await page.get(), /value="go silent" aria-pressed="true"/);
    const call = new Request(`${SIM_BASE}/v3/payments/x`);
    await assert.rejects(page.handle(call), Unanswered);
    await page.press('go silent');
    assert.equal((await page.handle(new Request(call))).status, 401);
  });

  it('mounts the simulators themselves', async () => {
    const page = opened();
    const response = await page.handle(page.request('POST', '/v3/payment_requests', paymentBody()));
    assert.equal(response.status, 201);
  });

  it('for scripts: the same as JSON', async () => {
    const page = opened();
    const id = textAt(await page.pay(VA), 'payment_request_id');
    const listed = JSON.parse(await page.get('.json')) as { simulators: { id: string; payments: { id: string }[] }[] };
    assert.deepEqual([listed.simulators[0]?.id, listed.simulators[0]?.payments[0]?.id], ['xendit', id]);
    const paid = await page.post('/act', { simulator: 'xendit', id, action: 'pay', amount: 24_000 });
    assert.deepEqual(await paid.json(), { ok: true, message: 'Paid IDR 24000' });
    const failing = await page.post('/fail', { simulator: 'xendit', operation: 'create', kind: '503' });
    assert.equal(failing.status, 200);
    assert.equal((await page.call('POST', '/v3/payment_requests', paymentBody())).status, 503);
  });

  it('payouts: the recipient, and the bank’s decisions', async () => {
    const { simulator, call } = simulatedBdpay();
    const handle = createSimulatorsPage({ simulators: [simulator], publicUrl: 'https://pay.example' });
    const page = async (): Promise<string> => (await handle(new Request(HOME))).text();
    assert.ok(!(await page()).includes('Payouts'));
    await call('/gateway/cash', {
      orderNum: 'po1',
      money: '200000',
      description: 'Pencairan',
      name: 'SITI AMINAH',
      bankCode: '014',
      number: '0012345678',
      notifyUrl: 'https://shop.example/cb/cash',
      feeType: '1',
    });
    assert.match(await page(), /<dd>014 0012345678 SITI AMINAH<\/dd>/);
    assert.deepEqual(buttons(await page()), ['go silent', 'paid', 'failed', 'silent']);
    const body = new URLSearchParams({ simulator: 'bdpay', id: simulator.payouts()[0]?.id ?? '', action: 'failed' });
    await handle(new Request(`${HOME}/act`, { method: 'POST', body }));
    assert.match(await page(), /class="notice">The payout is failed<.*class="status bad">4 failed</s);
    assert.deepEqual(buttons(await page()), ['go silent']);
  });

  it('refuses invalid commands', async () => {
    const page = opened();
    for (const body of [{}, { simulator: 'nobody', action: 'pay' }, { simulator: 'xendit', action: 'rob' }, 'pay']) {
      assert.equal((await page.post('/act', body)).status, 400, JSON.stringify(body));
    }
    assert.equal((await page.post('/fail', { simulator: 'xendit', operation: 'create', kind: 'boredom' })).status, 400);
    await page.press('rob');
    assert.match(await page.get(), /role="status" class="notice bad"/);
    assert.equal((await page.handle(new Request(`${HOME}/nobody/x`))).status, 404);
  });

  it('runs no script and escapes foreign text', async () => {
    const page = opened();
    await page.pay({ reference_id: '<img src=x onerror=alert(1)>' });
    const response = await page.handle(new Request(HOME));
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    const html = await response.text();
    assert.ok(!html.includes('<img') && !html.includes('<script'));
  });
});
