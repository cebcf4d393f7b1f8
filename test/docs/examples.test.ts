import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, it, test } from 'node:test';
import { parseSync } from 'vite';
import { COMMANDS } from '../../server/cli/commands.ts';
import { readOptions } from '../../server/cli/options.ts';
import * as client from '../../server/client/index.ts';
import * as embedded from '../../server/index.ts';
import { API_KEY, openServer, type TestServer } from '../server/http/a-server.ts';
import { SUBJECTS } from '../support/subjects.ts';
import { documentedCommands, documentedExamples, type Example } from './examples-of.ts';
import { shellCommands } from './shell-words.ts';

/*
 * Every block of code of the documentation is carried out here as far as it can be, or by the test that is named for its
 * language. A block of a language that is not in the table fails.
 */

const PAYOUT_KEY = 'payout-key-of-the-treasurer';
const KEYS: Readonly<Record<string, string>> = { KASIR_API_KEY: API_KEY, KASIR_PAYOUT_KEY: PAYOUT_KEY };
const ATTRIBUTES: ReadonlySet<string> = new Set(['bff', 'token', 'locale', 'theme', 'channel']);

const OF_EVERY_COMMAND: ReadonlySet<string> = new Set(['--help', '--env-file', '--version']);

let server: TestServer;
before(async () => {
  const subject = SUBJECTS.find(({ provider }) => provider.payouts !== undefined);
  assert.ok(subject);
  server = await openServer({
    subject,
    environment: {
      KASIR_PAYOUT_KEYS: PAYOUT_KEY,
      KASIR_ALLOWED_ORIGINS: 'https://shop.example,http://localhost:4000',
    },
  });
});
after(() => server.close());

/** What is done with the blocks of each language. */
const CHECKS: Readonly<Record<string, (example: Example) => void | Promise<void>>> = {
  sh: async ({ text }) => {
    for (const words of shellCommands(text)) await checkCommand(words);
  },
  html({ text }) {
    for (const [, inner = ''] of text.matchAll(/<kasir-checkout\s([^>]*)>/g))
      for (const [, name = ''] of inner.matchAll(/([\w-]+)=/g)) assert.ok(ATTRIBUTES.has(name), `attribute ${name}`);
    for (const [, data = ''] of text.matchAll(/<script type="importmap">(.*?)<\/script>/gs)) JSON.parse(data);
  },
  js: ({ text }) => checkScript(text, 'example.js'),
  ts: ({ text }) => checkScript(text, 'example.ts'),
  tsx: ({ text }) => checkScript(text, 'example.tsx'),
  // Whole pages of this kind are built and paid on: test/embed/apps.
  vue: checkScriptsOf,
  svelte: checkScriptsOf,
  astro: checkScriptsOf,
  json: ({ text }) => void JSON.parse(text),
  css: ({ text }) => assert.equal(text.split('{').length, text.split('}').length),
  // Started, or compared with the files that are deployed: test/run-book.test.ts.
  ini: () => undefined,
  dockerfile: () => undefined,
  // Run with its interpreter, where there is one: test/docs/verify-snippets.test.ts.
  python: () => undefined,
  php: () => undefined,
  go: () => undefined,
  // Output, a header or a path.
  '': () => undefined,
};

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Readonly<Record<string, string>> };

/** Runs a request; of other commands it checks that they exist and take these options. */
async function checkCommand(words: readonly string[]): Promise<void> {
  // `NAME=value command` and `NAME=value`.
  const [program, ...rest] = words.slice(words.findIndex((word) => !/^[A-Z_]+=/.test(word)));
  if (program === undefined || /^[A-Z_]+=/.test(program)) return;
  if (program === 'curl') return checkRequest(rest);
  if (program === 'kasir') return checkKasir(rest);
  if (program === 'node') return checkRecipe(rest[0] ?? '');
  assert.equal(program, 'npm', `nobody checks the program ${program}`);
  const [verb, script = '', ...more] = rest.filter((word) => word !== '-s');
  // What others have published is not looked up; test/package packs and installs.
  if (verb === 'install' || verb === 'pack') return;
  assert.ok(verb === 'ci' || scripts[verb === 'run' ? script : (verb ?? '')] !== undefined, words.join(' '));
  if (script === 'kasir') checkKasir(more.slice(more.indexOf('--') + 1));
}

/** Bought at by test/package/published-recipes.test.ts. */
function checkRecipe(file: string): void {
  assert.ok(existsSync(`server/recipes/javascript/${file}`), `there is no recipe ${file}`);
}

