import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, posix } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'vite';
import * as z from 'zod/mini';
import { LANGUAGES } from '../../shared/language.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What a page may download before the list can be used. */
const BUDGET = 20_000;
/** Of one later chunk. */
const CHUNK_BUDGET = 12_000;

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.optional(z.boolean()),
    imports: z.optional(z.array(z.string())),
    dynamicImports: z.optional(z.array(z.string())),
  }),
);

const brotli = (content: Buffer): number =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

describe('the built widget', () => {
  let dist = '';
  let files: readonly string[] = [];
  const read = (file: string): Buffer => readFileSync(join(dist, file));
  const sizeOf = (file: string): number => brotli(read(file));

  before(async () => {
    // Below node_modules, so that what npm's modules import is found.
    dist = mkdtempSync(join(root, 'node_modules/.cache/kasir-widget-'));
    await build({
      root,
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: dist, emptyOutDir: true },
    });
    files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => /\.m?js$/.test(file));
  });
  after(() => rmSync(dist, { recursive: true, force: true }));

  const manifest = () => manifestSchema.parse(JSON.parse(read('manifest.json').toString()));

  /** A chunk and all it imports statically. */
  function withImports(name: string, found = new Set<string>()): Set<string> {
    const chunk = manifest()[name];
    assert.ok(chunk, name);
    if (found.has(chunk.file)) return found;
    found.add(chunk.file);
    for (const imported of chunk.imports ?? []) withImports(imported, found);
    return found;
  }

  test('costs a page less than 20,000 bytes before its list can be used, in any language', () => {
    const [entry] = Object.entries(manifest()).filter(([, { isEntry }]) => isEntry);
    assert.equal(entry?.[1].file, 'kasir.js');
    const first = [...withImports(entry[0])].reduce((sum, file) => sum + sizeOf(file), 0);
    for (const language of LANGUAGES) {
      const words = manifest()[`widget/i18n/${language}.ts`];
      assert.ok(words, language);
      const total = first + sizeOf(words.file);
      assert.ok(total < BUDGET, `${language}: ${total} bytes`);
    }
  });

  test('is one file at first: no request waits for another before the list', () => {
    const [entry] = Object.values(manifest()).filter(({ isEntry }) => isEntry);
    assert.deepEqual(entry?.imports ?? [], []);
  });

  test('asks for every chunk by way of the one that can ask anew, or a lost one would stay lost', () => {
    for (const file of files.filter((name) => name === 'kasir.js' || name.startsWith('chunks/')))
      assert.doesNotMatch(read(file).toString(), /import\(["'`]/, file);
  });

  test('has no chunk that imports kasir.js, which a page may have loaded under another name', () => {
    const chunks = files.filter((file) => file.startsWith('chunks/'));
    assert.ok(chunks.length > 10);
    for (const chunk of chunks) assert.doesNotMatch(read(chunk).toString(), /kasir\.js/, chunk);
  });

  test('has only chunks that are named by their content, found where they are named, and small (F5)', () => {
    for (const file of files.filter((name) => name === 'kasir.js' || name.startsWith('chunks/'))) {
      const digest = createHash('sha384')
        .update(read(file))
        .digest('base64')
        .replace(/[^A-Za-z0-9]/g, '');
      if (file !== 'kasir.js') assert.ok(file.endsWith(`-${digest.slice(0, 10)}.js`), `${file} is ${digest}`);
      assert.ok(sizeOf(file) < (file === 'kasir.js' ? BUDGET : CHUNK_BUDGET), `${file}: ${sizeOf(file)}`);
      for (const [, named = ''] of read(file)
        .toString()
        .matchAll(/(?:from|import)\s*\(?[`"'](\.[^`"']+)[`"']/g))
        assert.ok(existsSync(join(dist, posix.join(posix.dirname(file), named))), `${file} names ${named}`);
    }
  });

  test('needs nothing a strict content policy forbids', () => {
    for (const file of files.filter((name) => name === 'kasir.js' || name.startsWith('chunks/'))) {
      const code = read(file).toString();
      assert.doesNotMatch(code, /\beval\(|new Function\(|document\.write|insertAdjacentHTML/, file);
      assert.doesNotMatch(code, /<[a-z][^<>]*\sstyle=/, `${file} has a style attribute`);
    }
  });

  test('knows no provider', () => {
    for (const file of files) assert.doesNotMatch(read(file).toString(), /xendit|nicepay|bdpay/i, file);
  });

  test('for npm leaves the packages it depends on to npm', () => {
    const element = files
      .filter((file) => file.startsWith('modules/'))
      .map((file) => read(file).toString())
      .join('\n');
    for (const name of ['lit', 'lean-qr/nano']) assert.match(element, new RegExp(`from "${name}"`), name);
  });

  for (const entry of ['on-server.js', 'define-on-server.js'])
    test(`${entry} can be imported by Node, and leaves nothing behind`, () => {
      const script = `const before = Object.getOwnPropertyNames(globalThis).length;
        await import(${JSON.stringify(join(dist, entry))});
        process.exitCode = Object.getOwnPropertyNames(globalThis).length - before;`;
      assert.equal(spawnSync(process.execPath, ['--input-type=module', '--eval', script]).status, 0);
    });
});

test('the sources can be imported by Node, and register nothing on their own', () => {
  const script = `import assert from 'node:assert/strict';
    const { KasirCheckout } = await import('./widget/index.ts');
    assert.equal(typeof KasirCheckout, 'function');
    assert.equal(globalThis.customElements?.get('kasir-checkout'), undefined);
    await import('./widget/define.ts');`;
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
});
