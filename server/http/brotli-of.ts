import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';

/** Of a file that the build has compressed: `kasir.js.br` beside `kasir.js`. */
export const BROTLI = '.br';

/**
 * The content, compressed as far as Brotli can. That takes a third of the time of a start, so the build has done it; where
 * its file is missing or is not of this content, it is done here.
 *
 * @param path of the uncompressed file
 */
export async function brotliOf(content: Buffer, path?: string): Promise<Buffer> {
  const made = path === undefined ? undefined : await readFile(path + BROTLI).catch(() => undefined);
  return made !== undefined && (await isOf(made, content))
    ? made
    : promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
}

const isOf = (made: Buffer, content: Buffer): Promise<boolean> =>
  promisify(brotliDecompress)(made, { maxOutputLength: content.length }).then(
    (text) => text.equals(content),
    () => false,
  );
