import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, defineConfig, parseSync, type Plugin } from 'vite';

/*
 * `vite build` makes the widget, in two forms from the same sources:
 * - dist/kasir.js and dist/chunks/: the script tag's, with everything in it, chunks named by their content;
 * - dist/index.js, dist/define.js and dist/modules/: npm's, where lit and lean-qr stay imports.
 */

const target = 'es2022';
const npmPackages = /^(lit|lean-qr)(\/|$)/;

/** The module behind which everything lies that the list does not need. */
const LATER = 'payment-flow.ts';
const MARK = '?later';
const LENT = '\0lent-lit';
/** What later modules use of lit. */
const BORROWED = ['adoptStyles', 'css', 'html', 'nothing', 'svg'];

/**
 * Keeps kasir.js one file that no chunk imports: a page that pins its immutable twin must not load a second copy, and
 * a shared chunk would cost every page one more round trip before the list. So the modules from `payment-flow.ts` on are
 * built apart, with small copies of what they share with the list, and kasir.js lends them its lit (of which there can
 * be one only, for its Trusted Types policy).
 */
const oneFileFirst = (): Plugin => ({
  name: 'kasir:one-file-first',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (source.startsWith('\0')) return null;
    const later = importer?.endsWith(MARK) === true;
    if (later && source === 'lit') return LENT;
    if (!later && !source.endsWith(LATER)) return null;
    const found = await this.resolve(source, importer?.replace(MARK, ''), { skipSelf: true });
    return found && !found.external && !found.id.includes('node_modules') ? `${found.id}${MARK}` : found;
  },
  load: (id) => (id === LENT ? `export const { ${BORROWED.join(', ')} } = globalThis[Symbol.for('kasir.lit')];` : null),
  transform(code, id) {
    if (!id.endsWith('widget/define.ts')) return null;
    return `import { ${BORROWED.join(', ')} } from 'lit';
      globalThis[Symbol.for('kasir.lit')] ??= { ${BORROWED.join(', ')} };
      ${code}`;
  },
});

/**
 * A browser remembers that an `import()` failed, and fails it again for ever without asking the network. So a chunk that
 * did not arrive is asked for under another spelling of its address (`/%63hunks/`, which servers read as `/chunks/`), and
 * with it all that it imports itself. Who imports it decides when to try again.
 */
