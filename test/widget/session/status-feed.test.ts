import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BffError, localProblem } from '../../../widget/session/problem.ts';
import { StatusFeed } from '../../../widget/session/status-feed.ts';
import { settle, VirtualTimers } from '../support/virtual-timers.ts';

const unreachable = () => new BffError(localProblem('unreachable', 'x'));
const tokenExpired = () => new BffError(localProblem('token_expired', 'x'));

type Polls = 'answer' | 'unreachable' | 'token_expired';

/** A feed with a stream and a BFF that do as the test says. */
function start(streams: boolean | 'token_expired' = true, polls: Polls = 'answer') {
  const timers = new VirtualTimers();
  const heard = { events: [] as string[], polls: 0, reachable: [] as string[], ended: 0 };
  const world = {
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
        world.opened.push(lastEventId);
        world.openedAt.push(timers.now);
        if (world.streams === 'token_expired') throw tokenExpired();
        if (!world.streams) throw unreachable();
        return new ReadableStream<Uint8Array>({
          start: (controller) => {
            world.connection = controller;
            signal.addEventListener('abort', () => controller.error(signal.reason));
          },
        });
      },
      poll: async () => {
        world.polledAt.push(timers.now);
        if (world.polls === 'unreachable') throw unreachable();
        if (world.polls === 'token_expired') throw tokenExpired();
        heard.polls += 1;
      },
      turn: () => world.turn,
      after: timers.after,
    },
    {
      event: (name, data) => {
        if (data === 'unreadable') throw new Error('unreadable');
        heard.events.push(`${name} ${String(data)}`);
      },
      hearing: (problem) => heard.reachable.push(problem?.code ?? 'heard'),
      ended: () => {
        heard.ended += 1;
      },
    },
  );
  const say = (text: string) => world.connection?.enqueue(new TextEncoder().encode(text));
  feed.show();
  feed.ask('quick');
  return { timers, heard, world, feed, say };
}

