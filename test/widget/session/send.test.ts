import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { send } from '../../../widget/session/send.ts';
import { flushPromises } from '../support/virtual-timers.ts';

const URL = 'https://bff.test/v1/session';

/** A `fetch` with these answers in turn; the last one repeats. */
function answering(...answers: readonly ((signal: AbortSignal) => Response)[]) {
  let requests = 0;
  const fetch: typeof globalThis.fetch = async (_, init) => {
    const answer = answers[Math.min(requests, answers.length - 1)];
    requests += 1;
    if (!answer || !init?.signal) throw new Error('no answer, or no way to give up waiting for it');
    return answer(init.signal);
  };
  return { fetch, requests: () => requests };
}

const good = (): Response => Response.json({ fine: true });
const busy = (retryAfter: string) => (): Response =>
  new Response('{}', { status: 429, headers: { 'retry-after': retryAfter } });
/** Answers 200, and its body stalls. */
const stalling = (signal: AbortSignal): Response =>
  new Response(
    new ReadableStream({
      start: (controller) => signal.addEventListener('abort', () => controller.error(signal.reason)),
    }),
  );

describe('a request', () => {
  test('whose response stalls is aborted after 20 s, and a read is retried', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { fetch, requests } = answering(stalling, good);
    const answer = send(URL, { method: 'POST' }, true, { fetch, retryDelayMs: () => 5 });
    await flushPromises();
    t.mock.timers.tick(19_999);
    await flushPromises();
    assert.equal(requests(), 1);
    t.mock.timers.tick(1);
    await flushPromises();
    t.mock.timers.tick(5);
    assert.deepEqual((await answer).body, { fine: true });
  });

  test('that may change something is sent once, however it ends', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { fetch, requests } = answering(stalling, good);
    const refused = assert.rejects(send(URL, { method: 'POST' }, false, { fetch }));
    await flushPromises();
    t.mock.timers.tick(20_000);
    await refused;
    assert.equal(requests(), 1);
  });

  test('is retried after Retry-After, but after 10 s at most', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { fetch, requests } = answering(busy('2'), busy('600'), good);
    const answer = send(URL, { method: 'POST' }, true, { fetch });
    await flushPromises();
    t.mock.timers.tick(1_999);
    await flushPromises();
    assert.equal(requests(), 1);
    t.mock.timers.tick(1);
    await flushPromises();
    t.mock.timers.tick(10_000);
    assert.equal((await answer).status, 200);
    assert.equal(requests(), 3);
  });

  test('returns Retry-After', async () => {
    const { fetch } = answering(busy('540'));
    assert.equal((await send(URL, { method: 'POST' }, false, { fetch })).retryAfterMs, 540_000);
    const none = answering(good);
    assert.equal((await send(URL, { method: 'POST' }, false, { fetch: none.fetch })).retryAfterMs, undefined);
  });
});
