import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'lightningcss';
import { minifyHTMLLiterals } from 'minify-literals';
import { build, defineConfig, type Plugin } from 'vite';

/*
 * `vite build` makes the widget, in two forms from the same sources:
 * - dist/kasir.js and dist/chunks/: the script tag's, with everything in it, chunks named by their content;
 * - dist/index.js, dist/define.js and dist/modules/: npm's, where lit and lean-qr stay imports.
 */

const target = 'es2022';
const npmPackages = /^(lit|lean-qr|react|vue)(\/|$)/;
const sharedLit = fileURLToPath(new URL('widget/script-tag/shared-lit.ts', import.meta.url));

/** Takes the white space and the comments out of templates and style sheets. */
const minifyTemplates = (): Plugin => ({
  name: 'kasir:minify-templates',
  enforce: 'pre',
  async transform(source, id) {
    if (!/\/widget\/.*\.ts$/.test(id)) return null;
    const code = source.replace(/\bcss`([^`]*)`/g, (_, css: string) => `css\`${minifyStyles(css, id)}\``);
    const html = {
      fileName: id,
      generateSourceMap: false,
      shouldMinifyCSS: () => false,
      // In a drawing, what is not closed holds what follows, which then does not show.
      // A space between two words in elements of their own stays one.
      minifyOptions: { keepClosingSlash: true, conservativeCollapse: true },
    } as const;
    return { code: (await minifyHTMLLiterals(code, html))?.code ?? code, map: null };
  },
});

/** By Lightning CSS: what minifies the templates does not know present-day CSS. Both a style sheet and bare declarations. */
function minifyStyles(css: string, filename: string): string {
  const own = css.replaceAll(EXPRESSION, '');
  const isBare = own.includes(':') && !own.includes('{');
  const expressions: string[] = [];
  const code = css.replace(EXPRESSION, (expression, at: number) => {
    // Each with a name of its own, or Lightning CSS would make one of them.
    const name = `expression-${expressions.push(expression)}`;
    const before = css.slice(0, at).replaceAll(EXPRESSION, '');
    // A whole style sheet outside of the rules, declarations inside of one.
    return before.split('{').length === before.split('}').length ? `${name}{--${name}:0}` : `--${name}:0;`;
  });
  const minified = transform({ filename, minify: true, code: Buffer.from(isBare ? `a{${code}}` : code) })
    .code.toString()
    .replace(/expression-(\d+)\{--expression-\d+:0\}|--expression-(\d+):0;?/g, (_, sheet?: string, rule?: string) => {
      return expressions[Number(sheet ?? rule) - 1] ?? '';
    });
  return isBare ? `${minified.slice(2, -1)};` : minified;
}

const EXPRESSION = /\$\{[^}]*\}/g;