function checkKasir(words: readonly string[]): void {
  const commands = COMMANDS.flatMap((group) => group.commands);
  const command = [2, 1]
    .map((count) => commands.find(({ name }) => name === words.slice(0, count).join(' ')))
    .find((each) => each !== undefined);
  assert.ok(command, `kasir ${words.join(' ')}: no such command`);
  const line = readOptions(command, words.slice(command.name.split(' ').length));
  assert.ok(typeof line === 'object', `kasir ${words.join(' ')}: ${typeof line === 'string' ? line : ''}`);
}

async function checkRequest(words: readonly string[]): Promise<void> {
  const headers: Record<string, string> = {};
  let method: 'GET' | 'POST' = 'GET';
  let body: string | undefined;
  let address: URL | undefined;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const value = words[at + 1] ?? '';
    if (word === '-X') method = value === 'POST' ? 'POST' : 'GET';
    else if (word === '-d') body = value;
    else if (word === '-H') {
      const [name = '', text = ''] = value.split(': ');
      headers[name.toLowerCase()] = text.replace(/\$(\w+)/g, (_, variable: string) => KEYS[variable] ?? '');
    } else {
      address = new URL(word);
      continue;
    }
    at += 1;
  }
  assert.ok(address);
  if (body !== undefined) method = 'POST';
  const { status, text } = await server.call(address.pathname, { method, headers, ...(body && { body }) });
  // The same order stands on more than one page.
  assert.ok(
    status < 300 || (status === 409 && text.includes('already has a checkout')),
    `${address.href}: ${status} ${text}`,
  );
}

/** Of the components for frameworks, by name: importing them would load the element, which Node has none of. */
const WRAPPER = { KasirCheckout: true };
const EXPORTS: Readonly<Record<string, object>> = {
  '@kasir/server': embedded,
  '@kasir/server/client': client,
  '@kasir/widget/react': WRAPPER,
  '@kasir/widget/vue': WRAPPER,
};

/** It can be parsed, and what it imports of Kasir exists. */
function checkScript(text: string, file: string): void {
  const { errors, module } = parseSync(file, text);
  assert.deepEqual(
    errors.map(({ message }) => message),
    [],
  );
  for (const { moduleRequest, entries } of module.staticImports)
    for (const { importName, isType } of entries) {
      const exported = EXPORTS[moduleRequest.value];
      if (exported === undefined || isType || typeof importName.name !== 'string') continue;
      assert.ok(importName.name in exported, `${moduleRequest.value} does not export ${importName.name}`);
    }
}

function checkScriptsOf({ text }: Example): void {
  const scripts = [...text.matchAll(/<script[^>]*>(.*?)<\/script>/gs)];
  assert.ok(scripts.length > 0);
  for (const [, script = ''] of scripts) checkScript(script, 'example.ts');
}

describe('the examples of the documentation', () => {
  const examples = documentedExamples();
  assert.ok(examples.length > 30);
  for (const example of examples)
    it(`${example.page}: ${example.text.split('\n')[0]?.slice(0, 80)}`, () => {
      const check = CHECKS[example.language];
      assert.ok(check, `nobody checks examples of the language "${example.language}"`);
      return check(example);
    });
});

test('every command that a sentence names exists and takes these options', () => {
  const commands = COMMANDS.flatMap((group) => group.commands);
  const unknown = documentedCommands()
    .flatMap(({ page, text }) => alternativesOf(text.split(' ').slice(1)).map((words) => ({ page, words })))
    .filter(({ words }) => {
      const [first = ''] = words;
      if (first.startsWith('-') || first.startsWith('<')) return !OF_EVERY_COMMAND.has(words.at(-1) ?? '');
      const command = commands.find(({ name }) => `${words.join(' ')} `.startsWith(`${name} `));
      // `kasir payments` speaks of all commands that begin so.
      if (command === undefined) return words.length > 1 || !commands.some(({ name }) => name.startsWith(`${first} `));
      const options = words.filter((word) => /^--[a-z-]+$/.test(word) && !OF_EVERY_COMMAND.has(word));
      return options.some((option) => command.options?.[option.slice(2)] === undefined);
    });
  assert.deepEqual(
    unknown.map(({ page, words }) => `${page}: kasir ${words.join(' ')}`),
    [],
  );
});

/** `payments list|show` is two commands. */
const alternativesOf = ([first = '', second = '', ...rest]: readonly string[]): readonly (readonly string[])[] =>
  second.split('|').map((each) => [first, each, ...rest].filter((word) => word !== ''));
