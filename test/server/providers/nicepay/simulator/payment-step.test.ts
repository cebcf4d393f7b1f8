import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TEST_CARDS } from '../../../../../server/providers/nicepay/simulator/test-cards.ts';
import { withoutCardData } from '../../../../../server/demo/without-card-data.ts';
import {
  BACK,
  CHALLENGED,
  codeIn,
  FRICTIONLESS,
  SIM_BASE,
  simulated,
  text,
  texts,
  typed,
  type Fields,
} from '../support/simulated.ts';

const MINUTE = 60_000;
type Sim = ReturnType<typeof simulated>;

const byCard = async (sim: Sim, fields: Fields, order: Fields = {}) => {
  const one = await sim.must(sim.register('01', order));
  return { one, seen: await sim.pay(sim.step(one, fields)) };
};

describe('the simulator of NICEPAY: the payment step of a card', () => {
  it('pays without 3-D Secure, and returns with the result and a masked number', async () => {
    const sim = simulated();
    const { one, seen } = await byCard(sim, typed(FRICTIONLESS));
    assert.ok(seen.url.startsWith(`${BACK}?resultCd=0000&`), seen.url);
    const { searchParams } = new URL(seen.url);
    assert.equal(searchParams.get('cardNo'), '44342630****1000');
    assert.deepEqual([searchParams.get('tXid'), searchParams.get('amt')], [one.tXid, '150000']);
    assert.equal(await sim.statusOf(one), '0');
  });

  it('asks for the password: right at once, wrong three times, or canceled', async () => {
    for (const [answers, code, status] of [
      [['123456'], '0000', '0'],
      [['111111', '123456'], '0000', '0'],
      [['1', '2', '3'], '9117', '8'],
      [[undefined], '17', '8'],
    ] as const) {
      const sim = simulated();
      const { one, seen } = await byCard(sim, typed(CHALLENGED));
      assert.match(seen.text, /One-time password/);
      assert.equal(await sim.statusOf(one), '9');
      let last = seen;
      for (const otp of answers) {
        last = await sim.browse(seen.url, otp === undefined ? { decision: 'cancel' } : { decision: 'confirm', otp });
      }
      assert.equal(codeIn(last.url), code);
      assert.equal(await sim.statusOf(one), status);
    }
  });

  for (const { number, code = '0000', challenged, does } of TEST_CARDS) {
    it(`${number} ${does}: ${code}`, async () => {
      const sim = simulated();
      const { one, seen } = await byCard(sim, typed(number));
      const end = challenged ? await sim.browse(seen.url, { decision: 'confirm', otp: '123456' }) : seen;
      assert.equal(codeIn(end.url), code);
      assert.equal(await sim.statusOf(one), code === '0000' ? '0' : '8');
      if (code === '0000') return;
      assert.deepEqual([...new URL(end.url).searchParams.keys()], ['resultCd', 'resultMsg'], 'and nothing else');
      const { latestFailHistory } = await sim.inquire(one);
      assert.ok(Array.isArray(latestFailHistory));
      assert.equal(latestFailHistory.length, 1);
      assert.ok(JSON.stringify(latestFailHistory[0]).includes(`"resultCd":"${code}"`));
    });
  }

  it('no test card is a card that the demo would mask', () => {
    for (const { number } of TEST_CARDS) {
      const form = `cardNo=${number}`;
      assert.equal(withoutCardData(form, 'application/x-www-form-urlencoded'), form);
    }
  });

  const wrong: readonly (readonly [why: string, fields: Fields, code: string])[] = [
    ['a wrong check digit', typed('4434260000000009'), '14'],
    ['a number with spaces', typed('4434 2600 0000 0008'), '14'],
    ['an expiry as MMYY', typed(FRICTIONLESS, { cardExpYymm: '1230' }), '9160'],
    ['an expiry with a slash', typed(FRICTIONLESS, { cardExpYymm: '12/30' }), '9160'],
    ['an expiry that has passed', typed(FRICTIONLESS, { cardExpYymm: '2603' }), '54'],
    ['two digits of a CVV', typed(FRICTIONLESS, { cardCvv: '12' }), '9150'],
    ['no CVV', typed(FRICTIONLESS, { cardCvv: undefined }), '9150'],
    ['no holder', typed(FRICTIONLESS, { cardHolderNm: undefined }), '9158'],
    ['a holder with a digit', typed(FRICTIONLESS, { cardHolderNm: 'SITI 2' }), '9158'],
    ['no e-mail', typed(FRICTIONLESS, { cardHolderEmail: undefined }), '9147'],
    ['no reference', { ...typed(FRICTIONLESS), referenceNo: undefined }, '9014'],
  ];
  for (const [why, fields, code] of wrong) {
    it(`rejects ${why}: ${code}, and returns`, async () => {
      const sim = simulated();
      const { one, seen } = await byCard(sim, fields);
      assert.equal(codeIn(seen.url), code === '9014' ? '9030' : code);
      assert.equal(await sim.statusOf(one), '8');
    });
  }

  it('a card is valid to the end of its month, in Jakarta', async () => {
    const sim = simulated();
    assert.equal(codeIn((await byCard(sim, typed(FRICTIONLESS, { cardExpYymm: '2604' }))).seen.url), '0000');
    sim.clock.set(Date.UTC(2026, 3, 30, 17));
    assert.equal(codeIn((await byCard(sim, typed(FRICTIONLESS, { cardExpYymm: '2604' }))).seen.url), '54');
  });

  it('stays on its own page when the return URL is not verified', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('01'));
    const fields = sim.step(one, typed(FRICTIONLESS));
    for (const [changes, code] of [
      [{ tXid: 'SIMMERCH0101202604011200999999' }, '8022'],
      [{ merchantToken: 'a'.repeat(64) }, '9010'],
      [{ timeStamp: '20260401050000' }, '9031'],
      [{ callBackUrl: undefined }, '8028'],
      [{ callBackUrl: 'javascript:alert(1)' }, '8028'],
      [{ callBackUrl: `https://x.example/${'x'.repeat(238)}` }, '8028'],
      [{ referenceNo: 'ANOTHER' }, '9003'],
      [{ payMethod: '01' }, '9030'],
    ] as const) {
      const seen = await sim.pay({ ...fields, ...changes });
      assert.ok(seen.url.startsWith(SIM_BASE));
      assert.ok(seen.text.includes(`(${code})`), `${JSON.stringify(changes)}: ${seen.text}`);
      assert.equal(await sim.statusOf(one), '9');
    }
  });

  it('accepts the form for an hour, and the card for its lifetime', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('01'));
    const early = sim.step(one, typed(FRICTIONLESS));
    await sim.advance(59 * MINUTE);
    assert.equal(codeIn((await sim.pay(early)).url), '0000');

    const late = await sim.must(sim.register('01'));
    await sim.advance(61 * MINUTE);
    assert.equal(codeIn((await sim.pay(sim.step(late, typed(FRICTIONLESS)))).url), '9129');
    assert.equal(await sim.statusOf(late), '9');
  });

  it('is paid once, however often the form is sent', async () => {
    const sim = simulated();
    const { one } = await byCard(sim, typed(FRICTIONLESS));
    await sim.pay(sim.step(one, typed(FRICTIONLESS)));
    assert.equal(sim.simulator.ledger().filter(({ kind }) => kind === 'charge').length, 1);
  });

  it('never accepts a card in a URL, nor a form with a field twice', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('01'));
    const query = new URLSearchParams(texts(sim.step(one, typed(FRICTIONLESS))));
    const inAddress = await sim.browse(`${SIM_BASE}/direct/v2/payment?${query.toString()}`);
    assert.match(inAddress.text, /9130/);
    const twice = await sim.browse(`${SIM_BASE}/direct/v2/payment?tXid=a&tXid=b`);
    assert.match(twice.text, /9001/);
    assert.equal(await sim.statusOf(one), '9');
  });
});

