import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BREACHES, EMPTIED, SOUND_TREE } from './support/boundaries/broken-tree.ts';
import { checkTree } from './support/boundaries/check-tree.ts';
import { ARCHITECTURE, TABLE } from './support/boundaries/table.ts';
import type { Violation } from './support/boundaries/violation.ts';

const RULES = [...new Set([...BREACHES.flatMap((breach) => breach.rules), ...EMPTIED.rules])].sort();

describe(`the boundaries of ${ARCHITECTURE} hold`, () => {
  const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
  const { files, violations } = checkTree(root);

  test('there are files to check', () => {
    assert.ok(files > 50, `only ${files} source files found below ${root}`);
  });

  for (const rule of RULES) {
    test(rule, () => {
      assert.deepEqual(list(violations.filter((violation) => violation.rule === rule)), []);
    });
  }

  test('the page has a row for every folder of the table', () => {
    const page = readFileSync(join(root, ARCHITECTURE), 'utf8');
    assert.deepEqual(
      TABLE.map(({ folder }) => folder).filter((folder) => !page.includes(`\`${folder}\``)),
      [],
    );
  });

  test('every rule that was broken is in the list above', () => {
    assert.deepEqual(list(violations.filter((violation) => !RULES.includes(violation.rule))), []);
  });
});

describe('each check finds a breach of its rule', () => {
  test('the sound tree breaks no rule', () => {
    assert.deepEqual(list(checkFiles(SOUND_TREE)), []);
  });

  for (const { path, text, rules } of BREACHES) {
    test(`${rules.join(', ')}: ${path}: ${text}`, () => {
      const violations = checkFiles({ ...SOUND_TREE, [path]: text });
      assert.deepEqual(
        [...new Set(violations.map(({ rule }) => rule))].sort(),
        [...rules].sort(),
        list(violations).join('\n'),
      );
    });
  }

  test(`${EMPTIED.rules.join(', ')}: ${EMPTIED.path} taken away`, () => {
    const rest = Object.entries(SOUND_TREE).filter(([path]) => path !== EMPTIED.path);
    assert.deepEqual(
      checkFiles(Object.fromEntries(rest)).map(({ rule }) => rule),
      EMPTIED.rules,
    );
  });

  test('a broken row is reported with the page that explains it', () => {
    const [violation] = checkFiles({ ...SOUND_TREE, 'shared/a.ts': "import * as z from 'zod';" });
    assert.equal(violation?.detail, `imports zod; ${ARCHITECTURE}: shared/ may import shared/, zod/mini`);
  });

  test('a file that cannot be parsed is an error', () => {
    assert.throws(() => checkFiles({ ...SOUND_TREE, 'shared/money.ts': 'export const = ;' }), SyntaxError);
  });
});

const list = (violations: readonly Violation[]): string[] =>
  violations.map(({ rule, path, line, detail }) => `${path}:${line}: ${rule}: ${detail}`);

function checkFiles(tree: Readonly<Record<string, string>>): readonly Violation[] {
  const root = mkdtempSync(join(tmpdir(), 'kasir-boundaries-'));
  try {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return checkTree(root).violations;
  } finally {
    rmSync(root, { recursive: true });
  }
}
