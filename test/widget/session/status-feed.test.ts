import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BffError, localProblem } from '../../../widget/session/problem.ts';
import { StatusFeed } from '../../../widget/session/status-feed.ts';
import { flushPromises, VirtualTimers } from '../support/virtual-timers.ts';

const unreachable = () => new BffError(localProblem('unreachable', 'x'));
const tokenExpired = () => new BffError(localProblem('token_expired', 'x'));

type Polls = 'answer' | 'unreachable' | 'token_expired';

/** A feed with a stream and a BFF that the test controls. */
function start(streams: boolean | 'token_expired' = true, polls: Polls = 'answer') {
  const timers = new VirtualTimers();
  const received = { events: [] as string[], polls: 0, connection: [] as string[], ended: 0 };
  const server = {
    streams,
    polls,
    opened: [] as (string | undefined)[],
    openedAt: [] as number[],
    polledAt: [] as number[],
    turn: Promise.resolve(),
    connection: undefined as ReadableStreamDefaultController<Uint8Array> | undefined,
  };
  const feed = new StatusFeed(
    {
      open: async (lastEventId, signal) => {
        server.opened.push(lastEventId);
        server.openedAt.push(timers.now);
        if (server.streams === 'token_expired') throw tokenExpired();
        if (!server.streams) throw unreachable();
        return new ReadableStream<Uint8Array>({
          start: (controller) => {
            server.connection = controller;
            signal.addEventListener('abort', () => controller.error(signal.reason));
          },
        });
      },
      poll: async () => {
        server.polledAt.push(timers.now);
        if (server.polls === 'unreachable') throw unreachable();
        if (server.polls === 'token_expired') throw tokenExpired();
        received.polls += 1;
      },
      turn: () => server.turn,
      after: timers.after,
    },
    {
      event: (name, data) => {
        if (data === 'unreadable') throw new Error('unreadable');
        received.events.push(`${name} ${String(data)}`);
      },
      connectionChanged: (problem) => received.connection.push(problem?.code ?? 'reachable'),
      tokenEnded: () => {
        received.ended += 1;
      },
    },
  );
  const say = (text: string) => server.connection?.enqueue(new TextEncoder().encode(text));
  feed.show();
  feed.setPace('quick');
  return { timers, received, server, feed, say };
}

