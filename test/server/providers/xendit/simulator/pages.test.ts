import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BACK, sessionBody, SIM_BASE, simulated, textAt } from '../support/simulated.ts';

describe('the simulator of Xendit: pages for the customer', () => {
  it('a wallet: pay or decline, and return to the shop', async () => {
    const sim = simulated();
    for (const [decision, went, status] of [
      ['pay', 'well', 'SUCCEEDED'],
      ['decline', 'badly', 'FAILED'],
    ] as const) {
      const request = await sim.pay();
      const address = textAt(request, 'actions', 0, 'value');
      const page = await (await sim.page(address)).text();
      assert.match(page, /<h1>DANA<\/h1>/);
      assert.match(page, /Rp\s25\.000/);
      assert.deepEqual(
        [...page.matchAll(/<button[^>]*>([^<]+)<\/button>/g)].map(([, name]) => name),
        ['Pay', 'Decline'],
      );
      const back = await sim.page(address, { decision });
      assert.deepEqual([back.status, back.headers.get('location')], [303, `${BACK}?went=${went}`]);
      const path = `/v3/payment_requests/${textAt(request, 'payment_request_id')}`;
      assert.equal((await sim.must('GET', path))['status'], status);
    }
  });

  it('returns to the only given address, or stays', async () => {
    const sim = simulated();
    const request = await sim.pay({ channel_properties: { success_return_url: BACK } });
    const back = await sim.page(textAt(request, 'actions', 0, 'value'), { decision: 'decline' });
    assert.equal(back.headers.get('location'), BACK);
    const akulaku = await sim.pay({ channel_code: 'AKULAKU', channel_properties: {} });
    const page = await sim.page(textAt(akulaku, 'actions', 0, 'value'), { decision: 'pay' });
    assert.equal(page.status, 200);
    assert.match(await page.text(), /You can close this page/);
  });

  it('a closed payment cannot be paid there, and a second click pays nothing', async () => {
    const sim = simulated();
    const address = textAt(await sim.pay(), 'actions', 0, 'value');
    await sim.page(address, { decision: 'pay' });
    const again = await sim.page(address, { decision: 'pay' });
    assert.equal(again.status, 200);
    assert.equal(sim.simulator.ledger().filter(({ kind }) => kind === 'charge').length, 1);
    assert.match(await (await sim.page(`${SIM_BASE}/pay/pr-nobody`)).text(), /nothing to pay/);
  });

  it('allow no script, and escape foreign text', async () => {
    const sim = simulated();
    const evil = '<script>alert(1)</script>"\'&';
    const session = await sim.must('POST', '/sessions', sessionBody({ description: evil }));
    const request = await sim.pay({ description: evil, reference_id: evil });
    for (const address of [textAt(session, 'payment_link_url'), textAt(request, 'actions', 0, 'value')]) {
      const page = await sim.page(address);
      const text = await page.text();
      const policy = page.headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'/);
      assert.ok(!policy.includes('script-src') && !policy.includes('unsafe'));
      assert.ok(!text.includes('<script'));
      assert.ok(text.includes('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;'));
      assert.ok(!/ on\w+=| style=/.test(text));
      assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
    }
  });

  it('have their own stylesheet', async () => {
    const sim = simulated();
    const page = await (await sim.page(textAt(await sim.pay(), 'actions', 0, 'value'))).text();
    assert.ok(page.includes(`href="${SIM_BASE}/style.css"`));
    const style = await sim.page(`${SIM_BASE}/style.css`);
    assert.equal(style.headers.get('content-type'), 'text/css; charset=utf-8');
  });
});
