import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { createCipher } from '../../../server/platform/crypto.ts';
import { callOffMove } from '../../../server/store/move/call-off-move.ts';
import type { MoveSide } from '../../../server/store/move/move-side.ts';
import { moveStore } from '../../../server/store/move/move-store.ts';
import { StoreMoved } from '../../../server/store/move/moved-mark.ts';
import { openSide } from '../../../server/store/move/open-side.ts';
import { openStore } from '../../../server/store/open-store.ts';
import { emptyDatabase } from '../../support/postgres.ts';
import { virtualClock } from '../../support/virtual-clock.ts';
import { withOverrides } from '../../support/with-overrides.ts';
import { filledStore, KEY, quiet, tempFolder } from './temp-store.ts';

interface Interrupted {
  readonly source?: (side: MoveSide) => MoveSide;
  readonly copied?: () => void;
}

const clock = virtualClock();
const open = (url: string) => openStore({ url, clock, cipher: createCipher([KEY]), log: quiet });
const starts = async (url: string): Promise<void> => (await open(url)).close();
const emptyFile = (t: TestContext): string => `file:${join(tempFolder(t), 'kasir.db')}`;
const empty = { SQLite: emptyFile, PostgreSQL: () => emptyDatabase() };

async function move(from: string, to: string, { source = (side) => side, copied = () => undefined }: Interrupted = {}) {
  const sides: MoveSide[] = [];
  try {
    for (const [url, role] of [
      [from, 'source'],
      [to, 'target'],
    ] as const)
      sides.push(await openSide(url, role));
    const [here, there] = sides;
    assert.ok(here !== undefined && there !== undefined);
    await moveStore(source(here), there, { clock, copied });
  } finally {
    for (const side of sides) await side.close();
  }
}

async function callOff(url: string): Promise<void> {
  const side = await openSide(url, 'source');
  try {
    await callOffMove(side);
  } finally {
    await side.close();
  }
}

for (const kind of ['SQLite', 'PostgreSQL'] as const)
  describe(`a storage that was moved (${kind})`, () => {
    /** With the rows of two checkouts. */
    async function filled(t: TestContext): Promise<string> {
      const folder = tempFolder(t);
      await (await filledStore(t, { folder })).close();
      const file = `file:${join(folder, 'kasir.db')}`;
      if (kind === 'SQLite') return file;
      const database = await emptyDatabase();
      await move(file, database);
      return database;
    }

    test('no server starts on it, until the move is called off', async (t) => {
      const [from, to] = [await filled(t), emptyFile(t)];
      await move(from, to);
      await assert.rejects(starts(from), (error) => {
        assert.ok(error instanceof StoreMoved);
        assert.match(error.message, /was moved to \/.*kasir\.db at 20\d\d-.*Z, and knows no payment made since: set/);
        assert.match(error.message, /`kasir migrate-store --from <this storage> --undo`/);
        return true;
      });
      await starts(to);
      await callOff(from);
      const store = await open(from);
      assert.ok((await store.findCheckout('co_1')) !== undefined);
      await store.addInstance('instance-1', 1);
      await store.close();
      await assert.rejects(callOff(from), /was not moved: nothing is changed/);
    });

    test('a move that is interrupted leaves no mark', async (t) => {
      const from = await filled(t);
      const dies = (): void => {
        throw new Error('the process dies');
      };
      await assert.rejects(move(from, emptyFile(t), { copied: dies }), /the process dies/);
      await starts(from);
    });

    test('interrupted between the mark and its end, servers start on neither, and the next call ends it', async (t) => {
      const [from, to] = [await filled(t), emptyFile(t)];
      const diesAfterMark = (side: MoveSide): MoveSide =>
        withOverrides(side, {
          async transact(work) {
            await side.transact(work);
            throw new Error('the process dies');
          },
        });
      await assert.rejects(move(from, to, { source: diesAfterMark }), /the process dies/);
      await assert.rejects(starts(from), StoreMoved);
      await assert.rejects(starts(to), /finish `kasir migrate-store` first/);
      await move(from, to);
      await assert.rejects(starts(from), StoreMoved);
      await starts(to);
    });

    test('it is moved to no other storage', async (t) => {
      const from = await filled(t);
      await move(from, emptyFile(t));
      await assert.rejects(move(from, emptyFile(t)), /was moved to .*kasir\.db at .*: move that one/);
    });

    test('one without rows can be moved back into: then servers start on it, and not on the other', async (t) => {
      const [first, other] = [await empty[kind](t), emptyFile(t)];
      const side = await openSide(first, 'target');
      await side.close();
      await move(first, other);
      await assert.rejects(starts(first), StoreMoved);
      await move(other, first);
      await assert.rejects(starts(other), StoreMoved);
      const store = await open(first);
      await store.addInstance('instance-1', 1);
      await store.close();
    });
  });

test('a server that stood still while PostgreSQL was moved does not become an instance again', async (t) => {
  const database = await emptyDatabase();
  const store = await open(database);
  t.after(() => store.close());
  await store.addInstance('instance-1', 60_000);
  await store.removeInstance('instance-1');
  await move(database, emptyFile(t));
  await assert.rejects(store.addInstance('instance-2', 60_000), /this storage was moved/);
});
