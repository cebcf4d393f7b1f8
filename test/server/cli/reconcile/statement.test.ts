import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PaymentRecord } from '../../../../shared/api/list-payment-records.ts';
import { reconcileByStatement } from '../../../../server/cli/reconcile/by-statement.ts';
import { columnMap, readStatement, type StatementLine } from '../../../../server/cli/reconcile/column-map.ts';
import { readCsv } from '../../../../server/cli/reconcile/read-csv.ts';
import { render } from '../../../../server/cli/reconcile/render.ts';

describe('a file of comma-separated values', () => {
  const cells = (text: string, separator?: string) => readCsv(text, separator).map((row) => row.cells);

  test('has quoted cells, with separators, quotes and line breaks in them', () => {
    assert.deepEqual(cells('a,b\r\n"1,5","say ""yes"""\n"two\nlines",\n'), [
      ['a', 'b'],
      ['1,5', 'say "yes"'],
      ['two\nlines', ''],
    ]);
    assert.deepEqual(cells('\uFEFFa;b\n\n1;2', ';'), [
      ['a', 'b'],
      ['1', '2'],
    ]);
    assert.deepEqual(cells(''), []);
  });

  test('names the line that each row begins on', () => {
    assert.deepEqual(
      readCsv('a\n"b\nc"\n\nd\n').map(({ line }) => line),
      [1, 2, 5],
    );
  });

  test('is not read where a quoted cell does not end', () => {
    assert.throws(() => readCsv('a\n"b\n'), /line 2: a quoted value has no end/);
    assert.throws(() => readCsv('a\n"b"c\n'), /line 2: a quoted value must end at the separator/);
  });
});

const MAP = {
  reference: ['Order ID', 'Transaction'],
  amount: 'Gross',
  currency: 'IDR',
  status: { column: 'Status', paid: ['SETTLED'], refunded: ['REFUND'], ignored: ['FEE'] },
};

const read = (text: string, over: object = {}): readonly StatementLine[] => {
  const map = columnMap.parse({ ...MAP, ...over });
  return readStatement(readCsv(text, map.separator), map);
};

describe('a column map', () => {
  test('finds references, amounts and statuses by the names of the columns', () => {
    assert.deepEqual(read('Gross,Status,Order ID,Transaction\n150000,SETTLED,R1,T1\n-5,FEE,,\n2000,REFUND,R1,\n'), [
      { line: 2, references: ['R1', 'T1'], kind: 'paid', amount: 150_000, currency: 'IDR' },
      { line: 4, references: ['R1'], kind: 'refunded', amount: 2_000, currency: 'IDR' },
    ]);
  });

  test('reads amounts as they are written, exactly', () => {
    const amounts = (text: string, over: object) =>
      read(`Gross;Order ID;Currency\n${text};R;PHP\n`, {
        separator: ';',
        reference: 'Order ID',
        status: undefined,
        currency: { column: 'Currency' },
        ...over,
      }).map(({ amount, kind }) => [amount, kind]);
    assert.deepEqual(amounts('1500.05', {}), [[150_005, 'paid']]);
    assert.deepEqual(amounts('-1.500,05', { decimal: ',', thousands: '.' }), [[150_005, 'refunded']]);
    assert.deepEqual(amounts('1,500,000', { thousands: ',' }), [[150_000_000, 'paid']]);
    for (const [text, over] of [
      ['1500.055', {}],
      ['15,00', { thousands: ',' }],
      ['1,500.00', {}],
      ['1e3', {}],
      ['--5', {}],
      ['', {}],
      ['90071992547409930', {}],
    ] as const)
      assert.throws(() => amounts(text, over), /line 2: ".*" is not an amount of PHP/, text);
  });

  test('leaves nothing out silently', () => {
    const head = 'Gross,Status,Order ID,Transaction\n';
    assert.throws(() => read(`${head}1,PENDING,R,\n`), /line 2: the status "PENDING" is not in the column map/);
    assert.throws(() => read(`${head}1,SETTLED,,\n`), /line 2: it has no reference/);
    assert.throws(() => read('Amount,Status\n'), /line 1: there is no column "Order ID"/);
    assert.throws(() => read(''), /no line with the names of the columns/);
    assert.throws(
      () => read(`${head}1,SETTLED,R,\n`, { currency: { column: 'Status' } }),
      /"SETTLED" is not a currency/,
    );
    assert.throws(() => columnMap.parse({ ...MAP, amonut: 'Gross' }), /amonut/);
    assert.equal(read(`Report of May\n${head}1,SETTLED,R,\n`, { skip: 1 }).length, 1);
  });
});

