import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { callGateway } from '../../../../server/payments/core/call-gateway.ts';
import { LeaseLost, NotDelivered, OutcomeUnknown } from '../../../../server/payments/ports/ports.ts';
import { createRequestGuard } from '../../../../server/platform/request-guard.ts';
import type { ProviderCall } from '../../../../server/providers/http.ts';
import { guardedFetch } from '../../../../server/routing/guarded-fetch.ts';
import { twoProviders } from '../payment/two-providers.ts';

type Method = ProviderCall['method'];

/** A domain that holds a lease, and what was sent; the lease is lost while this request is on its way. */
async function holding(t: TestContext, lostDuring: string) {
  const { domain } = await twoProviders(t);
  const sent: string[] = [];
  const requestGuard = createRequestGuard();
  const fetch = guardedFetch(async ({ method, url }) => {
    sent.push(`${method} ${url}`);
    await new Promise((resolve) => setImmediate(resolve));
    return { status: 200, headers: {}, text: '' };
  }, requestGuard);
  const lease = {
    assertHeld() {
      if (sent.includes(lostDuring)) throw new LeaseLost('lost');
    },
  };
  const send = (method: Method, url: string, signal: AbortSignal) => fetch({ method, url, headers: {}, signal });
  return { held: { ...domain, requestGuard, lease }, without: { ...domain, requestGuard }, sent, send };
}

test('a lease that is lost after a gateway has read something: the command after it is not sent', async (t) => {
  const { held, sent, send } = await holding(t, 'GET /state');
  const call = async (signal: AbortSignal) => {
    await send('GET', '/state', signal);
    await send('POST', '/refund', signal);
  };
  await assert.rejects(callGateway(held, 1_000, call), LeaseLost);
  assert.deepEqual(sent, ['GET /state']);
});

test('what a gateway makes of the request that was not sent does not count', async (t) => {
  const { held, send } = await holding(t, 'GET /state');
  const call = async (signal: AbortSignal) => {
    await send('GET', '/state', signal);
    await send('POST', '/refund', signal).catch((cause: unknown) => {
      throw new NotDelivered('the command was not sent', { cause });
    });
  };
  await assert.rejects(callGateway(held, 1_000, call), LeaseLost);
});

test('lost between two commands, the outcome is unknown', async (t) => {
  const { held, sent, send } = await holding(t, 'POST /registration');
  const result = await callGateway(held, 1_000, async (signal) => {
    await send('POST', '/registration', signal);
    await send('POST', '/capture', signal);
  });
  assert.equal(result.kind, 'unknown');
  assert.deepEqual(sent, ['POST /registration']);
});

test('lost after the last command, its outcome counts, also what is read for it', async (t) => {
  const { held, send } = await holding(t, 'POST /refund');
  const read = async (signal: AbortSignal) => {
    await send('POST', '/refund', signal);
    return (await send('GET', '/state', signal)).status;
  };
  assert.deepEqual(await callGateway(held, 1_000, read), { kind: 'answered', value: 200 });
  const { held: other, send: sendThere } = await holding(t, 'POST /refund');
  const silent = async (signal: AbortSignal) => {
    await sendThere('POST', '/refund', signal);
    throw new OutcomeUnknown('no answer');
  };
  assert.equal((await callGateway(other, 1_000, silent)).kind, 'unknown');
});

test('calls at the same time do not stop each other', async (t) => {
  const { held, without, sent, send } = await holding(t, 'GET /one');
  const readThenSend = (name: string) => async (signal: AbortSignal) => {
    await send('GET', `/${name}`, signal);
    await send('POST', `/${name}`, signal);
  };
  const results = await Promise.allSettled([
    callGateway(held, 1_000, readThenSend('one')),
    callGateway(without, 1_000, readThenSend('two')),
  ]);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['rejected', 'fulfilled'],
  );
  assert.deepEqual(sent.toSorted(), ['GET /one', 'GET /two', 'POST /two']);
});