/** Marks the import of a chunk until its address is written. */
const CHUNK = 'kasir-chunk:';
const CHUNK_IMPORT = /(?<prefetch>\bprefetch: ?\(\) ?=> ?)?\bimport\(["'`]kasir-chunk:(?<name>[^"'`]+)["'`]\)/g;

/**
 * Makes every `import()` a bundle of its own that imports nothing statically: what several bundles use, each has a copy
 * of; lit, of which a page can have one only (for its Trusted Types policy), they take from kasir.js
 * ({@link sharedLit}). So
 * - a page that pins the versioned twin of kasir.js never loads a second copy, since no chunk imports kasir.js;
 * - a chunk that did not arrive can be asked for again by a query (`script-tag/import-chunk.ts`): what a chunk imported
 *   itself would be remembered by the browser as failed, and would fail again whatever the query;
 * - no request waits for another but the one that asks for it. In Chromium at 400 ms and 400 kbit/s the list is there after
 *   2.4 s and 2 requests, with the bundler's shared chunks after 2.9 s and 4; a paid number takes 7 requests, not 10, and
 *   46.0 kB, not 47.7.
 */
const bundlePerImport = (): Plugin => {
  const chunks = new Map<string, Promise<Chunk>>();
  /** `folder`: where chunks lie, as seen from the bundles that this links. */
  const link = (folder: string): Plugin => ({
    name: 'kasir:link-chunks',
    enforce: 'pre',
    async resolveId(source, importer, { kind }) {
      if (kind !== 'dynamic-import') return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      if (!found) return null;
      const chunk = chunks.get(found.id) ?? bundleChunk(found.id, link('./'));
      chunks.set(found.id, chunk);
      return { id: CHUNK + (await chunk).name, external: true };
    },
    renderChunk: {
      order: 'post',
      handler: (code) => ({
        code: code.replace(CHUNK_IMPORT, (_, prefetch: string | undefined, name: string) =>
          importCall(folder + name, prefetch),
        ),
        map: null,
      }),
    },
  });
  return {
    ...link('./chunks/'),
    name: 'kasir:bundle-per-import',
    buildStart: () => chunks.clear(),
    async buildEnd() {
      for (const { modules } of await Promise.all(chunks.values())) for (const id of modules) this.addWatchFile(id);
    },
    async generateBundle() {
      for (const { name, code } of await Promise.all(chunks.values()))
        this.emitFile({ type: 'asset', fileName: `chunks/${name}`, source: code });
    },
  };
};

/** A member named `prefetch` (`prefetch-flow.ts`) downloads the chunk into the browser's cache and runs nothing. */
const importCall = (path: string, prefetch = ''): string => {
  const load = prefetch
    ? '(url)=>fetch(url,{priority:"low"}).then((answer)=>answer.ok?answer.blob():Promise.reject(answer.status))'
    : '(url)=>import(url)';
  return `${prefetch}globalThis[Symbol.for("kasir.importChunk")]("${path}",import.meta.url,${load})`;
};

interface Chunk {
  readonly name: string;
  readonly code: string;
  /** Paths of the sources in it. */
  readonly modules: readonly string[];
}

/**
 * Named by its content, ten letters and digits of its SHA-384: a server that keeps the files of an earlier release can
 * tell by the name alone that a file is unchanged.
 */
async function bundleChunk(entry: string, link: Plugin): Promise<Chunk> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [link, minifyTemplates()],
    resolve: { alias: [{ find: /^lit$/, replacement: sharedLit }] },
    build: {
      target,
      write: false,
      modulePreload: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: { checks: { bundlerTimings: false }, output: { minify: true, comments: false } },
    },
  });
  const [output] = Array.isArray(built) ? built : [];
  const [bundle] = output?.output ?? [];
  if (bundle?.type !== 'chunk') throw new Error(`no bundle was made of ${entry}`);
  const digest = createHash('sha384')
    .update(bundle.code)
    .digest('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 10);
  // A language has a file of one name in each folder of messages.
  const [, folder, language] = /\/i18n\/(\w+)\/(\w+)\.ts$/.exec(entry) ?? [];
  const title = folder && language ? `${folder}-${language}` : basename(entry, '.ts');
  return { name: `${title}-${digest}.js`, code: bundle.code, modules: bundle.moduleIds };
}

const BUNDLED = [
  ['lit', 'LICENSE'],
  ['lean-qr', 'LICENSE'],
] as const;

/** What lit tells somebody who passes a style sheet wrongly, 150 bytes on the way to the list: ours are built. */
const dropStyleErrors: Plugin = {
  name: 'kasir:drop-style-errors',
  transform(code, id) {
    if (!id.endsWith('/css-tag.js')) return null;
    const shorter = code.replace(/\bError\("[^)]*\)/g, 'Error("css")');
    if (shorter === code) throw new Error(`${id} has other errors than before`);
    return { code: shorter, map: null };
  },
};

/**
 * The package says that no source does anything when it is imported; this one of kasir.js does. Of lit all say that they
 * do; the element is one without `LitElement`, which only notes its version.
 */
const sideEffects: Plugin = {
  name: 'kasir:side-effects',
  transform(_, id) {
    if (id.endsWith('/script-tag/request-first.ts')) return { moduleSideEffects: true };
    return id.endsWith('/lit-element.js') ? { moduleSideEffects: false } : null;
  },
};

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

/**
 * The wrappers for frameworks import the element by the package's name, which is another file on a server: one file of
 * theirs serves both sides, as React's server components need it.
 */
const byPackageName: Plugin = {
  name: 'kasir:by-package-name',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === '../index.ts' && importer && /\/widget\/(react|vue)\//.test(importer)
      ? { id: '@kasir/widget', external: true }
      : null,
};

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
      plugins: [byPackageName],
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
            testing: 'widget/testing/index.ts',
            react: 'widget/react/react.ts',
            vue: 'widget/vue/vue.ts',
          },
          formats: ['es'],
        },
        rolldownOptions: {
          external: npmPackages,
          // Not `.js`: the BFF serves those, and these are not for browsers as they are.
          output: {
            entryFileNames: '[name].js',
            chunkFileNames: 'modules/[name].mjs',
            // So that a server component may import it.
            banner: ({ name }) => (name === 'react' ? "'use client';" : ''),
          },
        },
      },
    });
  },
});

export default defineConfig({
  plugins: [sideEffects, dropStyleErrors, bundlePerImport(), minifyTemplates(), thirdParty(), npmModules()],
  base: './',
  build: {
    target,
    outDir: 'widget/dist',
    emptyOutDir: true,
    modulePreload: false,
    // A library, so that vite leaves `import()` alone.
    lib: { entry: { kasir: 'widget/script-tag/script-tag.ts' }, formats: ['es'] },
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: {
        entryFileNames: '[name].js',
        minify: true,
        comments: false,
        postBanner: ({ isEntry }) =>
          isEntry ? '/*! Kasir, MIT. Licences of what it contains: THIRD-PARTY.txt */' : '',
      },
    },
  },
});
