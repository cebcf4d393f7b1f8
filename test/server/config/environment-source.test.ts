import assert from 'node:assert/strict';
import { test } from 'node:test';
import { environmentSource } from '../../../server/config/environment-source.ts';
import { needsRestart } from '../../../server/config/needs-restart.ts';

const fileOf =
  (text: string, worldReadable = false) =>
  () => ({ text, worldReadable });

function readText(text: string): Readonly<Record<string, string | undefined>> {
  const source = environmentSource({}, fileOf(text));
  source.useFile('kasir.env');
  return source.environment;
}

test('a file of variables is read as shells read it', () => {
  assert.deepEqual(
    readText(
      `# comment\r\n\nPLAIN=a b#c # comment\nexport QUOTED="a \\"b\\" \\$c \\n"  # d\nSINGLE='a "b" \\ # c'\n EMPTY=\nBASE64=aGk=\n`,
    ),
    { PLAIN: 'a b#c', QUOTED: 'a "b" $c \\n', SINGLE: 'a "b" \\ # c', BASE64: 'aGk=' },
  );
});

test('a line that is none, and a file that others can read, are refused without a value', () => {
  for (const [text, rule] of [
    ['A=1\nsecret value', /^kasir\.env, line 2: must be NAME=value/],
    ['A="secret', /line 1: must be NAME=value, with quotes that are closed/],
    [`A='secret' more`, /line 1/],
    ['A=1\nA=2', /line 2: A is there twice/],
  ] as const)
    assert.throws(
      () => readText(text),
      (error) => error instanceof Error && rule.test(error.message) && !error.message.includes('secret'),
    );
  assert.throws(() => environmentSource({}, fileOf('A=1', true)).useFile('kasir.env'), /world-readable/);
});

test('what the process sets comes first; the file is read anew, what it no longer has is gone', () => {
  let text = 'A=file\nB=file\n';
  const source = environmentSource({ A: 'process' }, () => ({ text, worldReadable: false }));
  assert.deepEqual(source.readAgain(), { A: 'process' });
  source.useFile('kasir.env');
  assert.deepEqual(source.environment, { A: 'process', B: 'file' });
  text = 'C=file\n';
  assert.deepEqual(source.readAgain(), { A: 'process', C: 'file' });
  assert.deepEqual(source.environment, { A: 'process', B: 'file' }, 'that of the start stays');
});

test('only secrets are reloaded: other changes, and that of the database, need a restart', () => {
  const before = { KASIR_API_KEYS: 'a', XENDIT_SECRET_KEY: 'a', PUBLIC_URL: 'a', DATABASE_URL: 'a', PORT: '1' };
  const now = {
    KASIR_API_KEYS_FILE: 'b',
    XENDIT_SECRET_KEY: 'b',
    PUBLIC_URL: 'b',
    DATABASE_URL: 'b',
    PORT: '1',
    A: '',
  };
  assert.deepEqual(needsRestart(before, now), ['A', 'DATABASE_URL', 'PUBLIC_URL']);
});

test('a blank is as if it were not set, and unsets what the file says', () => {
  const text = 'KASIR_URL=http://elsewhere:4000\nPORT=\nLOG_LEVEL=debug\n';
  const source = environmentSource({ KASIR_URL: '', KASIR_DEMO_DATA: ' ' }, () => ({ text, worldReadable: false }));
  assert.deepEqual(source.environment, {});
  source.useFile('kasir.env');
  assert.deepEqual(source.environment, { LOG_LEVEL: 'debug' });
  assert.deepEqual(source.readAgain(), { LOG_LEVEL: 'debug' });
});
