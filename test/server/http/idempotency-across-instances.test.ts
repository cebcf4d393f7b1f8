import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { request } from 'undici';
import { compose } from '../../../server/compose.ts';
import { listen } from '../../../server/http/listen.ts';
import type { Store } from '../../../server/payments/ports/ports.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { quietLog } from '../../support/quiet-log.ts';
import { withOverrides } from '../../support/with-overrides.ts';
import { tempStore } from '../store/temp-store.ts';
import { API_KEY, configOf, goodEnvironment, ORIGIN } from './a-server.ts';

/** A server on a store that others use as well. */
async function instanceOn(t: TestContext, store: Store): Promise<{ post(key: string, more?: object): Promise<Reply> }> {
  const config = configOf(goodEnvironment());
  // The store outlives this server.
  const own = withOverrides(store, { close: () => Promise.resolve() });
  const composed = await compose({ config, log: quietLog, openStorage: () => Promise.resolve(own) });
  const listener = await listen(composed.app.callback(), config);
  t.after(async () => {
    composed.drain();
    await listener.close(1_000);
    await composed.stop();
  });
  return {
    async post(key, more = {}) {
      const { statusCode, headers, body } = await request(`http://127.0.0.1:${listener.port}/v1/checkouts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({
          reference: 'order-1',
          amount: 150_000,
          currency: 'IDR',
          returnUrl: `${ORIGIN}/done`,
          ...more,
        }),
      });
      return { status: statusCode, text: await body.text(), replayed: headers['idempotency-replayed'] };
    },
  };
}

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly replayed: unknown;
}

test('a repeated key waits on another instance while the first request runs, and gets its answer (M9)', async (t) => {
  const store = await tempStore(t, { clock: systemClock, isShared: true });
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let units = 0;
  let begun = (): void => undefined;
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  // The first instance stops in the middle: neither its key nor its checkout is stored yet.
  const slow = withOverrides(store, {
    async transact(work, aggregate) {
      units += 1;
      if (units === 1) {
        begun();
        await opened;
      }
      return store.transact(work, aggregate);
    },
  });
  const [first, second] = [await instanceOn(t, slow), await instanceOn(t, store)];
  const answer = first.post('key');
  await hasBegun;
  let hasAnswered = false;
  const repeat = second.post('key').finally(() => (hasAnswered = true));
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(hasAnswered, false, 'the repeat did not wait');
  open();
  const [one, other] = [await answer, await repeat];
  assert.deepEqual([one.status, one.replayed, other.status, other.replayed], [201, undefined, 201, 'true']);
  assert.equal(other.text, one.text);
});

test('the answer of an instance that took over between reservation and answer is not replaced (M9)', async (t) => {
  const store = await tempStore(t, { clock: systemClock, isShared: true });
  const other = { status: 201, body: JSON.stringify({ id: 'co_other', clientToken: 'of the other instance' }) };
  const saved: boolean[] = [];
  let units = 0;
  // The first instance stands still once it has stored the reservation and the checkout.
  const slow = withOverrides(store, {
    async transact(work, aggregate) {
      units += 1;
      if (units === 2)
        saved.push(
          await (
            await store.transact((tx) => tx.saveIdempotentResponse('storefront createCheckout', 'key', other), 'new')
          )(),
        );
      return store.transact(work, aggregate);
    },
  });
  const first = await instanceOn(t, slow);
  const { text } = await first.post('key', { expand: ['session'] });
  assert.deepEqual(saved, [true]);
  assert.equal((await store.findIdempotencyRecord('storefront createCheckout', 'key'))?.body, other.body);
  assert.equal(text, other.body);
});
