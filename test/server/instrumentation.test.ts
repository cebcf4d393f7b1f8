import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchedFetch } from '../../server/instrumentation.ts';
import { NotDelivered, OutcomeUnknown } from '../../server/payments/ports/ports.ts';
import type { ProviderAnswer, ProviderCall } from '../../server/providers/http.ts';
import { createProviderHealth } from '../../server/routing/provider-health.ts';
import { virtualClock } from '../support/virtual-clock.ts';

const call = (signal = new AbortController().signal): ProviderCall => ({
  method: 'POST',
  url: 'https://one.example',
  headers: {},
  signal,
});

async function after(answer: ProviderAnswer | Error, sent = call(), wasDown = false): Promise<boolean> {
  const health = createProviderHealth(virtualClock(), ['one']);
  if (wasDown) health.markUnreachable('one');
  const fetch = watchedFetch(
    () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
    'one',
    health,
  );
  await fetch(sent).catch((error: unknown) => assert.equal(error, answer));
  return health.isGood('one', 'va_bca');
}

const status = (code: number): ProviderAnswer => ({ status: code, headers: {}, text: '' });

test('a refused connection marks the provider as unreachable', async () => {
  assert.equal(await after(new NotDelivered('refused')), false);
});

test('an unknown outcome leaves the health of the provider as it was', async () => {
  assert.equal(await after(new OutcomeUnknown('timeout')), true);
  assert.equal(await after(new OutcomeUnknown('timeout'), call(), true), false);
});

test('any answer marks the provider as reachable', async () => {
  for (const code of [200, 400, 429, 500, 503]) assert.equal(await after(status(code), call(), true), true);
});

test('a call with no time left does not mark the provider as unreachable', async () => {
  assert.equal(await after(new NotDelivered('no time'), call(AbortSignal.abort())), true);
});
