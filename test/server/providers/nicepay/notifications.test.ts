import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { MalformedNotification, type PaymentReport } from '../../../../server/payments/ports/ports.ts';
import { nicepay } from '../../../../server/providers/nicepay/index.ts';
import { REFERENCE, tXidOf } from './support/order.ts';
import { KEYS } from './support/settings.ts';
import { raw, wire } from './support/wire.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const sign = (iMid: string, key: string, tXid: string, amt = '150000'): string => sha256(iMid + tXid + amt + key);

const VA = tXidOf('VAMERCH001', '02');

/** A deposit to a virtual account, as in the documentation. */
const paid = (over: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  tXid: VA,
  merchantToken: sign('VAMERCH001', KEYS.va, VA),
  referenceNo: REFERENCE,
  payMethod: '02',
  amt: '150000',
  transDt: '20260301',
  transTm: '171500',
  currency: 'IDR',
  goodsNm: 'Two notebooks',
  billingNm: 'Siti',
  matchCl: '1',
  status: '0',
  bankCd: 'CENA',
  vacctNo: '7014025500001234',
  vacctValidDt: 'null',
  vacctValidTm: 'null',
  depositDt: '20260301',
  depositTm: '171500',
  instmntMon: 'null',
  mRefNo: '',
  ...over,
});

const form = (fields: Readonly<Record<string, string>>) => raw(new URLSearchParams(fields).toString());
const { gateway } = wire(() => assert.fail('a notice sends nothing'));

function read(notification: ReturnType<typeof raw>): { report: PaymentReport } {
  const verified = gateway.verify(notification) ?? assert.fail('not verified');
  const { reports } = gateway.read(verified);
  const [report, ...more] = reports;
  assert.ok(report?.subject === 'payment');
  assert.deepEqual(more, []);
  return { report };
}

describe('verified notifications', () => {
  test('a deposit', () => {
    assert.deepEqual(read(form(paid())).report, {
      subject: 'payment',
      outcome: 'paid',
      merchantReference: REFERENCE,
      providerReferences: { tXid: VA },
      transactionId: VA,
      money: { amount: 150_000, currency: 'IDR' },
      providerStatus: 'notification status 0',
    });
  });

  test('a reversal has a transaction id of its own', () => {
    const { report } = read(form(paid({ status: '1' })));
    assert.deepEqual([report.outcome, report.transactionId], ['reversed', `${VA}:reversal`]);
  });

  test('an unknown status reports nothing', () => {
    for (const status of ['2', 'null', '']) {
      const { report } = read(form(paid({ status })));
      assert.deepEqual([report.outcome, report.transactionId], ['unknown', undefined], status);
    }
  });

  test('as JSON, even under the content type of a form', () => {
    assert.equal(read(raw(JSON.stringify(paid()), 'application/json')).report.outcome, 'paid');
    assert.equal(read(raw(JSON.stringify(paid()))).report.outcome, 'paid');
    assert.equal(read(raw(JSON.stringify({ ...paid(), amt: 150_000 }))).report.money?.amount, 150_000);
    assert.equal(read(raw(`\uFEFF${JSON.stringify(paid())}`)).report.outcome, 'paid');
  });

  test('with tXid in another letter case', () => {
    for (const name of ['txid', 'TXid', 'TXID']) {
      const { tXid, ...rest } = paid();
      assert.equal(read(form({ [name]: tXid ?? '', ...rest })).report.providerReferences['tXid'], VA, name);
    }
  });

  test('with a token in uppercase', () => {
    const merchantToken = paid()['merchantToken']?.toUpperCase() ?? '';
    assert.equal(read(form(paid({ merchantToken }))).report.outcome, 'paid');
  });

  test('of any of our merchant ids, whatever payment method it names', () => {
    for (const [iMid, key] of [
      ['DEFAULT001', KEYS.default],
      ['CARDMERC01', KEYS.card],
      ['PREAUTH001', KEYS.preauth],
      ['VAMERCH001', KEYS.va],
    ] as const) {
      const tXid = tXidOf(iMid, '03');
      const notification = paid({ tXid, merchantToken: sign(iMid, key, tXid), payMethod: '04' });
      assert.equal(read(form(notification)).report.providerReferences['tXid'], tXid);
    }
  });

  test('the text null means absent', () => {
    assert.equal(read(form(paid({ referenceNo: 'null' }))).report.merchantReference, undefined);
  });

  test('the amount is signed as it is sent', () => {
    const notification = paid({ amt: '150000.00', merchantToken: sign('VAMERCH001', KEYS.va, VA, '150000.00') });
    assert.equal(read(form(notification)).report.money?.amount, 150_000);
    const odd = paid({ amt: 'many', merchantToken: sign('VAMERCH001', KEYS.va, VA, 'many') });
    assert.equal(read(form(odd)).report.money, undefined);
  });

  test('a capture names its payment and its own transaction', () => {
    const tXid = tXidOf('PREAUTH001', '01', '000009');
    const notification = paid({
      tXid,
      merchantToken: sign('PREAUTH001', KEYS.preauth, tXid),
      referenceNo: `${REFERENCE}-C2`,
    });
    const { report } = read(form(notification));
    assert.equal(report.merchantReference, REFERENCE);
    assert.deepEqual(report.providerReferences, { capture2: `${tXid}/150000` });
    assert.equal(report.transactionId, tXid);
  });
});

