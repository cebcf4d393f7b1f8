import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import * as z from 'zod';
import { readJsonFile, replaceFile } from '../../../server/demo/json-file.ts';
import { withFolder } from './with-folder.ts';

const schema = z.object({ count: z.int() });

test('what was written is read again, in a new folder, and no temporary file remains', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'deeper', 'file.json');
    assert.equal(await readJsonFile(path, schema), undefined);
    await replaceFile(path, '{"count":1}');
    await replaceFile(path, '{"count":2}');
    assert.deepEqual(await readJsonFile(path, schema), { count: 2 });
    assert.deepEqual(await readdir(join(folder, 'deeper')), ['file.json']);
  }));

test('a file that cannot be read stops the start instead of being lost', () =>
  withFolder(async (folder) => {
    const path = join(folder, 'file.json');
    for (const text of ['{"count":', '{"count":"many"}']) {
      await writeFile(path, text);
      await assert.rejects(readJsonFile(path, schema), /cannot be read/);
      assert.equal(await readFile(path, 'utf8'), text);
    }
  }));
