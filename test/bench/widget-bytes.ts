import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { figure, type Figure } from './figure.ts';

/**
 * What a page with the script tag downloads from Kasir before the customer can use the list of channels: `kasir.js` and
 * the texts in Indonesian, which import nothing statically. What is loaded later (guides, a QR code) is not counted.
 */
export function measureWidget(): readonly Figure[] {
  const language = readdirSync('widget/dist/chunks').find((name) => name.startsWith('list-id-'));
  if (language === undefined) throw new Error('the widget is built without its texts in Indonesian');
  const files = ['kasir.js', `chunks/${language}`];
  const contents = files.map((file) => readFileSync(`widget/dist/${file}`));
  const sum = (size: (content: Buffer) => number): number =>
    contents.reduce((total, content) => total + size(content), 0);
  const brotli = (content: Buffer): number =>
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  const of = files.join(', ');
  return [
    { name: 'widget, brotli', value: sum(brotli), unit: 'B', of },
    { name: 'widget, gzip', value: sum((content) => gzipSync(content, { level: 9 }).length), unit: 'B', of },
    { name: 'widget, raw', value: sum((content) => content.length), unit: 'B', of },
  ].map(figure);
}
