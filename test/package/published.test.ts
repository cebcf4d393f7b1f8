import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { VERSION } from '../../server/http/version.ts';
import { install, packedFiles, type Installed } from './installed.ts';

test('every package and the server have the same version', () => {
  const versionOf = (folder: string): unknown => {
    const parsed: unknown = JSON.parse(readFileSync(new URL(`../../${folder}package.json`, import.meta.url), 'utf8'));
    return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? parsed.version : undefined;
  };
  assert.deepEqual(['', 'server/', 'widget/'].map(versionOf), [VERSION, VERSION, VERSION]);
});

for (const workspace of ['server', 'widget'] as const) {
  test(`the ${workspace} publishes its build and documents, and nothing else`, () => {
    const files = packedFiles(workspace);
    for (const needed of ['package.json', 'LICENSE', 'README.md', 'CHANGELOG.md', 'dist/index.js']) {
      assert.ok(files.includes(needed), `${needed} is missing`);
    }
    const stray = files.filter(
      (path) =>
        !/^(package\.json|LICENSE|(?:CHANGELOG|README|RUNBOOK)\.md|deploy\/.*|providers\/\w+\/README\.md|recipes\/.*|dist\/.*)$/.test(
          path,
        ),
    );
    assert.deepEqual(stray, []);
    assert.deepEqual(
      files.filter((path) => /\.(ts|tsbuildinfo|env|db|log)$/.test(path) && !path.endsWith('.d.ts')),
      [],
    );
  });
}

