import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { init } from '../../../server/cli/init/init.ts';
import { noQuestions } from '../../../server/cli/init/ask.ts';
import { readConfig } from '../../../server/config/config.ts';
import { environmentSource } from '../../../server/config/environment-source.ts';
import { SUBJECT } from '../http/a-server.ts';
import { tempFolder } from '../store/temp-store.ts';

/** Answers the questions that contain a word. */
function asking(answers: Readonly<Record<string, string | readonly string[]>>) {
  const left = new Map(Object.entries(answers).map(([word, given]) => [word, [given].flat()]));
  const hidden: string[] = [];
  const told: string[] = [];
  const question = async (text: string, _orElse: string, isSecret: boolean): Promise<string> => {
    if (isSecret) hidden.push(text.split(' ', 1)[0] ?? '');
    return [...left].find(([word]) => text.includes(word))?.[1].shift() ?? '';
  };
  return { ask: { question, tell: (text: string) => told.push(text), end: () => undefined }, hidden, told };
}

const quietly = async (t: TestContext, work: () => Promise<void>): Promise<void> => {
  const { mock } = t.mock.method(process.stdout, 'write', () => true);
  try {
    await work();
  } finally {
    mock.restore();
  }
};

const read = (file: string) => {
  const source = environmentSource({});
  source.useFile(file);
  return readConfig(source.environment);
};

test('init writes a file that the server starts with, for its owner alone', async (t) => {
  const file = join(tempFolder(t), 'kasir.env');
  const { ask, hidden, told } = asking({
    'Address of this server': ['http://pay.example', 'https://pay.example'],
    Origins: 'https://shop.example',
    'Payment providers': SUBJECT.id,
    ...SUBJECT.environment,
  });
  await quietly(t, () => init({ file }, { ask, environment: {} }));
  assert.match(told.join(''), /PUBLIC_URL must use https/, 'an answer that does not fit is asked for again');
  assert.deepEqual(hidden, SUBJECT.provider.secretVariables);
  const result = read(file);
  assert.ok(result.ok, JSON.stringify(result));
  assert.equal(result.config.publicUrl, 'https://pay.example');
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const before = readFileSync(file, 'utf8');
  await assert.rejects(init({ file }, { ask, environment: {} }), /exists already, and is never overwritten/);
  assert.equal(readFileSync(file, 'utf8'), before);
});

test('init without questions takes options, the environment and defaults, and says what is missing', async (t) => {
  const folder = tempFolder(t);
  const options = { providers: SUBJECT.id, 'public-url': 'https://pay.example', yes: true } as const;
  const whole = join(folder, 'whole.env');
  const awkward = { ...SUBJECT.environment, KASIR_WEBHOOK_URL: `https://shop.example/it's?a=b&c=$d` };
  await quietly(t, () => init({ ...options, file: whole }, { ask: noQuestions, environment: awkward }));
  const result = read(whole);
  assert.ok(result.ok, JSON.stringify(result));
  assert.equal(result.config.webhook?.url, awkward.KASIR_WEBHOOK_URL);

  const empty = join(folder, 'empty.env');
  const [variable = ''] = SUBJECT.provider.secretVariables;
  const incomplete = quietly(t, () => init({ ...options, file: empty }, { ask: noQuestions, environment: {} }));
  await assert.rejects(incomplete, new RegExp(`is written, but these are still to be filled in: .*${variable}`));
  assert.match(readFileSync(empty, 'utf8'), new RegExp(`^# ${variable} is required.*\n${variable}=$`, 'm'));
  assert.ok(!read(empty).ok);
  const wrong = init({ ...options, file: join(folder, 'x'), origins: '*' }, { ask: noQuestions, environment: {} });
  await assert.rejects(wrong, /KASIR_ALLOWED_ORIGINS must contain only origins/);
});

test('init writes the port of a public address on this machine, or that of the environment', async (t) => {
  const folder = tempFolder(t);
  const portIn = async (name: string, publicUrl: string | undefined, set: Readonly<Record<string, string>> = {}) => {
    const file = join(folder, name);
    const options = { file, providers: SUBJECT.id, yes: true, ...(publicUrl && { 'public-url': publicUrl }) } as const;
    const environment = { ...SUBJECT.environment, ...set };
    await quietly(t, () => init(options, { ask: noQuestions, environment }));
    const result = read(file);
    assert.ok(result.ok, JSON.stringify(result));
    return [result.config.publicUrl, /^.*\bPORT=.*$/m.exec(readFileSync(file, 'utf8'))?.[0]];
  };
  assert.deepEqual(await portIn('a', 'http://localhost:4300'), ['http://localhost:4300', 'PORT=4300']);
  assert.deepEqual(await portIn('b', undefined, { PORT: '4300' }), ['http://localhost:4300', 'PORT=4300']);
  assert.deepEqual(await portIn('c', 'http://localhost:80', { PORT: '4300' }), ['http://localhost', 'PORT=4300']);
  assert.deepEqual(await portIn('d', 'https://pay.example:8443'), ['https://pay.example:8443', '# PORT=']);
});
