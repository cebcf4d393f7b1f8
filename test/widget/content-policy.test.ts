import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

/** Directives that `default-src` does not cover, and those that the widget needs. */
const DIRECTIVES = [
  'default-src',
  'script-src',
  'connect-src',
  'base-uri',
  'form-action',
  'frame-ancestors',
  'require-trusted-types-for',
  'trusted-types',
];

const directivesOf = (policy: string): string[] => policy.split(';').map((part) => part.trim().split(/\s/)[0] ?? '');

test('the policy that the documentation gives leaves nothing open (S13)', async () => {
  const text = await readFile(new URL('../../widget/README.md', import.meta.url), 'utf8');
  const [, policy = ''] = /```\n(default-src[^`]+)```/.exec(text) ?? [];
  assert.deepEqual(directivesOf(policy).toSorted(), DIRECTIVES.toSorted());
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /base-uri 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*|https:(?!\/\/)/);
});
