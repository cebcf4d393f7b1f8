import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { API_KEY, openServer, SUBJECT, type TestServer } from '../../http/a-server.ts';
import { tempFolder } from '../../store/temp-store.ts';
import { runKasir } from '../run-kasir.ts';

interface Row {
  readonly result: string;
  readonly payment?: string;
  readonly statusThere?: string;
  readonly amountThere?: number;
  readonly note?: string;
}

async function opened(t: TestContext) {
  const server = await openServer();
  t.after(() => server.close());
  const pay = async (): Promise<{ id: string; reference: string; there: string }> => {
    const { token } = await server.checkout();
    const { channel, fields } = SUBJECT.samples.virtual_account;
    const { json } = await server.browser(
      token,
      '/v1/session/payments',
      { channel, fields },
      { key: token.slice(-20) },
    );
    const payment = await server.composed.domain.store.findPayment(String(json['id']));
    const reference = payment?.merchantReference ?? assert.fail();
    const there = server.simulator.payments().find((one) => one.reference === reference) ?? assert.fail();
    return { id: String(json['id']), reference, there: there.id };
  };
  const reconcile = async (...words: string[]) => {
    const environment = { KASIR_URL: server.url, KASIR_API_KEYS: API_KEY };
    const command = ['reconcile', '--provider', SUBJECT.id, '--since', day(server, -1), '--format', 'json', ...words];
    const { code, out, err } = await runKasir(command, environment);
    const { findings } = JSON.parse(out === '' ? '{"findings":[]}' : out) as { findings: Row[] };
    return { code, err, findings };
  };
  return { server, pay, reconcile };
}

const day = (server: TestServer, days: number): string =>
  new Date(server.clock.now() + days * 86_400_000).toISOString().slice(0, 10);

test('reconcile by inquiry: what differs is reported, and mended where an inquiry does that', async (t) => {
  const { server, pay, reconcile } = await opened(t);
  const [open, missed] = [await pay(), await pay()];
  // The notification is lost: nothing delivers it.
  await server.simulator.perform(missed.there, 'pay');

  const first = await reconcile('--all');
  assert.equal(first.code, 1, first.err);
  assert.deepEqual(
    first.findings.map(({ result, payment, statusThere, amountThere, note }) => ({
      result,
      payment,
      ...(payment === missed.id ? { statusThere, amountThere, note } : {}),
    })),
    [
      {
        result: 'status_differs',
        payment: missed.id,
        statusThere: 'paid',
        amountThere: (await server.composed.domain.store.findPayment(missed.id))?.amount,
        note: 'now succeeded',
      },
      { result: 'matched', payment: open.id },
    ],
  );
  const mended = await reconcile();
  assert.deepEqual([mended.code, mended.findings], [0, []], mended.err);

  server.simulator.silent = true;
  const silent = await reconcile();
  assert.equal(silent.code, 1);
  assert.deepEqual(
    silent.findings.map(({ result }) => result),
    ['unanswered', 'unanswered'],
    'a provider that does not answer has said nothing',
  );
});

test('reconcile with a file: by our reference, with a column map', async (t) => {
  const { server, pay, reconcile } = await opened(t);
  const [paid, lost] = [await pay(), await pay()];
  for (const { id, there } of [paid, lost]) {
    await server.simulator.perform(there, 'pay');
    await server.api(`/v1/payments/${id}/inquire`, {});
  }
  const amount = (await server.composed.domain.store.findPayment(paid.id))?.amount;
  const folder = tempFolder(t);
  const [file, map] = [join(folder, 'report.csv'), join(folder, 'columns.json')];
  await writeFile(
    map,
    JSON.stringify({ reference: 'Order', amount: 'Gross', currency: 'IDR', thousands: '.', decimal: ',' }),
  );
  await writeFile(file, `Order,Gross\n${paid.reference},"${amount?.toLocaleString('de-DE')},00"\nelsewhere,5\n`);
  const { code, findings } = await reconcile('--file', file, '--map', map);
  assert.equal(code, 1);
  assert.deepEqual(
    findings.map(({ result, payment, note }) => [result, payment, note]),
    [
      ['missing_here', undefined, 'line 3'],
      ['missing_there', lost.id, undefined],
    ],
  );
  const covered = await reconcile('--file', file, '--map', map, '--until', day(server, 0));
  assert.deepEqual(
    covered.findings.map(({ result }) => result),
    ['missing_here'],
    'what was paid after the time that the file covers is not missing in it',
  );

  await writeFile(map, JSON.stringify({ reference: 'Order', amuont: 'Gross', currency: 'IDR' }));
  const wrong = await reconcile('--file', file, '--map', map);
  assert.equal(wrong.code, 1);
  assert.match(wrong.err, /^kasir reconcile: .*columns\.json: amount /);
});

test('reconcile refuses options that do not fit together', async () => {
  const usage = async (...words: string[]): Promise<number | null> =>
    (await runKasir(['reconcile', '--provider', SUBJECT.id, '--since', ...words], { KASIR_API_KEYS: API_KEY })).code;
  assert.deepEqual(
    await Promise.all([
      usage('yesterday'),
      usage('2026-02-31'),
      usage('2026-01-01', '--file', 'a.csv'),
      usage('2026-01-01', '--until', '2026-02-01'),
      usage('2026-01-01', '--format', 'xml'),
    ]),
    [64, 64, 64, 64, 64],
  );
});

test('a provider that is misspelled is no provider of which everything matches', async () => {
  const commands = [
    ['reconcile', '--since', '2026-01-01'],
    ['notifications', 'list'],
  ];
  for (const words of commands) {
    const { code, err } = await runKasir([...words, '--provider', `${SUBJECT.id}s`], { KASIR_API_KEYS: API_KEY });
    assert.equal(code, 64);
    assert.match(err, new RegExp(`--provider must be one of .*${SUBJECT.id}`));
  }
});
