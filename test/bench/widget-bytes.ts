import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { LANGUAGES } from '../../shared/language.ts';
import { figure, type Figure } from './figure.ts';

/**
 * What a page with the script tag downloads from Kasir before the customer can use the list of channels, in the language
 * that is largest: `kasir.js`, which has one language in it, and the chunk of another one. What is loaded later is not
 * counted.
 */
export function measureWidget(): readonly Figure[] {
  const chunks = readdirSync('widget/dist/chunks');
  const languages = LANGUAGES.flatMap((language) => chunks.filter((name) => name.startsWith(`list-${language}-`)));
  const read = (file: string): Buffer => readFileSync(`widget/dist/${file}`);
  const [largest = ''] = languages.toSorted((a, b) => brotli(read(`chunks/${b}`)) - brotli(read(`chunks/${a}`)));
  const files = ['kasir.js', `chunks/${largest}`];
  const sum = (size: (content: Buffer) => number): number => files.reduce((total, file) => total + size(read(file)), 0);
  const of = files.join(', ');
  return [
    { name: 'widget, brotli', value: sum(brotli), unit: 'B', target: { most: 16_384 }, of },
    { name: 'widget, gzip', value: sum((content) => gzipSync(content, { level: 9 }).length), unit: 'B', of },
    { name: 'widget, raw', value: sum((content) => content.length), unit: 'B', of },
  ].map(figure);
}

const brotli = (content: Buffer): number =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
