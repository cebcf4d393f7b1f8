import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { commandOf } from '../../support/runner/run-command.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const NAME = 'acmepay';
/** What the skeleton's files import, and the lists that they are added to. */
const COPIED = [
  '.oxfmtrc.json',
  'server',
  'shared',
  'widget',
  'test/support',
  'test/server/providers',
  'package.json',
  'CHANGELOG.md',
];
const COMMON_NAMES =
  'index environment channels offers gateway build send schema read status errors notifications'.split(' ');
const LISTS = ['CHANGELOG.md', 'server/providers/registry.ts', 'server/providers/simulators.ts'];

const run = promisify(execFile);

describe('npm run new-provider', () => {
  const copy = mkdtempSync(join(tmpdir(), 'kasir-new-provider-'));
  let untouched: ReadonlyMap<string, string>;

  const newProvider = (...args: readonly string[]): string =>
    execFileSync(process.execPath, ['--import', 'tsx', '.ci/new-provider.ts', ...args, '--root', copy], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: 'pipe',
    });

  before(() => {
    for (const path of COPIED) {
      const filter = (source: string): boolean => !/[/\\](?:node_modules|dist)$/.test(source);
      cpSync(join(ROOT, path), join(copy, path), { recursive: true, filter });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    untouched = contentsOf(copy);
    newProvider(NAME);
  });
  after(() => rmSync(copy, { recursive: true }));

  test('beside its own files it changes three lists, and without them the tree is as it was', () => {
    const now = contentsOf(copy);
    const added = [...now.keys()].filter((path) => !untouched.has(path));
    const own = added.filter((path) => path.startsWith(`server/providers/${NAME}/`));
    assert.deepEqual(
      added.filter((path) => !own.includes(path)),
      [`test/support/stages/${NAME}.ts`],
    );
    const changed = [...untouched].filter(([path, text]) => now.get(path) !== text).map(([path]) => path);
    assert.deepEqual(changed.sort(), LISTS);
    for (const path of LISTS) {
      const lines = (now.get(path) ?? '').split('\n').filter((line) => !line.toLowerCase().includes(NAME));
      assert.equal(lines.join('\n'), untouched.get(path), path);
    }
  });

  test('it has the file names that every provider has', () => {
    const names = readdirSync(join(copy, 'server/providers', NAME)).filter((name) => name.endsWith('.ts'));
    for (const name of COMMON_NAMES) assert.ok(names.includes(`${name}.ts`), name);
  });

  test('it compiles, and passes the conformance suite with its one channel', { timeout: 60_000 }, async () => {
    const config = {
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: { typeRoots: [join(ROOT, 'node_modules/@types')] },
      include: [`server/providers/${NAME}`, 'server/providers/*.ts', `test/support/stages/${NAME}.ts`],
    };
    writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify(config));
    const options = { cwd: copy, encoding: 'utf8' } as const;
    const suite = 'test/server/providers/conformance.test.ts';
    const [, { stdout }] = await Promise.all([
      run(process.execPath, [join(ROOT, commandOf('typescript', 'tsc')), '-p', '.'], options),
      run(
        process.execPath,
        ['--import', 'tsx', '--test', '--test-reporter=tap', `--test-name-pattern=conformance: ${NAME}`, suite],
        { ...options, env: { ...process.env, NODE_TEST_CONTEXT: undefined } },
      ),
    ]);
    assert.match(stdout, /^# fail 0$/m);
    assert.ok(Number(/^# pass (\d+)$/m.exec(stdout)?.[1]) > 40, stdout);
    assert.match(stdout, new RegExp(`# SKIP the stage of ${NAME} offers no channel with the instruction qr`));
  });

  test('a name that cannot be used is refused with the reason', () => {
    for (const [name, reason] of [
      [NAME, /exists/],
      ['Acme', /lower-case letter/],
      ['checkout', /already contains the word checkout/],
    ] as const)
      assert.throws(() => newProvider(name), reason);
  });
});

function contentsOf(root: string): Map<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('node_modules') && statSync(join(root, path)).isFile());
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'latin1')]));
}