describe('the simulator of NICEPAY: wallets, lenders and clickpay', () => {
  for (const [method, mitraCd, before, no] of [
    ['05', 'DANA', '3', '9752'],
    ['05', 'LINK', '3', '9752'],
    ['05', 'ESHP', '3', '9752'],
    ['06', 'KDVI', '3', '9030'],
    ['06', 'IDNA', '3', '9030'],
    ['04', 'JENC', '3', '9806'],
  ] as const) {
    it(`${mitraCd}: the customer pays or declines on its page`, async () => {
      const sim = simulated();
      const one = await sim.must(sim.register(method, { mitraCd }));
      assert.equal(await sim.statusOf(one), '9');
      const page = await sim.pay(sim.step(one));
      assert.equal(await sim.statusOf(one), before);
      const back = await sim.browse(page.url, { decision: 'pay' });
      assert.equal(codeIn(back.url), '0000');
      assert.equal(new URL(back.url).searchParams.get('mitraCd'), mitraCd);
      assert.equal(await sim.statusOf(one), '0');

      const other = await sim.must(sim.register(method, { mitraCd }));
      const declined = await sim.browse((await sim.pay(sim.step(other))).url, { decision: 'decline' });
      assert.equal(codeIn(declined.url), no);
      assert.equal(await sim.statusOf(other), method === '04' ? '3' : '8');
    });
  }

  it('accepts GET as well, as NICEPAY’s libraries send it', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('05'));
    const query = new URLSearchParams(texts(sim.step(one)));
    const page = await sim.browse(`${SIM_BASE}/direct/v2/payment?${query.toString()}`);
    assert.match(page.text, /<h1>DANA<\/h1>/);
  });

  it('OVO waits a minute for the phone, and so does the browser', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('05', { mitraCd: 'OVOE' }));
    const page = await sim.pay(sim.step(one));
    assert.match(page.text, /Open OVO on your phone/);
    assert.match(page.text, /081210002000/);
    assert.equal(page.response.headers.get('refresh'), '3');
    assert.equal(await sim.statusOf(one), '4');
    await sim.simulator.perform(one.tXid, 'pay');
    assert.equal(codeIn((await sim.browse(page.url)).url), '0000');

    const other = await sim.must(sim.register('05', { mitraCd: 'OVOE' }));
    const waiting = await sim.pay(sim.step(other));
    await sim.advance(MINUTE);
    assert.equal(await sim.statusOf(other), '8');
    assert.equal(codeIn((await sim.browse(waiting.url)).url), '9752');
  });

  it('an unopened wallet payment expires after half an hour', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('05'));
    await sim.advance(30 * MINUTE);
    assert.equal(await sim.statusOf(one), '5');
    assert.equal(codeIn((await sim.pay(sim.step(one))).url), '9129');
  });

  it('a number has no payment step', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('02'));
    assert.match((await sim.pay(sim.step(one))).text, /9003/);
  });

  it('Akulaku takes the confirmation of receipt once it is paid', async () => {
    const sim = simulated();
    const address = {
      sellerNm: 'A',
      sellerLastNm: 'B',
      sellerAddr: 'C',
      sellerCity: 'D',
      sellerPostCd: '1',
      sellerPhone: '0',
      sellerCountry: 'ID',
    };
    const sellers = JSON.stringify([
      { sellersId: '1', sellersNm: 'S', sellersEmail: 'a@b.example', sellersAddress: address },
    ]);
    const one = await sim.must(sim.register('06', { mitraCd: 'AKLP', sellers }));
    const receipt = () => sim.receipt(one.tXid);
    assert.equal((await receipt())['resultCd'], '9003');
    await sim.simulator.perform(one.tXid, 'pay');
    const answer = await receipt();
    assert.equal(text(answer, 'resultCd'), '0000');
    assert.equal(answer['ResponseData'], null);
    const other = await sim.must(sim.register('06'));
    await sim.simulator.perform(other.tXid, 'pay');
    assert.equal((await sim.receipt(other.tXid))['resultCd'], '9003');
  });
});
