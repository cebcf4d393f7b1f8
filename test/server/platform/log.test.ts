import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog, type LogOptions } from '../../../server/platform/log.ts';

function capture(options: Partial<LogOptions> = {}): { log: ReturnType<typeof createLog>; lines: string[] } {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { log: createLog({ level: 'info', secretNames: [], secrets: [], destination, ...options }), lines };
}

const only = (lines: readonly string[]): Record<string, unknown> => {
  assert.equal(lines.length, 1);
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
};

test('a line is one JSON object: level, time, facts, message', () => {
  const { log, lines } = capture();
  log.info({ paymentId: 'pay_1', count: 2 }, 'all is well');
  const { time, ...rest } = only(lines);
  assert.deepEqual(rest, { level: 'info', paymentId: 'pay_1', count: 2, msg: 'all is well' });
  assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('lines below the level are not written', () => {
  const { log, lines } = capture({ level: 'warn' });
  log.debug({}, 'no');
  log.info({}, 'no');
  log.warn({}, 'yes');
  log.error({}, 'yes');
  assert.equal(lines.length, 2);
});

test('line breaks and terminal escapes cannot forge a line', () => {
  const { log, lines } = capture();
  log.info({ said: 'a\r\n{"level":"info"}\u001b[2J' }, 'one\ntwo');
  assert.equal(lines.join('').trimEnd().split('\n').length, 1);
  assert.ok(!lines.join('').includes('\u001b'));
});

test('members with secret or personal names are not written, at any depth and in any spelling', () => {
  const { log, lines } = capture({ secretNames: ['x-callback-token', 'i_mid'] });
  log.info(
    {
      headers: { Authorization: 'canary', 'Set-Cookie': 'canary', 'X-CALLBACK-TOKEN': 'canary' },
      list: [{ clientToken: 'canary', client_secret: 'canary', apiKey: 'canary', 'api-key': 'canary' }],
      iMid: 'canary',
      otp: 'canary',
      customer: { name: 'canary' },
      nested: { email: 'canary', phone: 'canary', fields: { canary: 'canary' } },
      paymentId: 'pay_1',
    },
    'asked',
  );
  assert.ok(!lines.join('').includes('canary'));
  assert.equal(only(lines)['paymentId'], 'pay_1');
});

test('a configured secret is not written in any member, message or error, plain or encoded', () => {
  const secret = 'xnd_development_/"canary"\n+key';
  const { log, lines } = capture({ secrets: [secret, 'short'], level: 'debug' });
  const error = new Error(`request with ${secret} failed`, { cause: new Error(secret) });
  log.error(
    { url: `https://x/?k=${encodeURIComponent(secret)}`, said: secret, deep: { list: [secret] }, error },
    `failed: ${secret}`,
  );
  log.info({ header: `Basic ${Buffer.from(`${secret}:`).toString('base64')}` }, Buffer.from(secret).toString('base64'));
  const text = lines.join('');
  assert.ok(!text.includes('canary'));
  assert.ok(!text.includes(Buffer.from(secret).toString('base64').slice(0, 20)));
  assert.ok(text.includes('[secret]'));
  for (const line of lines) JSON.parse(line);
});

test('a value too short to be a credential censors nothing', () => {
  const { log, lines } = capture({ secrets: ['pay', ''] });
  log.info({ paymentId: 'pay_1' }, 'paid');
  assert.equal(only(lines)['paymentId'], 'pay_1');
});

test('of an error: name, message, code and causes, and nothing that a library attached to it', () => {
  const { log, lines } = capture();
  const cause = Object.assign(new RangeError('inner'), { code: 'ECONNREFUSED', headers: { authorization: 'canary' } });
  const error = Object.assign(new TypeError('outer', { cause }), { request: { body: 'canary' }, code: 7 });
  log.error({ error }, 'failed');
  assert.deepEqual(only(lines)['error'], {
    name: 'TypeError',
    message: 'outer',
    code: 7,
    cause: { name: 'RangeError', message: 'inner', code: 'ECONNREFUSED' },
  });
  assert.ok(!lines.join('').includes('canary'));
});

test('stacks are shown at debug only', () => {
  const quiet = capture();
  const loud = capture({ level: 'debug' });
  for (const { log } of [quiet, loud]) log.error(new Error('here'), 'failed');
  assert.ok(!quiet.lines.join('').includes('log.test.ts'));
  assert.ok(loud.lines.join('').includes('log.test.ts'));
});

test('a chain of causes that is endless, or not of errors, is cut', () => {
  const { log, lines } = capture();
  const endless = new Error('again');
  endless.cause = endless;
  log.error({ error: endless, other: new Error('outer', { cause: { token: 'canary' } }) }, 'failed');
  assert.ok((lines[0]?.length ?? 0) < 2_000);
  assert.ok(!lines.join('').includes('canary'));
});

test('facts of any shape are written, or reported as unreadable; logging never throws', () => {
  const { log, lines } = capture();
  const round: Record<string, unknown> = {};
  round['self'] = round;
  log.info(
    { round, big: 10n, at: new Date(0), never: new Date(Number.NaN), bytes: Buffer.from('canary'), set: new Set([1]) },
    'odd',
  );
  log.info({ map: new Map([['token', 'canary']]), url: new URL('https://u:canary@x.example/p?k=canary') }, 'odd');
  log.info(
    {
      get boom() {
        throw new Error('canary');
      },
    },
    'unreadable',
  );
  assert.equal(lines.length, 3);
  assert.ok(!lines.join('').includes('canary'));
  assert.ok(lines[2]?.includes('could not be read'));
});
