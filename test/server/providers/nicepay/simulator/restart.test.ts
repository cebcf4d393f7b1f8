import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { persistentSimulator } from '../../../../../server/demo/persistent-simulator.ts';
import { openSnapshotFile } from '../../../../../server/demo/snapshot-file.ts';
import { createNicepaySimulator } from '../../../../../server/providers/nicepay/simulator.ts';
import type { Simulator } from '../../../../../server/providers/simulation/simulator.ts';
import { virtualClock } from '../../../../support/virtual-clock.ts';
import {
  FRICTIONLESS,
  PREAUTH_MERCHANT,
  MERCHANT,
  SIM_BASE,
  simulated,
  text,
  texts,
  typed,
} from '../support/simulated.ts';
import { quickTmpdir } from '../../../../support/quick-tmpdir.ts';

/** Makes orders, signatures and forms; its own simulator is not used. */
const pen = simulated();

async function withRestarts(work: (start: () => Simulator, stored: () => string) => Promise<void>) {
  const folder = mkdtempSync(join(quickTmpdir(), 'kasir-nicepay-'));
  const path = join(folder, 'simulator.snapshot');
  const file = openSnapshotFile({ path, journalPath: join(folder, 'simulator.ndjson'), log: console });
  const clock = virtualClock();
  const deliver = (): Promise<Response> => Promise.resolve(new Response('OK'));
  const uuid = (): string => crypto.randomUUID();
  const start = (): Simulator => {
    const simulator = createNicepaySimulator({
      baseUrl: SIM_BASE,
      merchants: [MERCHANT, PREAUTH_MERCHANT],
      clock,
      uuid,
      deliver,
    });
    return persistentSimulator(simulator, file, () => clock.now());
  };
  try {
    await work(start, () => readFileSync(path, 'latin1'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function register(simulator: Simulator, method: string, page = false) {
  const changes = page ? { callBackUrl: 'https://shop.example/back', description: 'An order' } : {};
  const answer: unknown = await (
    await simulator.handle(
      new Request(`${SIM_BASE}/${page ? 'redirect' : 'direct'}/v2/registration`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(pen.order(method, changes)),
      }),
    )
  ).json();
  assert.ok(typeof answer === 'object' && answer !== null);
  const fields = { ...answer };
  return {
    tXid: text(fields, 'tXid'),
    referenceNo: text(fields, 'referenceNo'),
    amt: text(fields, 'amt'),
    answer: fields,
  };
}

const post = (simulator: Simulator, address: string, form: Readonly<Record<string, string | undefined>>) =>
  simulator.handle(new Request(address, { method: 'POST', body: new URLSearchParams(texts(form)) }));

test('after a restart every transaction, page, token and movement is as it was', async () => {
  await withRestarts(async (start, stored) => {
    const first = start();
    const card = await register(first, '01');
    await post(first, `${SIM_BASE}/direct/v2/payment`, pen.step(card, typed(FRICTIONLESS)));
    const wallet = await register(first, '05');
    const query = new URLSearchParams(texts(pen.step(wallet))).toString();
    const step = await first.handle(new Request(`${SIM_BASE}/direct/v2/payment?${query}`));
    const walletPage = step.headers.get('location') ?? '';
    const page = await register(first, '00', true);
    const pageUrl = `${SIM_BASE}/redirect/v2/payment?tXid=${page.tXid}`;
    await post(first, pageUrl, { decision: 'choose', choice: '03:ALMA' });
    await first.runDue();

    const second = start();
    assert.deepEqual(second.payments(), first.payments());
    assert.deepEqual(second.ledger(), first.ledger());
    assert.equal(second.nextDueAt(), first.nextDueAt());
    assert.match(await (await second.handle(new Request(walletPage))).text(), /<h1>DANA<\/h1>/);
    assert.match(await (await second.handle(new Request(pageUrl))).text(), /Payment code for Alfamart/);
    await post(second, walletPage, { decision: 'pay' });
    const third = start();
    assert.equal(third.payments().find(({ id }) => id === wallet.tXid)?.status, 'PAID');
    assert.ok(!stored().includes('cardCvv'), 'no security code is kept');
  });
});

test('a form is signed the same after its card was masked', async () => {
  await withRestarts(async (start, stored) => {
    const first = start();
    const card = await register(first, '01');
    // Not a test card, so it is masked before the simulator gets it.
    await post(first, `${SIM_BASE}/direct/v2/payment`, pen.step(card, typed('4111111111111111')));
    assert.equal(first.payments()[0]?.status, 'STARTED');
    assert.deepEqual(start().payments(), first.payments());
    assert.ok(!stored().includes('4111111111111111'), 'no card number is kept');
  });
});
