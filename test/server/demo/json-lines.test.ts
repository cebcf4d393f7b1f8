import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import * as z from 'zod';
import { openJsonLines, type JsonLines } from '../../../server/demo/json-lines.ts';
import { withFolder } from './with-folder.ts';

interface Open extends JsonLines<number> {
  readonly found: readonly number[];
}

/** Keeps the entries that `needed` returns: by default all. */
async function openNumbers(path: string, needed = (all: readonly number[]) => all): Promise<Open> {
  let found: readonly number[] = [];
  const file = await openJsonLines(path, z.int(), (entries) => {
    found = entries;
    return needed(entries);
  });
  return { ...file, found };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test('appended entries, one by one or concurrent, are read again in their order', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'deeper', 'file.ndjson');
    const file = await openNumbers(path);
    await file.append(0);
    await Promise.all(
      upTo(50)
        .slice(1)
        .map((entry) => file.append(entry)),
    );
    assert.deepEqual((await openNumbers(path)).found, upTo(50));
  }));

test('a resolved append is on disk', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'file.ndjson');
    const file = await openNumbers(path);
    const writes = upTo(20).map(async (entry) => {
      await file.append(entry);
      assert.ok((await readFile(path, 'utf8')).split('\n').includes(String(entry)));
    });
    await Promise.all(writes);
  }));

test('a truncated last line is dropped and does not affect the next one', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'file.ndjson');
    await writeFile(path, '1\n2\n3');
    const file = await openNumbers(path);
    assert.deepEqual(file.found, [1, 2]);
    await file.append(4);
    assert.deepEqual((await openNumbers(path)).found, [1, 2, 4]);
  }));

test('a line in the middle that cannot be read stops the start, and the file is not changed', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'file.ndjson');
    await writeFile(path, '1\nx\n3\n');
    await assert.rejects(openNumbers(path), /line 2 of .* cannot be read/);
    assert.equal(await readFile(path, 'utf8'), '1\nx\n3\n');
  }));

test('a file that holds more old than new is rewritten when it is opened', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'file.ndjson');
    await appendFile(
      path,
      upTo(100)
        .map((entry) => `${entry}\n`)
        .join(''),
    );
    await openNumbers(path, (all) => all.slice(-60));
    assert.equal((await openNumbers(path)).found.length, 100, 'not worth it yet');
    await openNumbers(path, (all) => all.slice(-10));
    assert.deepEqual((await openNumbers(path)).found, upTo(100).slice(-10));
  }));
