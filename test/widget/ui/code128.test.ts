import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { code128 } from '../../../widget/ui/code128.ts';

/* JsBarcode is the judge: its own encoder for whole texts, and its table of bars for what its encoder packs otherwise. */

const require = createRequire(import.meta.url);
const encoded = z.object({ encode: z.function() });
const classes = z.record(
  z.string(),
  z.custom<new (text: string, options: object) => unknown>((value) => typeof value === 'function'),
);
const JUDGE = classes.parse(require('jsbarcode/bin/barcodes/CODE128/index.js'));
const { BARS } = z.object({ BARS: z.array(z.number()) }).parse(require('jsbarcode/bin/barcodes/CODE128/constants.js'));

function judged(set: 'CODE128B' | 'CODE128C', text: string): string {
  const Encoder = JUDGE[set];
  assert.ok(Encoder);
  const encoder = new Encoder(text, {});
  assert.ok(encoded.safeParse(encoder).success || (encoder && typeof encoder === 'object' && 'encode' in encoder));
  const { data } = z.object({ data: z.string() }).parse((encoder as { encode: () => unknown }).encode());
  return data;
}

const bits = (widths: readonly number[]): string =>
  widths.map((width, index) => (index % 2 === 0 ? '1' : '0').repeat(width)).join('');

/** Reads bars as a scanner does: symbols by their width, the code sets, the checksum. */
function scan(pattern: string): string {
  const symbols: number[] = [];
  for (let at = 0; at < pattern.length - 13; at += 11) symbols.push(BARS.indexOf(Number(pattern.slice(at, at + 11))));
  assert.equal(pattern.slice(-13), String(BARS[106]), 'the stop');
  assert.ok(!symbols.includes(-1), 'only symbols of the standard');
  const checksum = symbols.pop();
  assert.equal(checksum, symbols.reduce((sum, symbol, index) => sum + symbol * Math.max(index, 1), 0) % 103);
  const [start, ...rest] = symbols;
  assert.ok(start === 104 || start === 105, 'a start');
  let set = start === 105 ? 'C' : 'B';
  let text = '';
  for (const symbol of rest) {
    if (set === 'B' && symbol === 99) set = 'C';
    else if (set === 'C' && symbol === 100) set = 'B';
    else text += set === 'C' ? String(symbol).padStart(2, '0') : String.fromCharCode(symbol + 32);
  }
  return text;
}

const draw = (text: string): string => bits(code128(text) ?? []);

test('an even run of digits is what JsBarcode makes of it in set C', () => {
  for (const text of ['12', '0000', '123456', '7788990011223344', '381659999612345678'])
    assert.equal(draw(text), judged('CODE128C', text));
});

test('text without runs of digits is what JsBarcode makes of it in set B', () => {
  for (const text of ['A', 'KSR', 'Kasir 1-2-3', '~!"#$%&', 'a1b2c3', '1', '123'])
    assert.equal(draw(text), judged('CODE128B', text));
});

test('a scanner reads back what was written', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~]{1,30}$/), (text) => {
      assert.equal(scan(draw(text)), text);
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z]{0,4}\d{1,18}[A-Z]{0,2}$/), (text) => {
      assert.equal(scan(draw(text)), text);
    }),
  );
});

test('digits are packed: a payment code is narrow enough for a phone', () => {
  const modules = (text: string) => (code128(text) ?? []).reduce((sum, width) => sum + width, 0);
  assert.ok(modules('KSR7788990011') < 13 * 11);
  assert.equal(modules('7788990011223344'), 11 + 8 * 11 + 11 + 13);
});

test('text that Code 128 cannot write has no barcode', () => {
  for (const text of ['', 'é', 'kode\n', '码']) assert.equal(code128(text), undefined);
});