describe('notifications that are not verified', () => {
  const assertNotVerified = (over: Readonly<Record<string, string>>): void =>
    assert.equal(gateway.verify(form(paid(over))), undefined);

  test('another amount, another transaction, another key, another merchant id', () => {
    assertNotVerified({ amt: '15000' });
    assertNotVerified({ amt: '150000.00' });
    assertNotVerified({ tXid: tXidOf('VAMERCH001', '02', '000002') });
    assertNotVerified({ merchantToken: sign('VAMERCH001', 'YW5vdGhlci1rZXktdGhhdC1pcy1ub3Qtb3Vycw==', VA) });
    assertNotVerified({ merchantToken: sign('OTHERMERCH', KEYS.va, VA) });
    assertNotVerified({ merchantToken: sign('VAMERCH001', KEYS.default, VA) });
  });

  test('a token over the reference or the time, or an invalid one', () => {
    assertNotVerified({ merchantToken: sha256(`VAMERCH001${REFERENCE}150000${KEYS.va}`) });
    assertNotVerified({ merchantToken: sha256(`20260301171500VAMERCH001${VA}150000${KEYS.va}`) });
    for (const merchantToken of ['x', '0'.repeat(64), 'null0', KEYS.va]) assertNotVerified({ merchantToken });
  });

  test('every digit of the token counts', () => {
    const token = paid()['merchantToken'] ?? '';
    for (let index = 0; index < token.length; index += 1) {
      const flipped = (Number.parseInt(token[index] ?? '', 16) ^ 1).toString(16);
      assertNotVerified({ merchantToken: token.slice(0, index) + flipped + token.slice(index + 1) });
    }
  });

  test('a key that is not configured verifies nothing', () => {
    const { gateway: other } = wire(() => assert.fail(), {
      NICEPAY_MERCHANT_KEY_VA: 'YW5vdGhlci1rZXktdGhhdC1pcy1ub3Qtb3Vycw==',
    });
    assert.equal(other.verify(form(paid())), undefined);
  });
});

describe('malformed notifications', () => {
  const malformed = (notification: ReturnType<typeof raw>): void => {
    assert.throws(() => gateway.verify(notification), MalformedNotification);
  };

  test('empty, neither a form nor an object', () => {
    for (const body of ['', 'hello', '[]', '{', '{"tXid":', '<xml/>', 'null', '\0\0\0']) malformed(raw(body));
  });

  test('a signed field is missing', () => {
    for (const name of ['tXid', 'amt', 'merchantToken']) {
      malformed(form(Object.fromEntries(Object.entries(paid()).filter(([key]) => key !== name))));
      malformed(form(paid({ [name]: 'null' })));
      malformed(form(paid({ [name]: '' })));
    }
  });

  test('a name that occurs twice, in any letter case', () => {
    const body = new URLSearchParams(paid()).toString();
    malformed(raw(`${body}&amt=150000`));
    malformed(raw(`${body}&TXID=${VA}`));
    malformed(raw(`${body}&Status=1`));
  });

  test('too many fields', () => {
    const many = Array.from({ length: 300 }, (_, index) => `x${index}=1`).join('&');
    malformed(raw(`${new URLSearchParams(paid()).toString()}&${many}`));
  });
});

test('a stored notification is answered with OK', () => {
  assert.deepEqual(nicepay.notification.accepted, { status: 200, contentType: 'text/plain', body: 'OK' });
});
