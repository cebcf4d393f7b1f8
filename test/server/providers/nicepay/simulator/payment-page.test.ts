import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  BACK,
  codeIn,
  FRICTIONLESS,
  PREAUTH_MERCHANT,
  POOR,
  SIM_BASE,
  simulated,
  text,
  type Fields,
  type Registered,
} from '../support/simulated.ts';

const HOUR = 3_600_000;
type Sim = ReturnType<typeof simulated>;

const address = ({ tXid }: Registered): string => `${SIM_BASE}/redirect/v2/payment?tXid=${tXid}`;
const choose = (sim: Sim, one: Registered, choice: string) => sim.browse(address(one), { decision: 'choose', choice });
const leave = (sim: Sim, one: Registered) => sim.browse(address(one), { decision: 'leave' });
const card = (number: string, changes: Fields = {}): Fields => ({
  decision: 'card',
  number,
  expiry: '12/30',
  cvv: '123',
  holder: 'Siti Aminah',
  ...changes,
});

describe('the simulator of NICEPAY: the payment page', () => {
  it('is registered with 00 in its tXid, and its URL has no query', async () => {
    const sim = simulated();
    const { tXid, answer } = await sim.must(sim.registerPage('00'));
    assert.match(tXid, /^SIMMERCH0100202604011200\d{6}$/);
    assert.equal(answer['paymentURL'], `${SIM_BASE}/redirect/v2/payment`);
    for (const [name, code] of [
      ['callBackUrl', '9019'],
      ['dbProcessUrl', '9020'],
      ['description', '9030'],
      ['cartData', '9022'],
    ] as const) {
      assert.equal((await sim.registerPage('00', { [name]: undefined }))['resultCd'], code, name);
    }
  });

  it('offers everything, in forms without scripts, and nothing for an unknown tXid', async () => {
    const sim = simulated();
    const one = await sim.must(sim.registerPage('00', { shopId: 'NICEPAY' }));
    const page = await sim.browse(address(one));
    for (const choice of ['01', '02:CENA', '03:ALMA', '03:INDO', '04:JENC', '05:OVOE', '05:DANA', '08:QSHP']) {
      assert.ok(page.text.includes(`value="${choice}"`), choice);
    }
    assert.ok(!page.text.includes('06:KDVI'), 'a lender wants an address of delivery');
    assert.ok(!page.text.includes('<script'));
    assert.match(page.response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.match(page.text, /name="viewport"/);
    const { tXid } = await sim.must(sim.register('02'));
    assert.equal((await sim.browse(`${SIM_BASE}/redirect/v2/payment?tXid=${tXid}`)).status, 404);
    assert.equal((await sim.browse(`${SIM_BASE}/redirect/v2/payment`)).status, 404);
  });

  it('a page with one payment method offers no other', async () => {
    const sim = simulated();
    const one = await sim.must(sim.registerPage('02', { bankCd: 'BNIN' }));
    const page = await sim.browse(address(one));
    assert.equal(page.text.match(/name="choice"/g)?.length, 1);
    assert.match((await choose(sim, one, '02:CENA')).text, /role="alert"/);
    assert.match((await choose(sim, one, '02:BNIN')).text, /BNI virtual account/);
  });

  for (const [choice, method, number, amount] of [
    ['02:CENA', '02', 'bankVacctNo', 'amount'],
    ['03:ALMA', '03', 'payNo', 'amount'],
    ['08:QSHP', '08', undefined, 'amount'],
  ] as const) {
    it(`${choice}: returns with 0000 once it is issued, which is not paid`, async () => {
      const sim = simulated();
      const one = await sim.must(sim.registerPage('00', { shopId: 'NICEPAY' }));
      assert.equal((await sim.inquire(one))['payMethod'], '00');
      assert.equal(await sim.statusOf(one), '9');
      const page = await choose(sim, one, choice);
      assert.equal(page.response.headers.get('refresh'), '5');
      const back = await leave(sim, one);
      const { searchParams } = new URL(back.url);
      assert.equal(searchParams.get('resultCd'), '0000');
      assert.equal(searchParams.get(amount), '150000');
      assert.equal(searchParams.get('amt'), null);
      if (number !== undefined) assert.ok(page.text.includes(searchParams.get(number) ?? 'nothing'));
      const answer = await sim.inquire(one);
      assert.deepEqual([answer['payMethod'], answer['status']], [method, '3']);
      assert.deepEqual(sim.notifications, []);
      assert.ok(!sim.simulator.ledger().some(({ kind }) => kind === 'charge'));

      await sim.simulator.perform(one.tXid, 'pay');
      assert.equal(await sim.statusOf(one), '0');
      assert.ok((await sim.browse(address(one))).url.startsWith(BACK), 'the open page goes on by itself');
    });
  }

  it('a choice is final', async () => {
    const sim = simulated();
    const one = await sim.must(sim.registerPage('00', { shopId: 'NICEPAY' }));
    await choose(sim, one, '08:QSHP');
    await choose(sim, one, '02:CENA');
    assert.equal((await sim.inquire(one))['payMethod'], '08');
  });

  it('a number expires as ordered, although the page lives longer', async () => {
    const sim = simulated();
    const one = await sim.must(sim.registerPage('00', { payValidDt: '20260401', payValidTm: '140000' }));
    await choose(sim, one, '03:INDO');
    await sim.advance(2 * HOUR);
    assert.equal(await sim.statusOf(one), '4');
    assert.equal(codeIn((await sim.browse(address(one))).url), '9129');
  });

  it('leaving without a choice returns as canceled; the page stays open for a day', async () => {
    const sim = simulated();
    const one = await sim.must(sim.registerPage('00'));
    assert.equal(codeIn((await leave(sim, one)).url), '17');
    assert.equal(await sim.statusOf(one), '9');
    await sim.advance(24 * HOUR);
    assert.equal(codeIn((await sim.browse(address(one))).url), '9129');
  });

  it('a card: checked on the page, declined with a message, tried three times at most', async () => {
    const sim = simulated();
    const one = await sim.must(sim.registerPage('01'));
    assert.match((await sim.browse(address(one))).text, /Card number/);
    for (const [changes, words] of [
      [{ number: '4434260000000009' }, /Invalid card number/],
      [{ expiry: '13/30' }, /expiry date/],
      [{ expiry: '01/26' }, /Expired card/],
      [{ cvv: '12' }, /CVV/],
      [{ holder: '' }, /card holder/],
    ] as const) {
      const page = await sim.browse(address(one), card(FRICTIONLESS, changes));
      assert.equal(page.status, 422);
      assert.match(page.text, words);
    }
    assert.deepEqual((await sim.inquire(one))['latestFailHistory'], []);

    for (let tries = 0; tries < 2; tries += 1) {
      const page = await sim.browse(address(one), card(POOR));
      assert.match(page.text, /Insufficient funds/);
      assert.equal(await sim.statusOf(one), '9');
    }
    assert.equal(codeIn((await sim.browse(address(one), card(POOR))).url), '51');
    assert.equal(await sim.statusOf(one), '8');
  });

  it('a declined card may be followed by another one, or by the return', async () => {
    const sim = simulated();
    const one = await sim.must(sim.registerPage('01'));
    await sim.browse(address(one), card(POOR));
    assert.equal(codeIn((await sim.browse(address(one), card(FRICTIONLESS))).url), '0000');
    const other = await sim.must(sim.registerPage('01'));
    await sim.browse(address(other), card(POOR));
    assert.equal(codeIn((await leave(sim, other)).url), '51');
    assert.equal(await sim.statusOf(other), '8');
  });

  it('a wallet continues on its own page', async () => {
    const sim = simulated();
    const one = await sim.must(sim.registerPage('00', { shopId: 'NICEPAY' }));
    assert.match((await choose(sim, one, '05:DANA')).text, /<h1>DANA<\/h1>/);
    const back = await sim.browse(address(one), { decision: 'pay' });
    assert.equal(codeIn(back.url), '0000');
    assert.equal(new URL(back.url).searchParams.get('amt'), '150000');
    assert.equal(new URL(back.url).searchParams.get('mitraCd'), 'DANA');
  });

  it('authorizes where the merchant id does, and lists the test cards', async () => {
    const sim = simulated();
    const one = await sim.must(sim.registerPage('01', {}, PREAUTH_MERCHANT));
    assert.match((await sim.browse(address(one))).text, /4434263000000051/);
    await sim.browse(address(one), card(FRICTIONLESS));
    const answer = await sim.inquire(one, {}, PREAUTH_MERCHANT);
    assert.equal(answer['ccTransType'], '3');
    assert.equal(answer['resultMsg'], 'preauthed');
  });

  it('may return by POST: the customer submits the form', async () => {
    const sim = simulated({ pageReturn: 'POST' });
    const one = await sim.must(sim.registerPage('00'));
    await choose(sim, one, '03:ALMA');
    const page = await leave(sim, one);
    assert.match(page.text, new RegExp(`<form method="post" action="${BACK}">`));
    assert.match(page.text, /name="resultCd" value="0000"/);
    assert.match(page.text, /name="payNo" value="\d{16}"/);
  });

  it('escapes the merchant’s texts', async () => {
    const sim = simulated();
    const one = await sim.must(sim.registerPage('00', { goodsNm: '<b>Bold</b> & "brave"' }));
    const page = await sim.browse(address(one));
    assert.ok(page.text.includes('&lt;b&gt;Bold&lt;/b&gt; &amp; &quot;brave&quot;'));
  });

  it('a question mark is appended to a URL that has one', async () => {
    const sim = simulated();
    const one = await sim.must(sim.registerPage('00', { callBackUrl: `${BACK}?order=1` }));
    assert.ok((await leave(sim, one)).url.startsWith(`${BACK}?order=1?resultCd=17&`));
    assert.equal(text(one.answer, 'currency'), 'IDR');
  });
});
