import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, test } from 'node:test';
import { compileFunction } from 'node:vm';
import { Webhook } from 'standardwebhooks';
import { verifyEvent } from '../../server/client/index.ts';
import { documentedExamples } from './examples-of.ts';

/* The functions that verify a webhook in other languages, as the documentation shows them. */

const SECRET = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
const BODY = '{"type":"checkout.paid","data":{"sequence":3}}';
const OLD_MS = 301_000;

interface Case {
  readonly name: string;
  readonly isGenuine: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function signed(at: Date): Case['headers'] {
  return {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': `v1,b3RoZXI= ${new Webhook(SECRET).sign('evt_1', at, BODY)}`,
  };
}

const cases = (): readonly Case[] => {
  const now = new Date();
  const headers = signed(now);
  return [
    { name: 'genuine', isGenuine: true, headers, body: BODY },
    { name: 'changed', isGenuine: false, headers, body: BODY.replace('3', '4') },
    { name: 'forged', isGenuine: false, headers: { ...headers, 'webhook-signature': 'v1,b3RoZXI=' }, body: BODY },
    { name: 'old', isGenuine: false, headers: signed(new Date(now.getTime() - OLD_MS)), body: BODY },
  ];
};

interface Language {
  readonly name: string;
  /** What asks whether the machine has it. */
  readonly version: readonly [string, string];
  readonly file: string;
  readonly run: readonly string[];
  /** The function, in a program that prints its answer to one case. */
  program(snippet: string, input: Case): string;
}

const text = (value: unknown): string => JSON.stringify(value);

const LANGUAGES: readonly Language[] = [
  {
    name: 'python',
    version: ['python3', '--version'],
    file: 'verify.py',
    run: ['python3'],
    program: (snippet, { headers, body }) =>
      `${snippet.split('\n@app')[0] ?? ''}\nprint(verify(${text(SECRET)}, ${text(headers)}, ${text(body)}.encode()))`,
  },
  {
    name: 'php',
    version: ['php', '--version'],
    file: 'verify.php',
    run: ['php'],
    program: (snippet, { headers, body }) =>
      `<?php ${snippet.split('\n$body')[0] ?? ''}\n$headers = json_decode('${text(headers)}', true);
echo verify('${SECRET}', $headers, '${body}') ? 'true' : 'false';`,
  },
  {
    name: 'go',
    version: ['go', 'version'],
    file: 'main.go',
    run: ['go', 'run'],
    program: (snippet, { headers, body }) => `package main
import ("crypto/hmac"; "crypto/sha256"; "encoding/base64"; "fmt"; "math"; "net/http"; "strconv"; "strings"; "time")
${snippet.split('\nfunc kasirEvent')[0] ?? ''}
func main() {
	h := http.Header{}
${Object.entries(headers)
  .map(([name, value]) => `	h.Set(${text(name)}, ${text(value)})`)
  .join('\n')}
	fmt.Println(verify(${text(SECRET)}, h, []byte(${text(body)})))
}`,
  },
];

describe('the documented functions that verify a webhook', () => {
  const examples = documentedExamples();
  for (const language of LANGUAGES)
    it(language.name, (t) => {
      const snippet = examples.find((example) => example.language === language.name)?.text;
      assert.ok(snippet, `no example in ${language.name}`);
      const [program, argument] = language.version;
      if (spawnSync(program, [argument]).status !== 0) return t.skip(`this machine has no ${program}`);
      const folder = mkdtempSync(join(tmpdir(), 'kasir-snippet-'));
      t.after(() => rmSync(folder, { recursive: true, force: true }));
      const file = join(folder, language.file);
      for (const each of cases()) {
        writeFileSync(file, language.program(snippet, each));
        const [command = '', ...words] = language.run;
        const { stdout, stderr } = spawnSync(command, [...words, file], { encoding: 'utf8' });
        assert.equal(stdout.trim().toLowerCase(), String(each.isGenuine), `${each.name}: ${stderr}`);
      }
    });
});

test('the first steps’ lines that verify an event ship the order of a genuine one, and of no other', async () => {
  const snippet = documentedExamples().find(
    ({ page, text: code }) => page === 'index' && code.includes('verifyEvent'),
  )?.text;
  assert.ok(snippet);
  const run = compileFunction(`return (async () => {${snippet.replace(/^import .*$/gm, '')}})()`, [
    'verifyEvent',
    'body',
    'headers',
    'process',
    'lastSequence',
    'ship',
  ]) as (...values: readonly unknown[]) => Promise<unknown>;
  const shipped: string[] = [];
  const process = { env: { KASIR_WEBHOOK_SECRET: SECRET } };
  const receive = (id: string, body: string, at = new Date()): Promise<unknown> =>
    run(
      verifyEvent,
      body,
      {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': new Webhook(SECRET).sign(id, at, body),
      },
      process,
      () => undefined,
      (reference: string) => shipped.push(reference),
    );
  const at = new Date().toISOString();
  await receive('ping_1', JSON.stringify({ type: 'ping', timestamp: at, data: { sequence: 0 } }));
  assert.deepEqual(shipped, []);
  const checkout = { id: 'co_1', reference: 'order-1042', status: 'paid' };
  await receive('evt_1', JSON.stringify({ type: 'checkout.paid', timestamp: at, data: { sequence: 3, checkout } }));
  assert.deepEqual(shipped, ['order-1042']);
});
