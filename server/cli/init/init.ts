import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readConfig } from '../../config/config.ts';
import type { ConfigFault, Environment } from '../../config/fault.ts';
import { environment } from '../../main.ts';
import { providers } from '../../providers/registry.ts';
import { CommandFailed } from '../command-failed.ts';
import { newKeys } from '../new-keys.ts';
import type { Options } from '../options.ts';
import { printResult } from '../print-result.ts';
import { askInTerminal, noQuestions, type Ask } from './ask.ts';
import { environmentFile } from './environment-file.ts';
import { portOf } from './port-of.ts';

export interface InitDeps {
  readonly ask: Ask;
  /** What is set already: an answer that needs no question. */
  readonly environment: Environment;
}

/** Asked in this order, before what the chosen providers need. */
const QUESTIONS = [
  ['PUBLIC_URL', 'public-url', 'Address of this server, as customers and providers reach it', 'http://localhost:4000'],
  ['KASIR_ALLOWED_ORIGINS', 'origins', "Origins of your shop's pages, separated by commas", 'http://localhost:3000'],
  ['KASIR_WEBHOOK_URL', 'webhook-url', "Where your shop's server receives events (empty: nowhere)", ''],
  ['DATABASE_URL', 'database-url', 'Where payments are stored', 'file:./data/kasir.db'],
  ['KASIR_PROVIDERS', 'providers', 'Payment providers, the preferred one first', ''],
] as const;

/** How often one question is asked; a file that was piped in may not answer it. */
const MAX_TRIES = 5;

/**
 * `init`: asks, and writes a commented environment file with fresh keys, for its owner alone. What an option or the
 * environment answers is not asked. A file that exists is never touched.
 *
 * @throws {CommandFailed} where the file exists or cannot be written, the answers end, or `--yes` leaves something that
 *   is required to be filled in: the file is written all the same
 */
export async function init(options: Options, given?: InitDeps): Promise<void> {
  const deps = given ?? { ask: options['yes'] === true ? noQuestions : askInTerminal(), environment };
  const path = resolve(String(options['file'] ?? 'kasir.env'));
  if (existsSync(path)) throw isThere(path);
  try {
    const variables = await answersOf(options, deps);
    const missing = faultsOf(variables);
    writeNew(path, environmentFile(variables, missing, providers));
    printResult(options['json'] === true, { file: path, missing }, summaryOf(path, missing));
    if (options['yes'] === true && missing.length > 0)
      throw new CommandFailed(
        `${path} is written, but these are still to be filled in: ${missing.map(({ variable }) => variable).join(', ')}`,
      );
  } finally {
    deps.ask.end();
  }
}

const isThere = (path: string): CommandFailed =>
  new CommandFailed(`${path} exists already, and is never overwritten: give another one with --file`);

function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600, flush: true });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw code === 'EEXIST' ? isThere(path) : new CommandFailed(`${path} cannot be written (${code})`);
  }
}

async function answersOf(options: Options, { ask, environment: set }: InitDeps): Promise<Record<string, string>> {
  const variables: Record<string, string> = { ...newKeys() };
  const port = set['PORT']?.trim() ?? '';
  if (port !== '') variables['PORT'] = await answerTo(ask, variables, { variable: 'PORT', text: '', orElse: '' }, port);
  for (const [variable, option, text, usual] of QUESTIONS) {
    const orElse = variable === 'PUBLIC_URL' && port !== '' ? `http://localhost:${port}` : usual;
    const known = options[option] ?? set[variable];
    const names = variable === 'KASIR_PROVIDERS' ? ` (${providers.map(({ id }) => id).join(', ')})` : '';
    const answer = await answerTo(ask, variables, { variable, text: `${text}${names}`, orElse }, known);
    if (answer !== '') variables[variable] = answer;
  }
  const reached = portOf(variables['PUBLIC_URL'] ?? '');
  if (reached !== undefined) variables['PORT'] ??= reached;
  const chosen = providers.filter(({ id }) => variables['KASIR_PROVIDERS']?.split(',').includes(id));
  for (const name of chosen.flatMap((provider) => provider.variables)) {
    const value = set[name]?.trim();
    if (value !== undefined && value !== '') variables[name] = value;
  }
  const asked = new Set<string>();
  for (;;) {
    // One that has no KASIR_WEBHOOK_URL needs no secret for it, and so on: only what a provider misses is asked.
    const fault = faultsOf(variables).find(({ variable }) => isOfProvider(variable) && !asked.has(variable));
    if (fault === undefined) return variables;
    asked.add(fault.variable);
    const text = `${fault.variable} ${fault.message}`;
    const isSecret = providers.some(({ secretVariables }) => secretVariables.includes(fault.variable));
    const question = { variable: fault.variable, text, orElse: '', isSecret };
    const answer = await answerTo(ask, variables, question, variables[fault.variable]);
    if (answer !== '') variables[fault.variable] = answer;
  }
}

interface Asked {
  readonly variable: string;
  readonly text: string;
  /** Taken where nothing is answered; empty: the variable is left out, to be filled in later. */
  readonly orElse: string;
  readonly isSecret?: boolean;
}

/** Asks again while an answer does not fit; one that was `known` before and does not is a failure. */
async function answerTo(
  ask: Ask,
  variables: Environment,
  { variable, text, orElse, isSecret = false }: Asked,
  known: string | true | undefined,
): Promise<string> {
  const faultOf = (answer: string): string | undefined =>
    answer === ''
      ? undefined
      : faultsOf({ ...variables, [variable]: answer }).find((fault) => fault.variable === variable)?.message;
  if (typeof known === 'string') {
    const fault = faultOf(known);
    if (fault !== undefined) throw new CommandFailed(`${variable} ${fault}`);
    return known;
  }
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const answer = (await ask.question(text, orElse, isSecret)) || orElse;
    const fault = faultOf(answer);
    if (fault === undefined) return answer;
    ask.tell(`  ${variable} ${fault}\n`);
  }
  throw new CommandFailed(`${variable} was not answered`);
}

const isOfProvider = (name: string): boolean => providers.some(({ variables }) => variables.includes(name));

/** What `kasir serve` would say. */
function faultsOf(variables: Environment): readonly ConfigFault[] {
  const withoutWebhook = { ...variables };
  if (withoutWebhook['KASIR_WEBHOOK_URL'] === undefined) delete withoutWebhook['KASIR_WEBHOOK_SECRET'];
  const result = readConfig(withoutWebhook);
  return result.ok ? [] : result.faults;
}

const summaryOf = (path: string, missing: readonly ConfigFault[]): string =>
  [
    `${path} is written, readable by you only`,
    ...missing.map(({ variable, message }) => `still to be filled in: ${variable} ${message}`),
    `next: kasir doctor --env-file ${path}, then kasir serve --env-file ${path}`,
    '',
  ].join('\n');
