import assert from 'node:assert/strict';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { StorageUnavailable } from '../../../server/payments/ports/ports.ts';
import { expectSameFiles } from '../../../server/store/expect-same-files.ts';
import { tempFolder } from './temp-store.ts';

test('a file that is moved away is missed until it is back, and one in its place is not taken for it', (t) => {
  const path = join(tempFolder(t), 'kasir.db');
  writeFileSync(path, 'first');
  const assertSame = expectSameFiles([path]);
  const isUnavailable = (message: RegExp) => (error: unknown) =>
    error instanceof StorageUnavailable && message.test(error.message);
  assertSame();
  writeFileSync(path, 'changed');
  assertSame();

  renameSync(path, `${path}.away`);
  assert.throws(assertSame, isUnavailable(/kasir\.db was deleted or moved away/));
  writeFileSync(path, 'another');
  assert.throws(assertSame, isUnavailable(/kasir\.db was replaced by another file/));
  renameSync(`${path}.away`, path);
  assertSame();
});