describe('the feed of a payment', () => {
  test('receives events by the stream, and does not poll while they arrive', async () => {
    const { timers, received, server, say } = start();
    await timers.pass(0);
    for (let quarter = 0; quarter < 8; quarter += 1) {
      say(`event: payment\ndata: ${quarter}\n\n`);
      await timers.pass(15_000);
    }
    assert.equal(received.events.length, 8);
    assert.deepEqual(server.polledAt, []);
    assert.equal(server.opened.length, 1);
  });

  test('polls every 30 s beside a stream that is only alive (M8)', async () => {
    const { timers, server, say } = start();
    await timers.pass(0);
    say('event: payment\ndata: 0\n\n');
    for (let quarter = 0; quarter < 8; quarter += 1) {
      await timers.pass(15_000);
      say(': still here\n\n');
    }
    await timers.pass(0);
    assert.equal(server.opened.length, 1);
    assert.deepEqual(server.polledAt, [30_000, 60_000, 90_000, 120_000]);
  });

  test('polls every 2 s and later every 5 s while there is no stream', async () => {
    const { timers, server, received } = start(false);
    await timers.pass(90_000);
    const gaps = server.polledAt.map((at, index) => at - (server.polledAt[index - 1] ?? 0));
    assert.deepEqual([...new Set(gaps)], [2_000, 5_000]);
    assert.equal(gaps.filter((gap) => gap === 2_000).length, 30);
    assert.equal(received.polls, server.polledAt.length);
  });

  test('reconnects with growing delays', async () => {
    const { timers, server } = start(false);
    await timers.pass(120_000);
    const gaps = server.openedAt.map((at, index) => at - (server.openedAt[index - 1] ?? 0));
    assert.deepEqual(gaps.slice(1, 7), [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]);
  });

  test('resumes a broken stream with the last event id, at once if it had lasted', async () => {
    const { timers, server, say } = start();
    await timers.pass(0);
    say('id: 7-1\nevent: payment\ndata: 1\n\n');
    await timers.pass(12_000);
    server.connection?.close();
    await timers.pass(1_000);
    assert.deepEqual(server.opened, [undefined, '7-1']);
  });

  test('gives up a silent stream, and polls meanwhile', async () => {
    const { timers, server, say } = start();
    await timers.pass(0);
    say('event: payment\ndata: 1\n\n');
    await timers.pass(19_000);
    assert.equal(server.opened.length, 1);
    assert.deepEqual(server.polledAt, []);
    server.streams = false;
    await timers.pass(10_000);
    assert.ok(server.opened.length > 1);
    assert.ok(server.polledAt.length > 0);
  });

  for (const bytes of ['', 'retry: 3000\n\n', ': still here\n\n', 'event: payment\ndata: {"held'])
    test(`a stream with ${JSON.stringify(bytes)} and no event is given up after 3 s, with polling meanwhile (F17)`, async () => {
      const { timers, server, say } = start();
      await timers.pass(0);
      if (bytes) say(bytes);
      await timers.pass(2_900);
      assert.equal(server.opened.length, 1);
      assert.deepEqual(server.polledAt, [2_000]);
      await timers.pass(1_200);
      assert.equal(server.opened.length, 2);
      assert.deepEqual(server.polledAt, [2_000, 4_000]);
      await timers.pass(56_000);
      assert.equal(server.polledAt.length, 30, 'asked every 2 s in the first minute');
    });

  test('a stream that is buffered after its first event costs 20 s (F17)', async () => {
    const { timers, server, say } = start();
    await timers.pass(0);
    say('event: payment\ndata: 1\n\n');
    await timers.pass(21_100);
    assert.equal(server.opened.length, 2);
  });

  test('without a turn there is no stream, and it polls (F13)', async () => {
    const { timers, server, feed } = start();
    feed.hide();
    server.turn = Promise.reject(new Error('no locks here'));
    feed.show();
    await timers.pass(10_000);
    assert.equal(server.opened.length, 0);
    assert.equal(server.polledAt.length, 5);
  });

  test('hidden, it releases the stream at once (F13)', async () => {
    const { timers, server, feed, say } = start();
    await timers.pass(0);
    feed.hide();
    assert.throws(() => say(': gone\n\n'));
    await timers.pass(60_000);
    assert.equal(server.opened.length, 1);
    feed.show();
    await timers.pass(0);
    assert.equal(server.opened.length, 2);
  });

  test('polls slowly while nothing is expected or the page is hidden, and quickly otherwise', async () => {
    const { timers, server, feed } = start(false);
    feed.setPace('calm');
    await timers.pass(30_000);
    feed.setPace('rare');
    await timers.pass(60_000);
    feed.setPace('quick');
    await timers.pass(2_000);
    assert.deepEqual(server.polledAt, [15_000, 30_000, 60_000, 90_000, 92_000]);
  });

  test('polls when an event of the stream cannot be parsed', async () => {
    const { timers, server, received, say } = start();
    await timers.pass(0);
    say('event: payment\ndata: {broken\n\n');
    await flushPromises();
    say('event: payment\ndata: "unreadable"\n\n');
    await flushPromises();
    assert.equal(server.polledAt.length, 2);
    assert.equal(received.polls, 2);
  });

  test('reconnects at once when it is woken', async () => {
    const { timers, server, feed } = start(false);
    await timers.pass(20_000);
    const tries = server.opened.length;
    feed.wake();
    await flushPromises();
    assert.equal(server.opened.length, tries + 1);
  });

  test('reports once when the BFF cannot be reached, and once when it can again', async () => {
    const { timers, server, received } = start(false, 'unreachable');
    await timers.pass(10_000);
    server.polls = 'answer';
    await timers.pass(10_000);
    assert.deepEqual(received.connection, ['unreachable', 'reachable']);
  });

  for (const where of ['the stream', 'a poll'] as const)
    test(`ends with the token, reported by ${where}`, async () => {
      const { timers, server, received } = where === 'a poll' ? start(false, 'token_expired') : start('token_expired');
      await timers.pass(10_000);
      const requests = server.polledAt.length + server.opened.length;
      await timers.pass(60_000);
      assert.equal(received.ended, 1);
      assert.equal(server.polledAt.length + server.opened.length, requests);
    });

  test('does nothing once it is stopped', async () => {
    const { timers, server, received, feed, say } = start();
    await timers.pass(0);
    feed.stop();
    assert.throws(() => say('event: payment\ndata: 1\n\n'));
    await timers.pass(120_000);
    assert.deepEqual(received, { events: [], polls: 0, connection: [], ended: 0 });
    assert.equal(server.opened.length, 1);
    assert.deepEqual(server.polledAt, []);
  });
});
