import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { missingOptional, readProduction, withInstallScript } from './lockfile.ts';

/** The Unlicense dedicates a work to the public domain: it has fewer conditions than the others. */
const FREE = /^(MIT|MIT-0|ISC|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|Unlicense)$/;

const BUDGET = {
  // Twelve of them are the PostgreSQL driver with its own.
  server: { direct: 13, all: 82 },
  widget: { direct: 4, all: 12 },
} as const;

test('the lock file is complete, so that npm ci accepts it', () => {
  // `npx tsx .ci/complete-lock.ts` completes it.
  assert.deepEqual(
    missingOptional().map(({ name, version }) => `${name}@${version}`),
    [],
  );
});

test('npm ci has nothing to ask: install scripts are denied by name', () => {
  // All of them work without: CI installs with --ignore-scripts.
  const { allowScripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    allowScripts: Readonly<Record<string, boolean>>;
  };
  assert.deepEqual(
    withInstallScript().filter((name) => allowScripts[name] !== false),
    [],
  );
});

for (const workspace of ['server', 'widget'] as const) {
  describe(`the dependencies of the ${workspace}`, () => {
    const { direct, all } = readProduction(workspace);

    test('are in the lock file', () => {
      assert.ok(direct.length > 0);
      assert.ok(all.length >= direct.length);
    });

    test(`at most ${BUDGET[workspace].direct} direct ones`, () => {
      assert.ok(direct.length <= BUDGET[workspace].direct, direct.join(' '));
    });

    test(`at most ${BUDGET[workspace].all} packages on one platform`, () => {
      const here = all.filter(
        ({ path, optional }) => !optional || existsSync(new URL(`../../${path}`, import.meta.url)),
      );
      assert.ok(here.length <= BUDGET[workspace].all, `${here.length}: ${here.map(({ path }) => path).join(' ')}`);
    });

    test('have permissive licences only', () => {
      const others = all.filter(({ license }) => !FREE.test(license ?? ''));
      assert.deepEqual(
        others.map(({ path, license }) => `${path}: ${license ?? 'none named'}`),
        [],
      );
    });

    test('run no install script', () => {
      assert.deepEqual(
        all.filter((one) => one.hasInstallScript).map(({ path }) => path),
        [],
      );
    });
  });
}