describe('the feed of a payment', () => {
  test('hears by the stream, and does not ask while it flows', async () => {
    const { timers, heard, world, say } = start();
    await timers.pass(0);
    say('event: payment\ndata: 0\n\n');
    for (let quarter = 0; quarter < 8; quarter += 1) {
      say(': still here\n\n');
      await timers.pass(15_000);
    }
    say('event: payment\ndata: 1\n\n');
    await settle();
    assert.deepEqual(heard.events, ['payment 0', 'payment 1']);
    assert.deepEqual(world.polledAt, []);
    assert.equal(world.opened.length, 1);
  });

  test('asks every 2 s and then steadily every 5 s while there is no stream', async () => {
    const { timers, world, heard } = start(false);
    await timers.pass(90_000);
    const gaps = world.polledAt.map((at, index) => at - (world.polledAt[index - 1] ?? 0));
    assert.deepEqual([...new Set(gaps)], [2_000, 5_000]);
    assert.equal(gaps.filter((gap) => gap === 2_000).length, 30);
    assert.equal(heard.polls, world.polledAt.length);
  });

  test('tries the stream again, at growing distances', async () => {
    const { timers, world } = start(false);
    await timers.pass(120_000);
    const gaps = world.openedAt.map((at, index) => at - (world.openedAt[index - 1] ?? 0));
    assert.deepEqual(gaps.slice(1, 7), [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]);
  });

  test('goes on where a broken stream stopped, at once if it was a good one', async () => {
    const { timers, world, say } = start();
    await timers.pass(0);
    say('id: 7-1\nevent: payment\ndata: 1\n\n');
    await timers.pass(12_000);
    world.connection?.close();
    await timers.pass(1_000);
    assert.deepEqual(world.opened, [undefined, '7-1']);
  });

  test('gives up a stream that has fallen silent, and asks meanwhile', async () => {
    const { timers, world, say } = start();
    await timers.pass(0);
    say('event: payment\ndata: 1\n\n');
    await timers.pass(19_000);
    assert.equal(world.opened.length, 1);
    assert.deepEqual(world.polledAt, []);
    world.streams = false;
    await timers.pass(10_000);
    assert.ok(world.opened.length > 1);
    assert.ok(world.polledAt.length > 0);
  });

  for (const bytes of ['', 'retry: 3000\n\n', ': still here\n\n', 'event: payment\ndata: {"held'])
    test(`a stream that says ${JSON.stringify(bytes)} and no event is dead after 3 s, and was asked beside (F17)`, async () => {
      const { timers, world, say } = start();
      await timers.pass(0);
      if (bytes) say(bytes);
      await timers.pass(2_900);
      assert.equal(world.opened.length, 1);
      assert.deepEqual(world.polledAt, [2_000]);
      await timers.pass(1_200);
      assert.equal(world.opened.length, 2);
      assert.deepEqual(world.polledAt, [2_000, 4_000]);
      await timers.pass(56_000);
      assert.equal(world.polledAt.length, 30, 'asked every 2 s in the first minute');
    });

  test('a stream that is held back after its first event costs 20 s (F17)', async () => {
    const { timers, world, say } = start();
    await timers.pass(0);
    say('event: payment\ndata: 1\n\n');
    await timers.pass(21_100);
    assert.equal(world.opened.length, 2);
  });

  test('without a turn there is no stream, and it asks (F13)', async () => {
    const { timers, world, feed } = start();
    feed.hide();
    world.turn = Promise.reject(new Error('no locks here'));
    feed.show();
    await timers.pass(10_000);
    assert.equal(world.opened.length, 0);
    assert.equal(world.polledAt.length, 5);
  });

  test('not seen, it lets go of the stream at once (F13)', async () => {
    const { timers, world, feed, say } = start();
    await timers.pass(0);
    feed.hide();
    assert.throws(() => say(': gone\n\n'));
    await timers.pass(60_000);
    assert.equal(world.opened.length, 1);
    feed.show();
    await timers.pass(0);
    assert.equal(world.opened.length, 2);
  });

  test('asks seldom while nothing is awaited or nobody looks, and quickly as soon as it is', async () => {
    const { timers, world, feed } = start(false);
    feed.ask('calm');
    await timers.pass(30_000);
    feed.ask('rare');
    await timers.pass(60_000);
    feed.ask('quick');
    await timers.pass(2_000);
    assert.deepEqual(world.polledAt, [15_000, 30_000, 60_000, 90_000, 92_000]);
  });

  test('asks when the stream says something that cannot be read', async () => {
    const { timers, world, heard, say } = start();
    await timers.pass(0);
    say('event: payment\ndata: {broken\n\n');
    await settle();
    say('event: payment\ndata: "unreadable"\n\n');
    await settle();
    assert.equal(world.polledAt.length, 2);
    assert.equal(heard.polls, 2);
  });

  test('does not wait for its turn to reconnect when it is woken', async () => {
    const { timers, world, feed } = start(false);
    await timers.pass(20_000);
    const tries = world.opened.length;
    feed.wake();
    await settle();
    assert.equal(world.opened.length, tries + 1);
  });

  test('tells when the BFF cannot be heard, and when it can again, once each', async () => {
    const { timers, world, heard } = start(false, 'unreachable');
    await timers.pass(10_000);
    world.polls = 'answer';
    await timers.pass(10_000);
    assert.deepEqual(heard.reachable, ['unreachable', 'heard']);
  });

  for (const where of ['the stream', 'a poll'] as const)
    test(`ends with the token, told by ${where}`, async () => {
      const { timers, world, heard } = where === 'a poll' ? start(false, 'token_expired') : start('token_expired');
      await timers.pass(10_000);
      const asked = world.polledAt.length + world.opened.length;
      await timers.pass(60_000);
      assert.equal(heard.ended, 1);
      assert.equal(world.polledAt.length + world.opened.length, asked);
    });

  test('is silent once it was stopped', async () => {
    const { timers, world, heard, feed, say } = start();
    await timers.pass(0);
    feed.stop();
    assert.throws(() => say('event: payment\ndata: 1\n\n'));
    await timers.pass(120_000);
    assert.deepEqual(heard, { events: [], polls: 0, reachable: [], ended: 0 });
    assert.equal(world.opened.length, 1);
    assert.deepEqual(world.polledAt, []);
  });
});
