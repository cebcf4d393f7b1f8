import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { persistentSimulator } from '../../../server/demo/persistent-simulator.ts';
import { openSnapshotFile } from '../../../server/demo/snapshot-file.ts';
import { providers } from '../../../server/providers/registry.ts';
import { simulatorFetch, type Simulator } from '../../../server/providers/simulation/simulator.ts';
import { simulatedProviders } from '../../../server/providers/simulators.ts';
import { createXenditSimulator } from '../../../server/providers/xendit/simulator.ts';
import { virtualClock, type VirtualClock } from '../../support/virtual-clock.ts';
import { quickTmpdir } from '../../support/quick-tmpdir.ts';

const BASE = 'http://localhost:4000/simulators/xendit';
const MINUTE = 60_000;

interface Stage {
  readonly clock: VirtualClock;
  readonly path: string;
  readonly journalPath: string;
  readonly logged: string[];
  /** What was delivered to us, also before a restart of the simulator. */
  readonly delivered: string[];
  /** The status that our address answers with; 0: it cannot be reached. */
  answer: number;
  /** The process is killed and another one starts. */
  start(): Simulator;
}

async function withStage(work: (stage: Stage) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(quickTmpdir(), 'kasir-simulator-'));
  const stage: Stage = {
    clock: virtualClock(),
    path: join(folder, 'simulator.snapshot'),
    journalPath: join(folder, 'simulator.ndjson'),
    logged: [],
    delivered: [],
    answer: 200,
    start: () => {
      const simulator = createXenditSimulator({
        baseUrl: BASE,
        secretKey: 'xnd_development_demo',
        callbackToken: 'callback-token',
        webhookUrl: 'http://localhost:4000/v1/notifications/xendit',
        clock: stage.clock,
        uuid: () => crypto.randomUUID(),
        deliver: async (request) => {
          if (stage.answer === 0) throw new TypeError('fetch failed');
          stage.delivered.push(await request.text());
          return new Response(null, { status: stage.answer });
        },
      });
      const log = { warn: (_: object, message: string) => void stage.logged.push(message) };
      const file = openSnapshotFile({ path: stage.path, journalPath: stage.journalPath, log });
      return persistentSimulator(simulator, file, () => stage.clock.now());
    },
  };
  try {
    await work(stage);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const authorization = `Basic ${Buffer.from('xnd_development_demo:').toString('base64')}`;

async function call(
  simulator: Simulator,
  method: string,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const response = await simulator.handle(
    new Request(BASE + path, {
      method,
      headers: { authorization, 'content-type': 'application/json', 'api-version': '2024-11-11' },
      ...(body && { body: JSON.stringify(body) }),
    }),
  );
  const answer: unknown = await response.json();
  assert.ok(response.ok, JSON.stringify(answer));
  assert.ok(typeof answer === 'object' && answer !== null);
  return { ...answer };
}

/** Its notification is still to be sent. */
async function payByVirtualAccount(simulator: Simulator): Promise<void> {
  const body = order('A1', 'BCA_VIRTUAL_ACCOUNT');
  const { payment_request_id: id } = await call(simulator, 'POST', '/v3/payment_requests', body);
  await simulator.perform(String(id), 'pay');
}

const order = (reference: string, channel: string): object => ({
  reference_id: reference,
  type: 'PAY',
  country: 'ID',
  currency: 'IDR',
  request_amount: 150_000,
  channel_code: channel,
  channel_properties: { display_name: 'Sari', expires_at: '2026-04-01T06:00:00Z' },
});

test('after a restart every payment, number, id and movement is as it was', () =>
  withStage(async (stage) => {
    const first = stage.start();
    const created = await call(first, 'POST', '/v3/payment_requests', order('A1', 'BCA_VIRTUAL_ACCOUNT'));
    await call(first, 'POST', '/v3/payment_requests', order('A2', 'BNI_VIRTUAL_ACCOUNT'));
    stage.clock.set(stage.clock.now() + MINUTE);
    assert.equal((await first.perform(String(created['payment_request_id']), 'pay')).ok, true);
    await first.runDue();
    assert.equal(stage.delivered.length, 1);
    const path = `/v3/payment_requests/${String(created['payment_request_id'])}`;
    const before = await call(first, 'GET', path);

    stage.clock.set(stage.clock.now() + MINUTE);
    const second = stage.start();
    assert.deepEqual(await call(second, 'GET', path), before);
    assert.deepEqual(second.payments(), first.payments());
    assert.deepEqual(second.ledger(), first.ledger());
    await second.runDue();
    assert.equal(stage.delivered.length, 1, 'what was delivered is not delivered again');
  }));

test('a notification that was still to be sent is sent after the restart', () =>
  withStage(async (stage) => {
    const first = stage.start();
    await payByVirtualAccount(first);
    const second = stage.start();
    await second.runDue();
    assert.equal(stage.delivered.length, 1);
    assert.match(stage.delivered[0] ?? '', /"payment\.capture"/);
  }));

test('a notification that was not acknowledged is tried again at its planned time', () =>
  withStage(async (stage) => {
    const first = stage.start();
    await payByVirtualAccount(first);
    stage.answer = 0;
    await first.runDue();
    stage.answer = 200;
    const second = stage.start();
    assert.equal(second.nextDueAt(), first.nextDueAt());
    await second.runDue();
    assert.equal(stage.delivered.length, 0);
    stage.clock.set(second.nextDueAt() ?? Number.NaN);
    await second.runDue();
    assert.equal(stage.delivered.length, 1);
  }));

test('what fell due while the demo was stopped runs once at the next start', () =>
  withStage(async (stage) => {
    const first = stage.start();
    await call(first, 'POST', '/v3/payment_requests', order('A1', 'BCA_VIRTUAL_ACCOUNT'));
    stage.clock.set(stage.clock.now() + 120 * MINUTE);
    const second = stage.start();
    assert.deepEqual(
      second.payments().map(({ status }) => status),
      ['EXPIRED'],
    );
    stage.clock.set(stage.clock.now() + MINUTE);
    const third = stage.start();
    assert.deepEqual(third.payments(), second.payments());
  }));

test('requested faults and silence survive a restart', () =>
  withStage(async (stage) => {
    const first = stage.start();
    first.fail({ operation: 'create', kind: '503' });
    first.silent = true;
    const second = stage.start();
    assert.equal(second.silent, true);
    second.silent = false;
    await assert.rejects(call(second, 'POST', '/v3/payment_requests', order('A1', 'BCA_VIRTUAL_ACCOUNT')));
    const third = stage.start();
    assert.equal(third.silent, false);
    await call(third, 'POST', '/v3/payment_requests', order('A2', 'BCA_VIRTUAL_ACCOUNT'));
  }));

test('calls that change nothing do not write the file', () =>
  withStage(async (stage) => {
    const first = stage.start();
    const { payment_request_id: id } = await call(
      first,
      'POST',
      '/v3/payment_requests',
      order('A1', 'BCA_VIRTUAL_ACCOUNT'),
    );
    const written = statSync(stage.path, { bigint: true }).mtimeNs;
    for (let repeat = 0; repeat < 3; repeat += 1) await call(first, 'GET', `/v3/payment_requests/${String(id)}`);
    first.payments();
    await first.runDue();
    assert.equal(statSync(stage.path, { bigint: true }).mtimeNs, written);
  }));

test('records still refer to one another after a restart', () =>
  withStage(async (stage) => {
    const { payment_request_id: id } = await call(stage.start(), 'POST', '/v3/payment_requests', {
      ...order('A1', 'QRIS'),
      channel_properties: {},
    });
    await stage.start().perform(String(id), 'pay');
    assert.equal((await stage.start().perform(String(id), 'refund')).ok, true);
    const [payment] = stage.start().payments();
    assert.equal(payment?.timesPaid, 1);
    assert.equal((await stage.start().perform(String(id), 'refund')).ok, false, 'all of it went back already');
  }));

test('an unreadable snapshot, or the journal of an earlier version, is reported in one line', () =>
  withStage(async (stage) => {
    writeFileSync(stage.journalPath, '{"at":1,"seed":"ab","command":{"do":"settle"}}\n');
    const first = stage.start();
    assert.deepEqual(first.payments(), []);
    assert.deepEqual(stage.logged, ['simulator journal of an earlier version is not read: the simulator starts empty']);
    await call(first, 'POST', '/v3/payment_requests', order('A1', 'BCA_VIRTUAL_ACCOUNT'));
    assert.equal(stage.start().payments().length, 1);
    assert.equal(stage.logged.length, 1, 'a snapshot is there now');

    writeFileSync(stage.path, readFileSync(stage.path).subarray(0, 100));
    assert.deepEqual(stage.start().payments(), []);
    assert.equal(stage.logged.at(-1), 'simulator snapshot cannot be read: the simulator starts empty');
  }));

test('decisions of a person and acknowledgements survive a restart', async () => {
  const folder = mkdtempSync(join(quickTmpdir(), 'kasir-simulator-'));
  const clock = virtualClock();
  const delivered: string[] = [];
  const bdpay = simulatedProviders.find(({ id }) => id === 'bdpay');
  assert.ok(bdpay);
  const secret = (name: string): string => name.padEnd(64, '0');
  const baseUrl = 'http://localhost:4000/simulators/bdpay';
  const start = (): Simulator => {
    const simulator = bdpay.simulate({
      clock,
      uuid: () => crypto.randomUUID(),
      deliver: async (request) => {
        delivered.push(await request.text());
        return new Response('SUCCESS');
      },
      baseUrl,
      webhookUrl: 'http://localhost:4000/v1/notifications/bdpay',
      wait: () => Promise.resolve(),
      secret,
    });
    const [path, journalPath] = [join(folder, 'simulator.snapshot'), join(folder, 'simulator.ndjson')];
    return persistentSimulator(simulator, openSnapshotFile({ path, journalPath, log: console }), () => clock.now());
  };
  try {
    const configured = providers.find(({ id }) => id === 'bdpay')?.configure(bdpay.environment({ baseUrl, secret }));
    assert.ok(configured?.ok);
    const first = start();
    const gateway = configured.connect({
      fetch: simulatorFetch(first),
      clock,
      idGenerator: { next: (prefix) => `${prefix}_1` },
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    await gateway.create(
      {
        merchantReference: 'pay1',
        channel: 'va_bca',
        money: { amount: 150_000, currency: 'IDR' },
        country: 'ID',
        expiresAt: clock.now() + 60 * MINUTE,
        fields: {},
        capture: 'automatic',
        save: false,
        merchantInitiated: false,
        returnUrl: 'http://localhost:4000/v1/return/pay_1',
        notificationUrl: 'http://localhost:4000/v1/notifications/bdpay',
      },
      new AbortController().signal,
    );
    await first.perform(first.payments()[0]?.id ?? '', 'pay');
    clock.set(clock.now() + MINUTE);
    await first.runDue();
    await gateway.payout?.(
      {
        merchantReference: 'po1',
        money: { amount: 200_000, currency: 'IDR' },
        bankCode: '014',
        accountNumber: '0012345678',
        accountName: 'SITI AMINAH',
        description: 'Pencairan',
        feeBearer: 'merchant',
        notificationUrl: 'http://localhost:4000/v1/notifications/bdpay/payouts',
      },
      new AbortController().signal,
    );
    assert.equal(first.decide?.(first.payouts?.()[0]?.id ?? '', 'silent').ok, true);
    const second = start();
    clock.set(clock.now() + 60 * MINUTE);
    await second.runDue();
    assert.deepEqual(
      second.payouts?.().map(({ status, open }) => [status, open]),
      [['0 new, silent', true]],
      'what a person decided holds after the restart',
    );
    assert.equal(delivered.length, 1, 'acknowledged before the restart, so not sent again');
    assert.deepEqual(second.payments(), first.payments());
    assert.deepEqual(second.ledger(), first.ledger());
  } finally {
    rmSync(folder, { recursive: true });
  }
});
