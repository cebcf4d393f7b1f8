import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { shopPolicy } from '../../server/cli/csp.ts';

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

test('kasir csp prints the policy that the documentation gives, with the origins of forms', async () => {
  const text = await readFile(new URL('../../widget/README.md', import.meta.url), 'utf8');
  const [, policy = ''] = /```\n(default-src[^`]+)```/.exec(text) ?? [];
  const printed = (formActions: readonly string[]): string =>
    Object.entries(shopPolicy('https://pay.shop.example', formActions))
      .map(([name, value]) => `${name} ${value}`)
      .join('; ');
  assert.equal(printed([]), policy.replaceAll(/\s+/g, ' ').trim());
  assert.match(
    printed(['https://bank.example']),
    /form-action 'self' https:\/\/pay.shop.example https:\/\/bank.example;/,
  );
});

test('the policy that the documentation gives leaves nothing open (S13)', async () => {
  const text = await readFile(new URL('../../widget/README.md', import.meta.url), 'utf8');
  const [, policy = ''] = /```\n(default-src[^`]+)```/.exec(text) ?? [];
  assert.deepEqual(directivesOf(policy).toSorted(), DIRECTIVES.toSorted());
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /base-uri 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*|https:(?!\/\/)/);
});
