import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as z from 'zod';
import { openJsonFile } from '../../../server/demo/json-file.ts';

const schema = z.object({ count: z.int() });

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kasir-json-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('what was written is there when the file is opened again, in a folder that it makes', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'deeper', 'file.json');
    const file = await openJsonFile(path, schema);
    assert.equal(file.stored, undefined);
    await file.write({ count: 1 });
    assert.deepEqual((await openJsonFile(path, schema)).stored, { count: 1 });
  }));

test('of many writes at once the newest is durable when any of them resolves late', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'file.json');
    const file = await openJsonFile(path, schema);
    const writes = Array.from({ length: 50 }, (_, count) => file.write({ count }));
    await writes.at(-1);
    assert.deepEqual(JSON.parse(await readFile(path, 'utf8')), { count: 49 });
    await Promise.all(writes);
    assert.deepEqual(JSON.parse(await readFile(path, 'utf8')), { count: 49 });
    assert.deepEqual(await readdir(folder), ['file.json'], 'no draft stays behind');
  }));

test('a file that cannot be understood stops the start instead of being lost', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'file.json');
    for (const text of ['{"count":', '{"count":"many"}']) {
      await writeFile(path, text);
      await assert.rejects(openJsonFile(path, schema), /cannot be understood/);
      assert.equal(await readFile(path, 'utf8'), text);
    }
  }));
