import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { VERSION } from '../../server/http/version.ts';
import { install, packedFiles, type Installed } from './installed.ts';

test('one version everywhere', () => {
  const versionOf = (folder: string): unknown => {
    const parsed: unknown = JSON.parse(readFileSync(new URL(`../../${folder}package.json`, import.meta.url), 'utf8'));
    return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? parsed.version : undefined;
  };
  assert.deepEqual(['', 'server/', 'widget/'].map(versionOf), [VERSION, VERSION, VERSION]);
});

for (const workspace of ['server', 'widget'] as const) {
  test(`the ${workspace} publishes what it is made of and nothing else`, () => {
    const files = packedFiles(workspace);
    for (const needed of ['package.json', 'LICENSE', 'README.md', 'dist/index.js']) {
      assert.ok(files.includes(needed), `${needed} is missing`);
    }
    const stray = files.filter((path) => !/^(package\.json|LICENSE|README\.md|dist\/.*)$/.test(path));
    assert.deepEqual(stray, []);
    assert.deepEqual(
      files.filter((path) => /\.(ts|tsbuildinfo|env|db|log)$/.test(path) && !path.endsWith('.d.ts')),
      [],
    );
  });
}

describe('in a project that installed both packages', () => {
  let project: Installed;
  before(() => {
    project = install();
  });
  after(() => project.remove());

  test('the server can be imported and mounted', () => {
    const { status, stdout, stderr } = project.run(
      `import { createApp } from '@kasir/server'; console.log(typeof createApp);`,
    );
    assert.equal(status, 0, stderr);
    assert.equal(stdout.trim(), 'function');
  });

  for (const entry of ['@kasir/widget', '@kasir/widget/define']) {
    test(`${entry} can be imported on a server, where it does nothing`, () => {
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

  test('the command tells what it can do', () => {
    const { status, stdout, stderr } = project.exec(['node_modules/@kasir/server/dist/cli.js', '--help']);
    assert.equal(status, 0, stderr);
    for (const command of ['serve', 'demo', 'migrate']) assert.match(stdout, new RegExp(`\\b${command}\\b`));
  });

  test('the command refuses an empty environment, naming every fault at once, with 78', () => {
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
        `import { createApp } from '@kasir/server';
         import { KasirCheckout } from '@kasir/widget';
         import '@kasir/widget/define';
         export const element = (): KasirCheckout => new KasirCheckout();
         // @ts-expect-error: were the types missing, this would be allowed
         export const wrong: string = createApp;
         // @ts-expect-error: likewise
         export const wronger: string = element().bff.nothing;`,
      );
      const tsc = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));
      const options = [
        '--noEmit',
        '--strict',
        '--skipLibCheck',
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
