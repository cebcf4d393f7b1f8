import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createMarket } from '../../../server/market.ts';
import { renderEvent } from '../../../server/http/present.ts';
import { attemptId } from '../../../server/payments/attempts.ts';
import { createCheckout } from '../../../server/payments/create-checkout.ts';
import { createPayment } from '../../../server/payments/create-payment.ts';
import type { Domain } from '../../../server/payments/domain.ts';
import {
  NotDelivered,
  OutcomeUnknown,
  type CreateOrder,
  type Gateway,
  type Offer,
} from '../../../server/payments/ports.ts';
import { recover } from '../../../server/payments/recover.ts';
import { Refusal } from '../../../server/payments/refusal.ts';
import { JOBS } from '../../../server/payments/run-job.ts';
import { createChanges } from '../../../server/platform/changes.ts';
import { createIds } from '../../../server/platform/ids.ts';
import { createKeyedMutex } from '../../../server/platform/keyed-mutex.ts';
import { createLife, mortalStore, type Life } from '../../support/mortal-store.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { quiet, tempStore } from '../store/temp-store.ts';

const offer = (provider: string): Offer => ({
  provider,
  channel: 'va_bca',
  currency: 'IDR',
  country: 'ID',
  fields: [],
  supports: {
    save: false,
    saveRequired: false,
    manualCapture: false,
    partialCapture: false,
    cancel: false,
    refund: 'none',
    merchantInitiated: false,
  },
  chargesAtOnce: false,
  closeAfterPaid: false,
});

type Answer = 'opens' | 'unreachable' | 'silent';

/** Two sellers of one channel, whose answers are set by the case, on a real store. */
async function twoSellers(t: TestContext) {
  const clock = virtualClock();
  const ids = createIds(clock);
  const store = await tempStore(t);
  const sent: string[] = [];
  const answers: Record<string, Answer> = { north: 'opens', south: 'opens' };
  const seller = (id: string) => ({
    provider: { id, offers: [offer(id)] },
    gateway: {
      create: ({ reference }: CreateOrder) => {
        if (answers[id] === 'unreachable') return Promise.reject(new NotDelivered('nobody is there'));
        sent.push(`${id} ${reference}`);
        if (answers[id] === 'silent') return Promise.reject(new OutcomeUnknown('no answer'));
        const instruction = { kind: 'virtual_account', bank: 'bca', number: '123', guide: 'va_bca' } as const;
        const said = { subject: 'payment', outcome: 'requires_action', said: 'OPEN' } as const;
        return Promise.resolve([{ ...said, reference, ids: { order: reference }, instruction }]);
      },
      inquire: () => Promise.resolve([]),
      verify: () => undefined,
      read: () => ({ dedupeKey: '', testimonies: [] }),
    } satisfies Gateway,
  });
  const market = createMarket({ providers: [seller('north'), seller('south')], routes: new Map() });
  /** Another process on the same file. */
  const begin = (life: Life): Domain => ({
    store: mortalStore(store, life),
    market,
    clock,
    ids,
    log: quiet,
    changes: createChanges(quiet),
    publicUrl: 'https://pay.example',
    allowedOrigins: new Set(['https://shop.example']),
    render: renderEvent,
    wake: () => undefined,
    exclusive: createKeyedMutex().run,
    timeout: (ms) => AbortSignal.timeout(ms),
  });
  const domain = begin(createLife());
  const { id: checkoutId } = await createCheckout(domain, ids.next('co'), {
    reference: 'order-1',
    amount: 150_000,
    currency: 'IDR',
    returnUrl: 'https://shop.example/done',
  });
  const id = ids.next('pay');
  const choice = { channel: 'va_bca', fields: {}, save: false };
  const pay = (d = domain) => createPayment(d, { id, checkoutId, choice });
  return {
    answers,
    sent,
    store,
    clock,
    id,
    pay,
    /** The first try, in a process that dies before its n-th write. Whether it died. */
    async payAndDie(write: number): Promise<boolean> {
      const life = createLife();
      life.endBefore(write);
      await Promise.race([pay(begin(life)).catch(() => undefined), life.ended]);
      return life.dead;
    },
    domain,
  };
}

const unavailable = (error: unknown): boolean => error instanceof Refusal && error.code === 'provider_unavailable';

describe('one request to pay, several sellers', () => {
  it('goes on to the next one where the first surely received nothing', async (t) => {
    const { answers, sent, pay } = await twoSellers(t);
    answers['north'] = 'unreachable';
    const payment = await pay();
    assert.equal(payment.status, 'requires_action');
    assert.equal(payment.provider, 'south');
    assert.equal((await pay()).id, payment.id);
    assert.equal(sent.length, 1);
  });

  it('does not go on where the outcome is unknown', async (t) => {
    const { answers, sent, pay } = await twoSellers(t);
    answers['north'] = 'silent';
    assert.equal((await pay()).status, 'unknown');
    assert.equal((await pay()).status, 'unknown');
    assert.equal(sent.length, 1);
  });

  it('died at any write: asked again it goes on from there, and sends nothing twice', async (t) => {
    let write = 1;
    for (let died = true; died; write += 1) {
      const { answers, sent, pay, payAndDie, store, domain } = await twoSellers(t);
      answers['north'] = 'unreachable';
      died = await payAndDie(write);
      await recover(domain);
      const again = await pay();
      assert.ok(['requires_action', 'unknown'].includes(again.status), `${again.status} after dying at write ${write}`);
      assert.equal((await pay()).id, again.id);
      assert.ok(sent.length <= 1, `sent ${sent.join(', ')} after dying at write ${write}`);
      const alive = (await store.paymentsOf(again.checkoutId)).filter(({ status }) => status !== 'failed');
      assert.deepEqual(
        alive.map(({ id }) => id),
        [again.id],
      );
    }
    assert.ok(write > 4, 'it never died');
  });

  it('all unreachable, and died before that was said: said when asked again', async (t) => {
    const { answers, sent, pay, payAndDie } = await twoSellers(t);
    answers['north'] = answers['south'] = 'unreachable';
    assert.equal(await payAndDie(99), false);
    await assert.rejects(() => pay(), unavailable);
    assert.deepEqual(sent, []);
  });

  it('an outcome that could not be written down is looked after without a restart', async (t) => {
    const { pay, payAndDie, store, domain, clock, id } = await twoSellers(t);
    assert.equal(await payAndDie(2), true);
    assert.equal((await store.findPayment(id))?.status, 'creating');
    const due = (await store.nextJobAt()) ?? 0;
    clock.set(due);
    for (const job of await store.claimJobs(due, 10, 1)) if (job.kind === 'inquire') await JOBS.inquire(domain, job);
    assert.equal((await store.findPayment(id))?.status, 'unknown');
    assert.equal((await pay()).id, id);
  });
});

describe('the ids of attempts', () => {
  it('follow from the reserved one, each behind the one before it', () => {
    const reserved = 'pay_01JQRSTVWXYZ0123456789ABYZ';
    const [first = '', ...more] = [0, 1, 2, 33].map((attempt) => attemptId(reserved, attempt));
    assert.equal(first, reserved);
    assert.deepEqual(more, [
      'pay_01JQRSTVWXYZ0123456789ABZ0',
      'pay_01JQRSTVWXYZ0123456789ABZ1',
      'pay_01JQRSTVWXYZ0123456789AC00',
    ]);
    assert.deepEqual([first, ...more].toSorted(), [first, ...more]);
  });
});