const askAnew = (): Plugin => ({
  name: 'kasir:ask-anew',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('widget/define.ts') ? `${ASK_ANEW}\n${code}` : null),
  renderChunk: {
    order: 'post',
    handler: (code) => ({
      code: code.replace(
        /\bimport\((["'`])(\.\/[^"'`]+)\1\)/g,
        (_, quote: string, path: string) =>
          `globalThis[Symbol.for("kasir.part")](${quote}${path}${quote},import.meta.url)`,
      ),
      map: null,
    }),
  },
});

/** Six letters, each as it is or escaped, spell 64 addresses; after those the query tells one from the next. */
const ASK_ANEW = `globalThis[Symbol.for('kasir.part')] ??= ((failures) => async (path, from) => {
  const url = new URL(path, from);
  // A page that pins the parts would not have pinned them under another spelling.
  const pinned = document.querySelector('script[type=importmap]')?.text.includes('"integrity"');
  if (failures && !pinned) {
    const spell = (letter, place) => (failures >> place) & 1 ? '%' + letter.charCodeAt(0).toString(16) : letter;
    url.pathname = url.pathname.replace(/[^/]+(?=\\/[^/]+$)/, [...'chunks'].map(spell).join(''));
    if (failures > 63) url.search = failures;
  }
  try {
    return await import(url.href);
  } catch (error) {
    failures++;
    throw error;
  }
})(0);`;

/**
 * Names every chunk by the digest of its content, ten letters and digits of its SHA-384: a server that keeps the files
 * of an earlier release can tell by the name alone that a file is what it was. What a chunk names itself is named first.
 */
const nameByContent = (): Plugin => ({
  name: 'kasir:name-by-content',
  writeBundle({ dir = '' }) {
    const folder = join(dir, 'chunks');
    const texts = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
    const renamed = new Map<string, string>();
    const withNames = (text: string): string =>
      [...renamed].reduce((so, [from, to]) => so.replaceAll(`/${from}`, `/${to}`), text);
    while (texts.size > 0) {
      const ready = [...texts].find(([own, text]) =>
        [...texts.keys()].every((name) => name === own || !text.includes(name)),
      );
      if (!ready)
        throw new Error(`chunks name each other, put what they share into "pieces": ${[...texts.keys()].join(', ')}`);
      const [name, text] = ready;
      texts.delete(name);
      const content = withNames(text);
      const digest = createHash('sha384')
        .update(content)
        .digest('base64')
        .replace(/[^A-Za-z0-9]/g, '')
        .slice(0, 10);
      const named = name.replace(/-[\w-]{8}\.js$/, `-${digest}.js`);
      writeFileSync(join(folder, name), content);
      renameSync(join(folder, name), join(folder, named));
      renamed.set(name, named);
    }
    for (const file of ['kasir.js', 'manifest.json'])
      writeFileSync(join(dir, file), withNames(readFileSync(join(dir, file), 'utf8')));
  },
});

/** Takes the white space out of css and html templates, where no more than one space means anything. */
const tightTemplates = (): Plugin => ({
  name: 'kasir:tight-templates',
  enforce: 'pre',
  transform(code, id) {
    const path = id.replace(MARK, '');
    if (!/\/widget\/.*\.ts$/.test(path)) return null;
    let tight = code;
    for (const { tag, start, end } of templatePieces(parseSync(path, code).program).toReversed()) {
      const text = code.slice(start, end);
      tight =
        tight.slice(0, start) + (tag === 'css' ? tightCss(text) : text.replace(/\s*\n\s*/g, ' ')) + tight.slice(end);
    }
    return { code: tight, map: null };
  },
});

const tightCss = (css: string): string =>
  css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/([:,]) /g, '$1')
    .replace(/(?<=[\s:(,-])0(?=\.\d)/g, '')
    .replaceAll(' > ', '>')
    .replaceAll(';}', '}');

interface Piece {
  readonly tag: string;
  readonly start: number;
  readonly end: number;
}

/** The literal parts of the tagged templates below `node`, in the order of the text. */
function templatePieces(node: unknown): Piece[] {
  if (typeof node !== 'object' || node === null) return [];
  const found = Object.values(node).flatMap(templatePieces);
  if (!('type' in node) || node.type !== 'TaggedTemplateExpression' || !('tag' in node) || !('quasi' in node))
    return found;
  const { tag, quasi } = node as { tag: { name?: string }; quasi: { quasis: readonly Omit<Piece, 'tag'>[] } };
  const own = quasi.quasis.map(({ start, end }) => ({ tag: tag.name ?? '', start, end }));
  return [...found, ...own].toSorted((one, other) => one.start - other.start);
}

const BUNDLED = [
  ['lit', 'LICENSE'],
  ['lean-qr', 'LICENSE'],
] as const;

/** The licences of the packages in kasir.js and its chunks, beside them. */
const thirdParty = (): Plugin => ({
  name: 'kasir:third-party',
  generateBundle() {
    const texts = BUNDLED.map(
      ([name, file]) => `${name}\n\n${readFileSync(`node_modules/${name}/${file}`, 'utf8').trim()}\n`,
    );
    this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.txt', source: texts.join(`\n${'-'.repeat(72)}\n\n`) });
  },
});

/** The second form, made when the first is done. */
const npmModules = (): Plugin => ({
  name: 'kasir:npm-modules',
  apply: 'build',
  async closeBundle() {
    if (this.meta.watchMode) return;
    const { root, build: first } = this.environment.config;
    await build({
      root,
      configFile: false,
      logLevel: 'warn',
      build: {
        target,
        outDir: first.outDir,
        emptyOutDir: false,
        minify: false,
        modulePreload: false,
        lib: {
          entry: {
            index: 'widget/index.ts',
            define: 'widget/define.ts',
            'on-server': 'widget/on-server.ts',
            'define-on-server': 'widget/define-on-server.ts',
          },
          formats: ['es'],
        },
        rolldownOptions: {
          external: npmPackages,
          // Not `.js`: the BFF serves those, and these are not for browsers as they are.
          output: { entryFileNames: '[name].js', chunkFileNames: 'modules/[name].mjs' },
        },
      },
    });
  },
});

export default defineConfig({
  plugins: [oneFileFirst(), askAnew(), tightTemplates(), nameByContent(), thirdParty(), npmModules()],
  base: './',
  build: {
    target,
    outDir: 'widget/dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    modulePreload: false,
    // A library, so that vite leaves `import()` alone.
    lib: { entry: { kasir: 'widget/define.ts' }, formats: ['es'] },
    rolldownOptions: {
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: ({ moduleIds }) => {
          // A language has a file of one name in each folder of messages.
          const [, folder, language] = /\/i18n\/(\w+)\/(\w+)\.ts/.exec(moduleIds.at(-1) ?? '') ?? [];
          return `chunks/${folder && language ? `${folder}-${language}` : '[name]'}-[hash].js`;
        },
        // What the views of instructions share, apart from the part that loads them: no two chunks name each other.
        codeSplitting: {
          groups: [
            {
              name: 'pieces',
              test: /(views\/parts|session\/problem|ui\/((payment-)?icons|group-text|field-check))\.ts\?later$/,
            },
          ],
        },
        minify: true,
        comments: false,
        postBanner: ({ isEntry }) =>
          isEntry ? '/*! Kasir, MIT. Licences of what it contains: THIRD-PARTY.txt */' : '',
      },
    },
  },
});