for (const workspace of ['server', 'widget'] as const) {
  test(`every relative link in the documents of the ${workspace} leads to a published file (N16)`, () => {
    const files = packedFiles(workspace);
    const pages = files.filter((path) => path.endsWith('.md'));
    assert.ok(pages.includes('README.md'));
    const dead = pages.flatMap((page) => {
      const text = readFileSync(new URL(`../../${workspace}/${page}`, import.meta.url), 'utf8');
      return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^(?:https?:|mailto:|#)/.test(target))
        .map((target) => posix.join(posix.dirname(page), target.replace(/#.*$/, '')))
        .filter((path) => !files.includes(path))
        .map((path) => `${page}: ${path}`);
    });
    assert.deepEqual(dead, []);
  });
}

describe('in a project that installed both packages', () => {
  let project: Installed;
  before(() => {
    project = install();
  });
  after(() => project.remove());

  test('the server runs embedded in another process, as its README shows', () => {
    const readme = readFileSync(join(project.folder, 'node_modules/@kasir/server/README.md'), 'utf8');
    const [, shown = ''] = /### In a process of your own\n[^]*?```ts\n([^]*?)```/.exec(readme) ?? [];
    assert.match(shown, /\.listen\(4000\)/);
    const key = Buffer.alloc(32, 1).toString('base64');
    const settings = {
      PUBLIC_URL: 'http://localhost:4000',
      DATABASE_URL: `file:${join(project.folder, 'kasir.db')}`,
      KASIR_API_KEYS: 'api-key-number-one',
      KASIR_TOKEN_SECRETS: 'token-secret-number-one',
      KASIR_ENCRYPTION_KEYS: key,
      KASIR_ALLOWED_ORIGINS: 'http://localhost:3000',
      KASIR_PROVIDERS: 'xendit',
      XENDIT_SECRET_KEY: `xnd_development_${'x'.repeat(20)}`,
      XENDIT_CALLBACK_TOKEN: 'callback-token-number-one',
    };
    const { status, stdout, stderr } = project.run(`
      Object.assign(process.env, ${JSON.stringify(settings)});
      const program = {};
      ${shown.replace('createServer(kasir.handler).listen(4000)', 'program.server = createServer(kasir.handler).listen(0)')}
      const at = 'http://localhost:' + program.server.address().port;
      const ready = await fetch(at + '/readyz');
      const widget = await fetch(at + '/kasir.js');
      console.log(ready.status, widget.status, kasir.hasWidget);
      kasir.drain();
      program.server.close();
      program.server.closeAllConnections();
      await kasir.stop();
    `);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^200 200 true$/m);
  });

  test('the client is one file that imports nothing, and uses nothing of Node’s', () => {
    const text = readFileSync(join(project.folder, 'node_modules/@kasir/server/dist/client.js'), 'utf8');
    assert.doesNotMatch(text, /^import\b|\bimport\s*\(|\brequire\s*\(|\bprocess\.\w|\bBuffer\b|node:/m);
  });

  for (const entry of ['@kasir/widget', '@kasir/widget/define', '@kasir/widget/testing']) {
    test(`${entry} can be imported under Node, where it has no effect`, () => {
      const { status, stdout, stderr } = project.run(`
        const before = Object.getOwnPropertyNames(globalThis).sort().join();
        const module = await import('${entry}');
        const after = Object.getOwnPropertyNames(globalThis).sort().join();
        console.log(JSON.stringify({ same: before === after, exports: Object.keys(module) }));
      `);
      assert.equal(status, 0, stderr);
      const said = stdout.trim();
      assert.match(said, /"same":true/, said);
      if (entry === '@kasir/widget') assert.match(said, /"KasirCheckout"/, said);
    });
  }

  for (const [name, render] of Object.entries({
    react: `const { createElement } = await import('react');
      const { renderToString } = await import('react-dom/server');
      return renderToString(createElement(KasirCheckout, { ...settings, onPaid() {} }, createElement('p', { slot: 'footer' }, 'Help')));`,
    vue: `const { createSSRApp, h } = await import('vue');
      const { renderToString } = await import('vue/server-renderer');
      return renderToString(createSSRApp(() => h(KasirCheckout, { ...settings, onPaid() {} }, { footer: () => 'Help' })));`,
  }))
    test(`@kasir/widget/${name} renders the tag on a server, and nothing of its properties`, () => {
      const { status, stdout, stderr } = project.run(`
        await import('${name}');
        const before = Object.getOwnPropertyNames(globalThis).sort().join();
        const { KasirCheckout } = await import('@kasir/widget/${name}');
        const after = Object.getOwnPropertyNames(globalThis).sort().join();
        const settings = { bff: '/pay', token: 't', theme: 'dark', session: { now: '' }, renewToken: async () => 't' };
        const render = async () => { ${render} };
        console.log(before === after, await render());
      `);
      assert.equal(status, 0, stderr);
      assert.equal(stderr, '');
      assert.match(
        stdout,
        /^true <kasir-checkout bff="\/pay" token="t" theme="dark">.*<(p|div) slot="footer">Help<\/\1>.*<\/kasir-checkout>\n$/,
      );
    });

  test('the command prints its help', () => {
    const { status, stdout, stderr } = project.exec(['node_modules/@kasir/server/dist/cli.js', '--help']);
    assert.equal(status, 0, stderr);
    for (const command of ['serve', 'demo', 'migrate']) assert.match(stdout, new RegExp(`\\b${command}\\b`));
  });

  test('the command prints its version (N16)', () => {
    const { status, stdout } = project.exec(['node_modules/@kasir/server/dist/cli.js', '--version']);
    assert.deepEqual([status, stdout], [0, `${VERSION}\n`]);
  });

  test('without configuration the command names every fault at once and exits with 78', () => {
    const { status, stdout, stderr } = project.exec(['node_modules/@kasir/server/dist/cli.js', 'serve']);
    const said = stdout + stderr;
    assert.equal(status, 78, said);
    for (const variable of ['PUBLIC_URL', 'KASIR_API_KEYS', 'KASIR_TOKEN_SECRETS', 'KASIR_PROVIDERS']) {
      assert.ok(said.includes(variable), `${variable} is not named in:\n${said}`);
    }
  });

  for (const [module, resolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ]) {
    test(`TypeScript finds the types (${resolution})`, () => {
      writeFileSync(
        join(project.folder, 'consumer.ts'),
        `import { createKasir, type Kasir } from '@kasir/server';
         import { createClient, verifyEvent } from '@kasir/server/client';
         import { KasirCheckout } from '@kasir/widget';
         import '@kasir/widget/define';
         import { createFakeBff } from '@kasir/widget/testing';
         export const amount: number | undefined = createFakeBff({ channels: ['qris'] }).payment?.amount;
         // @ts-expect-error: a channel that is none
         export const unknownChannel = () => createFakeBff({ channels: ['va_nowhere'] });
         import { KasirCheckout as ForReact } from '@kasir/widget/react';
         import { KasirCheckout as ForVue } from '@kasir/widget/vue';
         // @ts-expect-error: were the types missing, this would be allowed
         export const forReact: string = ForReact;
         // @ts-expect-error: likewise
         export const forVue: string = ForVue;
         export const element = (): KasirCheckout => new KasirCheckout();
         // @ts-expect-error: were the types missing, this would be allowed
         export const wrong: string = createKasir;
         // @ts-expect-error: and were a package of types missing behind them
         export const handler = (kasir: Kasir): string => kasir.handler;
         const client = createClient({ url: '', apiKey: '' });
         export const reference = async (): Promise<string> => (await client.checkouts.get('co_1')).reference;
         export async function paid(body: string, headers: Headers): Promise<number | undefined> {
           const event = await verifyEvent(body, headers, { secret: '', lastSequence: () => undefined });
           return event.type === 'payment.refunded' ? event.data.payment.refundedAmount : undefined;
         }
         // @ts-expect-error: what moves money needs a key
         export const keyless = () => client.payments.refund('pay_1', {});
         // @ts-expect-error: a currency that is none
         export const made = () => client.checkouts.create({ reference: '', amount: 1, currency: 'XXX', returnUrl: '' });
         // @ts-expect-error: likewise
         export const wronger: string = element().bff.nothing;`,
      );
      const tsc = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));
      const options = [
        '--noEmit',
        '--strict',
        '--types',
        'node',
        '--target',
        'es2022',
        '--lib',
        'es2023,dom,dom.iterable',
      ];
      const { status, stdout } = project.exec([
        tsc,
        '--ignoreConfig',
        ...options,
        '--module',
        module ?? '',
        '--moduleResolution',
        resolution ?? '',
        'consumer.ts',
      ]);
      assert.equal(status, 0, stdout);
    });
  }
});