const record = (over: Partial<PaymentRecord>): PaymentRecord => ({
  id: 'pay_1',
  checkoutId: 'co_1',
  provider: 'bank-of-tests',
  channel: 'qris',
  status: 'succeeded',
  amount: 150_000,
  currency: 'IDR',
  receivedAmount: 150_000,
  refundedAmount: 0,
  merchantReference: 'R1',
  references: ['T1'],
  createdAt: '2026-04-01T00:00:00.000Z',
  receivedAt: '2026-04-02T00:00:00.000Z',
  ...over,
});

const line = (over: Partial<StatementLine> = {}): StatementLine => ({
  line: 2,
  references: ['R1'],
  kind: 'paid',
  amount: 150_000,
  currency: 'IDR',
  ...over,
});

const results = (records: readonly PaymentRecord[], lines: readonly StatementLine[], covered = true) =>
  reconcileByStatement(records, lines, () => covered).map(({ result, payment }) => [result, payment]);

describe('a statement', () => {
  test('matches by our reference or the provider’s, and by the sum of its lines', () => {
    assert.deepEqual(results([record({})], [line()]), [['matched', 'pay_1']]);
    assert.deepEqual(results([record({})], [line({ references: ['other', 'T1'] })]), [['matched', 'pay_1']]);
    assert.deepEqual(results([record({})], [line({ amount: 100_000 }), line({ amount: 50_000 })]), [
      ['matched', 'pay_1'],
    ]);
  });

  test('has what is not here, and lacks what is', () => {
    assert.deepEqual(results([], [line()]), [['missing_here', undefined]]);
    assert.deepEqual(results([record({})], []), [['missing_there', 'pay_1']]);
    assert.deepEqual(results([record({})], [], false), [], 'not of the time that it covers');
    assert.deepEqual(results([record({ receivedAmount: 0, status: 'expired' })], []), [], 'nothing was paid');
  });

  test('has another amount, another currency, or is paid only there', () => {
    assert.deepEqual(results([record({})], [line({ amount: 149_999 })]), [['amount_differs', 'pay_1']]);
    assert.deepEqual(results([record({})], [line(), line()]), [['amount_differs', 'pay_1']], 'paid twice there');
    assert.deepEqual(results([record({})], [line({ currency: 'PHP' })]), [['amount_differs', 'pay_1']]);
    const expired = record({ receivedAmount: 0, status: 'expired' });
    assert.deepEqual(results([expired], [line()]), [['status_differs', 'pay_1']]);
  });

  test('has refunds that are not here', () => {
    const refund = line({ kind: 'refunded', amount: 50_000 });
    assert.deepEqual(results([record({})], [line(), refund]), [['refunded_there', 'pay_1']]);
    assert.deepEqual(results([record({ refundedAmount: 50_000 })], [line(), refund]), [['matched', 'pay_1']]);
    assert.deepEqual(results([record({ refundedAmount: 50_000 })], [refund]), [['matched', 'pay_1']]);
  });
});

test('the report is a table, CSV or JSON, and cannot steer a terminal or a spreadsheet', () => {
  const findings = [
    { result: 'matched', payment: 'pay_1', reference: 'R1', currency: 'IDR' },
    {
      result: 'missing_here',
      reference: '=1+1,"x"\u001b[2J',
      currency: 'IDR',
      statusThere: 'paid',
      amountThere: 5,
      note: 'line 2',
    },
  ] as const;
  const table = render(findings, 'table', false);
  assert.match(table, /^result +payment +checkout +reference/);
  assert.ok(!table.includes('\u001b') && !table.includes('pay_1'));
  assert.match(
    table,
    /\n\nmatched: 1, missing_here: 1, missing_there: 0,|\nmatched: 1, missing_here: 1, missing_there: 0,/,
  );
  assert.match(render(findings, 'table', true), /pay_1/);
  assert.equal(
    render(findings, 'csv', false),
    'result,payment,checkout,reference,currency,statusHere,statusThere,amountHere,amountThere,note\r\n' +
      'missing_here,,,"\'=1+1,""x""\u001b[2J",IDR,,paid,,5,line 2\r\n',
  );
  const json = JSON.parse(render(findings, 'json', true)) as { summary: object; findings: object[] };
  assert.deepEqual(json.findings, findings);
  assert.deepEqual(json.summary, {
    matched: 1,
    missing_here: 1,
    missing_there: 0,
    amount_differs: 0,
    status_differs: 0,
    refunded_there: 0,
    unanswered: 0,
  });
});
