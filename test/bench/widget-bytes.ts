import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { parseSync } from 'vite';
import * as z from 'zod/mini';
import type { Figure } from './figure.ts';

const LANGUAGE = 'widget/i18n/list/id.ts';
const manifestSchema = z.record(z.string(), z.object({ file: z.string() }));

/**
 * What a page with the script tag downloads from Kasir before the customer can use the list of channels: `kasir.js`, the
 * texts in Indonesian, and their static imports. What is loaded after a choice (guides, a QR code) is not counted.
 */
export function measureWidget(): readonly Figure[] {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync('widget/dist/manifest.json', 'utf8')));
  const language = manifest[LANGUAGE]?.file;
  if (language === undefined) throw new Error(`the widget's build has no ${LANGUAGE}`);
  const files = new Set(['kasir.js', language].flatMap((entry) => [...staticImports(entry)]));
  const contents = [...files].map((file) => readFileSync(`widget/dist/${file}`));
  const sum = (size: (content: Buffer) => number): number =>
    contents.reduce((total, content) => total + size(content), 0);
  const brotli = (content: Buffer): number =>
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  const of = [...files].join(', ');
  return [
    { name: 'widget, brotli', value: sum(brotli), unitOfWork: 'B', of },
    { name: 'widget, gzip', value: sum((content) => gzipSync(content, { level: 9 }).length), unitOfWork: 'B', of },
    { name: 'widget, raw', value: sum((content) => content.length), unitOfWork: 'B', of },
  ];
}

function staticImports(entry: string): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [entry];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const { module } = parseSync(file, readFileSync(`widget/dist/${file}`, 'utf8'));
    const requests = [
      ...module.staticImports.map((one) => one.moduleRequest.value),
      ...module.staticExports.flatMap((one) => one.entries.flatMap((entryOf) => entryOf.moduleRequest?.value ?? [])),
    ];
    for (const request of requests) {
      if (!request.startsWith('.')) throw new Error(`${file} imports "${request}", which a browser cannot find`);
      pending.push(posix.join(posix.dirname(file), request));
    }
  }
  return found;
}
