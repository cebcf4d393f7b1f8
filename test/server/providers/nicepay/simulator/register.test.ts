import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BANKS } from '../../../../../server/providers/nicepay/simulator/partners.ts';
import { cart, simulated, text, type Fields } from '../support/simulated.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

describe('the simulator of NICEPAY: registration', () => {
  it('creates a tXid of 30 characters: merchant id, payment method, date, hour and minute in Jakarta, six digits', async () => {
    const sim = simulated();
    for (const method of ['01', '02', '03', '04', '05', '06', '08']) {
      const { tXid, answer } = await sim.must(sim.register(method));
      assert.match(tXid, new RegExp(`^SIMMERCH01${method}202604011200\\d{6}$`));
      assert.deepEqual([answer['transDt'], answer['transTm'], answer['payMethod']], ['20260401', '120000', method]);
    }
  });

  it('issues a number with the prefix of the bank, within its maximum length', async () => {
    const sim = simulated();
    const numbers = new Set<string>();
    for (const [bankCd, { prefix, maxLength }] of Object.entries(BANKS)) {
      const { answer } = await sim.must(sim.register('02', { bankCd }));
      const number = text(answer, 'vacctNo');
      assert.ok(number.startsWith(prefix) && number.length <= maxLength, `${bankCd} ${number}`);
      assert.equal(answer['bankCd'], bankCd);
      assert.equal(answer['payNo'], null);
      numbers.add(number);
    }
    assert.equal(numbers.size, Object.keys(BANKS).length);
  });

  it('a fixed virtual account has the digits that the merchant chose, once', async () => {
    const sim = simulated();
    const { answer } = await sim.must(sim.register('02', { merFixAcctId: '12345678' }));
    assert.equal(answer['vacctNo'], '3910200012345678');
    assert.equal((await sim.register('02', { merFixAcctId: '12345678' }))['resultCd'], '9233');
    assert.equal((await sim.register('02', { merFixAcctId: '1'.repeat(16) }))['resultCd'], '9226');
  });

  it('expires as ordered, else after two days, seven days and half an hour', async () => {
    const sim = simulated();
    const ends = async (method: string, name: string, changes: Fields = {}) => {
      const { answer } = await sim.must(sim.register(method, changes));
      return `${text(answer, `${name}Dt`)} ${text(answer, `${name}Tm`)}`;
    };
    assert.equal(await ends('02', 'vacctValid'), '20260403 120000');
    assert.equal(await ends('03', 'payValid'), '20260408 120000');
    assert.equal(await ends('08', 'paymentExp'), '20260401 123000');
    const soon = { payValidDt: '20260401', payValidTm: '130000' };
    assert.equal(await ends('03', 'payValid', soon), '20260401 130000');
  });

  it('returns a QR text with the amount in it', async () => {
    const sim = simulated();
    const { answer } = await sim.must(sim.register('08'));
    assert.match(text(answer, 'qrContent'), /^000201010212.*ID\.CO\.QRIS\.WWW.*5406150000.*6304[0-9A-F]{4}$/);
  });

  const rejections: readonly (readonly [why: string, method: string, changes: Fields, code: string])[] = [
    ['an unknown merchant id', '02', { iMid: 'SOMEBODY01' }, '9011'],
    ['a wrong token', '02', { merchantToken: 'a'.repeat(64) }, '9010'],
    ['a token in uppercase', '02', { merchantToken: 'A'.repeat(64) }, '9010'],
    ['no token', '02', { merchantToken: undefined }, '9010'],
    ['no time', '02', { timeStamp: undefined }, '9031'],
    ['the time of London', '02', { timeStamp: '20260401050000' }, '9031'],
    ['a clock of twelve hours', '02', { timeStamp: '20260401000000' }, '9031'],
    ['seconds past sixty', '02', { timeStamp: '20260401120078' }, '9031'],
    ['a time too short', '02', { timeStamp: '2026040112000' }, '9031'],
    ['no amount', '02', { amt: undefined }, '9007'],
    ['decimals', '02', { amt: '150000.00' }, '9008'],
    ['separators', '02', { amt: '150,000' }, '9008'],
    ['a leading zero', '02', { amt: '0150000' }, '9008'],
    ['thirteen digits', '02', { amt: '1000000000000' }, '9008'],
    ['zero by card', '01', { amt: '0' }, '9115'],
    ['zero by bank transfer', '02', { amt: '0' }, '9209'],
    ['zero at a store', '03', { amt: '0' }, '9509'],
    ['no currency', '02', { currency: undefined }, '9013'],
    ['another currency', '02', { currency: 'USD' }, '9030'],
    ['no reference', '02', { referenceNo: undefined }, '9014'],
    ['a reference of 41 characters', '02', { referenceNo: 'x'.repeat(41) }, '9109'],
    ['no goods', '02', { goodsNm: undefined }, '9015'],
    ['an empty name', '02', { billingNm: '' }, '9016'],
    ['a name with a digit', '02', { billingNm: 'Siti 2' }, '9030'],
    ['a name in another script', '02', { billingNm: 'シティ' }, '9030'],
    ['no phone', '02', { billingPhone: undefined }, '9017'],
    ['a phone with a plus', '02', { billingPhone: '+6281210002000' }, '9030'],
    ['no e-mail', '02', { billingEmail: undefined }, '9018'],
    ['an e-mail of 41 characters', '02', { billingEmail: `${'x'.repeat(29)}@example.com` }, '9030'],
    ['no city', '02', { billingCity: undefined }, '9025'],
    ['no state', '02', { billingState: undefined }, '9026'],
    ['no postal code', '02', { billingPostCd: undefined }, '9027'],
    ['no country', '02', { billingCountry: undefined }, '9028'],
    ['a country of eleven letters', '02', { billingCountry: 'Switzerland' }, '9030'],
    ['no address', '02', { billingAddr: undefined }, '9030'],
    ['no notification URL', '02', { dbProcessUrl: undefined }, '9020'],
    ['a notification URL of 256 characters', '02', { dbProcessUrl: `https://x.example/${'x'.repeat(238)}` }, '9030'],
    ['no IP address of the buyer', '01', { userIP: undefined }, '9024'],
    ['an IPv6 address', '05', { userIP: '2001:db8::1' }, '9030'],
    ['an unknown field', '02', { billingName: 'Siti' }, '9030'],
    ['no cart', '05', { cartData: undefined }, '9022'],
    ['a cart that is not JSON', '03', { cartData: '{“count”:1}' }, '9022'],
    ['a cart whose count is wrong', '03', { cartData: cart('150000').replace('"1"', '"2"') }, '9022'],
    ['a cart that adds up to less', '03', { cartData: cart('100000', '40000') }, '9023'],
    ['an unknown bank', '02', { bankCd: 'BCAX' }, '9237'],
    ['no bank', '02', { bankCd: undefined }, '9237'],
    ['an expiry in the past', '02', { vacctValidDt: '20260401', vacctValidTm: '115959' }, '9210'],
    ['an expiry with letters', '02', { vacctValidDt: '2026040A', vacctValidTm: '120000' }, '9210'],
    ['an expiry that is too long', '02', { vacctValidDt: '202604020', vacctValidTm: '120000' }, '9211'],
    ['half an expiry', '03', { payValidDt: '20260402' }, '9510'],
    ['an expiry after more than seven days', '03', { payValidDt: '20260408', payValidTm: '120001' }, '9510'],
    ['an expiry of a store code that is too long', '03', { payValidDt: '20260402', payValidTm: '1200000' }, '9511'],
    ['an unknown store', '03', { mitraCd: 'DNDN' }, '9505'],
    ['a wallet as a store', '03', { mitraCd: 'OVOE' }, '9505'],
    ['a store as a wallet', '05', { mitraCd: 'ALMA' }, '9751'],
    ['OVO without a mobile number', '05', { mitraCd: 'OVOE', billingPhone: '0215550100' }, '9751'],
    ['DANA without a shopId', '05', { shopId: undefined }, '9030'],
    ['QRIS without a shopId', '08', { shopId: undefined }, '9030'],
    ['a discount as a line, at DANA', '05', { cartData: cart('160000', '-10000') }, '9751'],
    ['a card without months', '01', { instmntMon: undefined }, '9029'],
    ['a card in two months', '01', { instmntMon: '2' }, '9029'],
    ['an unknown kind of instalment', '01', { instmntType: '3' }, '9118'],
    ['an unknown recurrOpt', '01', { recurrOpt: '3' }, '9030'],
    ['a lender without a delivery address', '06', { deliveryAddr: undefined }, '9030'],
    ['Akulaku without a seller', '06', { mitraCd: 'AKLP' }, '9030'],
    ['payMethod 00 in the direct flow', '00', {}, '9030'],
    ['a payout', '07', {}, '9030'],
  ];
  for (const [why, method, changes, code] of rejections) {
    it(`rejects ${why}: ${code}, and creates nothing`, async () => {
      const sim = simulated();
      const answer = await sim.register(method, changes);
      assert.equal(answer['resultCd'], code, JSON.stringify(answer));
      assert.deepEqual(Object.keys(answer), ['resultCd', 'resultMsg']);
      assert.deepEqual(sim.simulator.payments(), []);
      assert.deepEqual(sim.simulator.ledger(), []);
    });
  }

  it('accepts only texts, and only JSON', async () => {
    const sim = simulated();
    const order = sim.order('02');
    assert.equal((await sim.post('/direct/v2/registration', { ...order, amt: 150_000 }))['resultCd'], '9030');
    assert.equal((await sim.post('/direct/v2/registration', [order]))['resultCd'], '9001');
    assert.equal((await sim.post('/direct/v2/registration', '{"iMid"'))['resultCd'], '9001');
  });

  it('a reference can be used once per merchant id; a rejected order does not use it up', async () => {
    const sim = simulated();
    assert.equal((await sim.register('02', { referenceNo: 'A-1', bankCd: 'NONE' }))['resultCd'], '9237');
    await sim.must(sim.register('02', { referenceNo: 'A-1' }));
    assert.equal((await sim.register('03', { referenceNo: 'A-1' }))['resultCd'], '9009');
    assert.equal((await sim.registerPage('00', { referenceNo: 'A-1' }))['resultCd'], '9009');
    await sim.advance(30 * DAY);
    assert.equal((await sim.register('02', { referenceNo: 'A-1' }))['resultCd'], '9009');
  });

  it('offers what is activated for the merchant id', async () => {
    const sim = simulated({
      merchants: [{ iMid: 'SIMMERCH01', merchantKey: 'simulated-merchant-key==', methods: ['02'] }],
    });
    await sim.must(sim.register('02'));
    assert.equal((await sim.register('03'))['resultCd'], '9012');
  });

  it('accepts an empty cart, as in every sample; Akulaku’s seller is checked', async () => {
    const sim = simulated();
    await sim.must(sim.register('02', { cartData: '{}' }));
    const address = {
      sellerNm: 'A',
      sellerLastNm: 'B',
      sellerAddr: 'C',
      sellerCity: 'D',
      sellerPostCd: '1',
      sellerPhone: '0',
      sellerCountry: 'ID',
    };
    const seller = { sellersId: '1', sellersNm: 'Shop', sellersEmail: 'a@b.example', sellersAddress: address };
    await sim.must(sim.register('06', { mitraCd: 'AKLP', sellers: JSON.stringify([seller]) }));
    const { sellerPhone: _, ...half } = address;
    const answer = await sim.register('06', {
      mitraCd: 'AKLP',
      sellers: JSON.stringify([{ ...seller, sellersAddress: half }]),
    });
    assert.equal(answer['resultCd'], '9030');
  });

  it('expires at its time, and not before', async () => {
    const sim = simulated();
    const one = await sim.must(sim.register('03', { payValidDt: '20260401', payValidTm: '140000' }));
    await sim.advance(2 * HOUR - 1);
    assert.equal(await sim.statusOf(one), '3');
    await sim.advance(1);
    assert.equal(await sim.statusOf(one), '4');
  });
});
