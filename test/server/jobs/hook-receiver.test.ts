import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KasirEvent } from '../../../server/client/event.ts';
import { hookReceiver } from '../../../server/jobs/hook-receiver.ts';
import { EVENT_TYPES } from '../../../shared/event-type.ts';
import { eventText } from '../client/sign.ts';

const delivery = (over: object = {}) => ({
  id: 'evt_1',
  body: eventText('checkout.paid'),
  isOutdated: false,
  at: new Date(0),
  ...over,
});

test('the shop’s function is told every type, and what it was told is acknowledged when it returns', async () => {
  const told: KasirEvent[] = [];
  const { types, receive } = hookReceiver((event) => void told.push(event));
  assert.deepEqual([...types], [...EVENT_TYPES]);
  assert.deepEqual(await receive(delivery()), { status: 200 });
  const [event] = told;
  assert.ok(event?.type === 'checkout.paid');
  assert.deepEqual([event.id, event.stream, event.data.sequence], ['evt_1', 'co_1', 3]);
});

test('an event that later ones have overtaken has the views alone', async () => {
  const told: string[] = [];
  const { receive } = hookReceiver(({ type }) => void told.push(type));
  await receive(delivery({ isOutdated: true }));
  assert.deepEqual(told, ['views_only']);
});

test('a function that throws, at once or later, does not acknowledge', async () => {
  const fault = new Error('the table is locked');
  const throwing = hookReceiver(() => {
    throw fault;
  });
  await assert.rejects(throwing.receive(delivery()), fault);
  await assert.rejects(hookReceiver(() => Promise.reject(fault)).receive(delivery()), fault);
});

test('a function that throws at once leaves nothing behind that ends the process when its time is over', async () => {
  const controller = new AbortController();
  const receiver = hookReceiver(
    () => {
      throw new Error('the table is locked');
    },
    () => controller.signal,
  );
  await assert.rejects(receiver.receive(delivery()), /the table is locked/);
  controller.abort();
  // A rejection that nobody handles is reported at the end of this turn, and fails this test.
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
});

test('a function that does not return in time does not acknowledge, and is told so', async () => {
  const controller = new AbortController();
  let seen: AbortSignal | undefined;
  const { receive } = hookReceiver(
    (_, { signal }) => {
      seen = signal;
      return new Promise(() => undefined);
    },
    () => controller.signal,
  );
  const received = receive(delivery());
  setImmediate(() => controller.abort());
  await assert.rejects(received, { name: 'HookTooSlow', message: /onEvent did not return in time/ });
  assert.equal(seen?.aborted, true);
});

test('a body that is no event is not told', async () => {
  const { receive } = hookReceiver(() => assert.fail('told'));
  await assert.rejects(receive(delivery({ body: '{}' })), /evt_1 cannot be read/);
});
