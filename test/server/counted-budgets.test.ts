import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import { countWork, takeCounted, type CountedWork } from '../support/counted-work.ts';
import { emptyDatabase } from '../support/postgres.ts';
import { quickTmpdir } from '../support/quick-tmpdir.ts';

// Before the server is loaded: what it imports is counted.
countWork();
const { openServer, SUBJECT } = await import('./http/a-server.ts');

/*
 * What each operation may cost, counted and not timed: a statement, a commit or an encryption too many is found here on
 * any machine. Nothing else goes on; on SQLite the runner of the jobs is started, on PostgreSQL its own round trips would
 * come in between.
 */

interface Budget {
  readonly statements: number;
  readonly commits: number;
  readonly encryptions: number;
  readonly decryptions: number;
  /** Of the server's log. */
  readonly lines: number;
  /** Of the write-ahead log: whole pages of 4 KiB and their headers. */
  readonly bytes: number;
}

const PAGE = 4_120;
/** The runner of the jobs may look for due ones meanwhile: a payment takes 20 statements. */
const BUDGETS: Readonly<Record<string, Budget>> = {
  'create a checkout': { statements: 6, commits: 1, encryptions: 2, decryptions: 0, lines: 1, bytes: 20 * PAGE },
  'read a session': { statements: 2, commits: 0, encryptions: 0, decryptions: 1, lines: 1, bytes: 0 },
  'create a payment': { statements: 21, commits: 2, encryptions: 3, decryptions: 3, lines: 1, bytes: 45 * PAGE },
  'read a session with a payment': { statements: 2, commits: 0, encryptions: 0, decryptions: 2, lines: 1, bytes: 0 },
  'take a notification': { statements: 8, commits: 1, encryptions: 1, decryptions: 0, lines: 1, bytes: 20 * PAGE },
};

/** What jobs do afterwards belongs to none of them. */
const SETTLED_AFTER_MS = 1_300;
const ANNOUNCED_AFTER_MS = 60;

interface Measured {
  readonly name: string;
  readonly work: CountedWork;
  readonly lines: number;
  readonly bytes: number;
}

async function measure(
  t: TestContext,
  environment: Record<string, string>,
  withJobs: boolean,
): Promise<readonly Measured[]> {
  const server = await openServer({ environment });
  t.after(() => server.close());
  if (withJobs) await server.composed.start();
  const path = environment['DATABASE_URL']?.startsWith('file:') ? `${environment['DATABASE_URL'].slice(5)}-wal` : '';
  const written = (): number => (existsSync(path) ? statSync(path).size : 0);
  const measured: Measured[] = [];
  const count = async <T>(name: string, operation: () => Promise<T>): Promise<T> => {
    await sleep(SETTLED_AFTER_MS);
    takeCounted();
    const [linesBefore, bytesBefore] = [server.log.length, written()];
    const result = await operation();
    // Releases and announcements follow the answer, and are part of what it costs.
    if (!withJobs) await sleep(ANNOUNCED_AFTER_MS);
    measured.push({
      name,
      work: takeCounted(),
      lines: server.log.length - linesBefore,
      bytes: written() - bytesBefore,
    });
    return result;
  };
  const order = (reference: string) => ({
    reference,
    amount: 150_000,
    currency: 'IDR',
    returnUrl: 'https://shop.example/orders/1',
    customer: { reference: 'cust-1', name: 'Sari', email: 'sari@example.com' },
  });
  const pay = (token: string, key: string) =>
    server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key });

  // Prepared statements, keys and tables of the first use are no part of what follows.
  const first = await server.api('/v1/checkouts', order('warm-up'), { key: 'warm-up' });
  await pay(String(first.json['clientToken']), 'warm-up');

  const made = await count('create a checkout', () => server.api('/v1/checkouts', order('counted'), { key: 'made' }));
  assert.equal(made.status, 201, made.text);
  const token = String(made.json['clientToken']);
  await count('read a session', () => server.browser(token, '/v1/session'));
  const paid = await count('create a payment', () => pay(token, 'paid'));
  assert.equal(paid.status, 201, paid.text);
  await count('read a session with a payment', () => server.browser(token, '/v1/session'));
  const payment = await server.composed.domain.store.findPayment(String(paid.json['id']));
  assert.ok(payment);
  const claim = SUBJECT.genuineClaim(payment);
  const body = await claim.text();
  const headers = Object.fromEntries(claim.headers);
  const taken = await count('take a notification', () =>
    server.call(`/v1/notifications/${SUBJECT.id}`, { method: 'POST', headers, body }),
  );
  assert.equal(taken.status, 200, taken.text);
  return measured;
}

const NAMES = ['statements', 'commits', 'encryptions', 'decryptions', 'lines', 'bytes'] as const;

test('every operation keeps within its budget (SQLite)', async (t) => {
  const folder = mkdtempSync(join(quickTmpdir(), 'kasir-budgets-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const measured = await measure(t, { DATABASE_URL: `file:${join(folder, 'kasir.db')}` }, true);
  const over: string[] = [];
  const table = measured.map(({ name, work, lines, bytes }) => {
    const budget = BUDGETS[name];
    assert.ok(budget);
    const counts = { ...work, statements: work.statements.length, lines, bytes };
    for (const each of NAMES)
      if (counts[each] > budget[each])
        over.push(
          `${name}: ${counts[each]} ${each}, at most ${budget[each]}${each === 'statements' ? `\n${work.statements.join('\n')}` : ''}`,
        );
    return `${name.padEnd(30)} ${NAMES.map((each) => `${counts[each]} of ${budget[each]} ${each}`.padEnd(22)).join(' ')}`;
  });
  t.diagnostic(table.join('\n'));
  assert.deepEqual(over, []);
});

/** Statements that are sent and answered together are one; announcements and releases after the answer count too. */
const ROUND_TRIPS: Readonly<Record<string, number>> = {
  'create a checkout': 5,
  'read a session': 2,
  'create a payment': 14,
  'read a session with a payment': 2,
  'take a notification': 6,
};

test('every operation keeps within its round trips (PostgreSQL)', async (t) => {
  const measured = await measure(t, { DATABASE_URL: await emptyDatabase() }, false);
  const over: string[] = [];
  const table = measured.map(({ name, work: { roundTrips } }) => {
    const most = ROUND_TRIPS[name] ?? 0;
    if (roundTrips.length > most) over.push(`${name}: ${roundTrips.length}, at most ${most}\n${roundTrips.join('\n')}`);
    return `${name.padEnd(30)} ${roundTrips.length} of ${most} round trips`;
  });
  t.diagnostic(table.join('\n'));
  assert.deepEqual(over, []);
});
