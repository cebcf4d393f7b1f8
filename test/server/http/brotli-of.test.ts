import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { BROTLI, brotliOf } from '../../../server/http/brotli-of.ts';

const CONTENT = Buffer.from('export const checkout = "kasir";\n'.repeat(50));

function fileWith(t: TestContext, made: Buffer | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'kasir-brotli-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'kasir.js');
  if (made !== undefined) writeFileSync(path + BROTLI, made);
  return path;
}

test('what the build has compressed is used as it is', async (t) => {
  // Not what would be made here, so that one can be told from the other.
  const made = brotliCompressSync(CONTENT, { params: { [constants.BROTLI_PARAM_QUALITY]: 0 } });
  assert.deepEqual(await brotliOf(CONTENT, fileWith(t, made)), made);
});

const other = Buffer.from('something else');
for (const [title, made] of [
  ['is missing', undefined],
  ['is of other content', brotliCompressSync(other)],
  ['is of longer content', brotliCompressSync(Buffer.concat([CONTENT, other]))],
  ['is damaged', Buffer.from('not Brotli')],
  ['is empty', Buffer.alloc(0)],
] as const)
  test(`it is compressed here where the file ${title}`, async (t) => {
    assert.ok(brotliDecompressSync(await brotliOf(CONTENT, fileWith(t, made))).equals(CONTENT));
  });
