import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, posix } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, parseSync } from 'vite';
import { LANGUAGES } from '../../shared/language.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What a page may download before the list can be used. */
const BUDGET = 16_384;
/** Of each chunk. */
const CHUNK_BUDGET = 8_192;

const brotli = (content: Buffer): number =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

describe('the built widget', () => {
  let dist = '';
  let files: readonly string[] = [];
  const read = (file: string): Buffer => readFileSync(join(dist, file));
  const sizeOf = (file: string): number => brotli(read(file));

  before(async () => {
    // Below node_modules, so that what npm's modules import is found.
    mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
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

  /** What a page loads: the entry and its chunks. */
  const served = (): string[] => files.filter((name) => name === 'kasir.js' || name.startsWith('chunks/'));

  test('costs a page at most 16,384 bytes before its list can be used, in any language', () => {
    for (const language of LANGUAGES) {
      const chunks = served().filter((file) => file.startsWith(`chunks/list-${language}-`));
      // Indonesian is in the entry.
      assert.equal(chunks.length, language === 'id' ? 0 : 1, language);
      const total = ['kasir.js', ...chunks].reduce((sum, file) => sum + sizeOf(file), 0);
      assert.ok(total <= BUDGET, `${language}: ${total} bytes`);
    }
  });

  test('has no file with a static import: no request waits for another, and a lost chunk can be asked for again', () => {
    assert.ok(served().length > 10);
    for (const file of served()) {
      const { module } = parseSync(file, read(file).toString());
      const imported = [...module.staticImports, ...module.staticExports.flatMap(({ entries }) => entries)];
      assert.deepEqual(
        imported.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
        [],
        file,
      );
    }
  });

  test('imports every chunk by way of importChunk, which can ask for a lost one again', () => {
    for (const file of served()) assert.doesNotMatch(read(file).toString(), /import\(["'`][.k]/, file);
  });

  test('has only chunks that are named by their content, found where they are named, and small (F5)', () => {
    for (const file of served()) {
      const digest = createHash('sha384')
        .update(read(file))
        .digest('base64')
        .replace(/[^A-Za-z0-9]/g, '');
      if (file !== 'kasir.js') assert.ok(file.endsWith(`-${digest.slice(0, 10)}.js`), `${file} is ${digest}`);
      assert.ok(sizeOf(file) < (file === 'kasir.js' ? BUDGET : CHUNK_BUDGET), `${file}: ${sizeOf(file)}`);
      for (const [, named = ''] of read(file)
        .toString()
        .matchAll(/[`"'](\.\/[^`"']+\.js)[`"']/g))
        assert.ok(served().includes(posix.join(posix.dirname(file), named)), `${file} names ${named}`);
    }
    const names = served()
      .map((file) => read(file).toString())
      .join('\n');
    for (const file of served().filter((name) => name !== 'kasir.js'))
      assert.ok(names.includes(posix.basename(file)), `nothing imports ${file}`);
  });

  test('contains lit once: chunks import it from kasir.js', () => {
    for (const file of served())
      assert.equal(read(file).toString().includes('createPolicy(`lit-html`'), file === 'kasir.js', file);
  });

  test('needs nothing a strict content policy forbids', () => {
    for (const file of served()) {
      const code = read(file).toString();
      assert.doesNotMatch(code, /\beval\(|new Function\(|document\.write|insertAdjacentHTML/, file);
      assert.doesNotMatch(code, /<[a-z][^<>]*\sstyle=/, `${file} has a style attribute`);
    }
  });

  test('loses no style and no part of a drawing to the minifier', () => {
    for (const file of served()) {
      const code = read(file).toString();
      assert.doesNotMatch(code, /<(path|rect|circle)\b[^<>]*[^/<>]>/, `${file}: a shape that is not closed`);
      assert.doesNotMatch(code, /expression-?\d*\{|--expression/, file);
      for (const [, name = ''] of code.matchAll(/class="?(facts|fact|tools|tool|steps|qr|barcode|paper)[" >]/g))
        assert.match(code, new RegExp(`[}\`,]\\.${name}[ ,{.]`), `${file} has no style of .${name}`);
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

  test('the components for frameworks leave the framework and the element to npm, and say that they are for clients', () => {
    for (const name of ['react', 'vue']) {
      const code = read(`${name}.js`).toString();
      const { module } = parseSync(`${name}.js`, code);
      const imported = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
      assert.deepEqual(imported.filter((one) => !one.startsWith('./modules/')).toSorted(), ['@kasir/widget', name]);
      assert.equal(code.startsWith('"use client";'), name === 'react');
      for (const shared of imported.filter((one) => one.startsWith('./modules/')))
        assert.ok(read(shared).length < 2_000, `${shared} is more than glue`);
    }
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
