#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { COMMANDS, type Command } from './commands.ts';
import { HELP } from './help.ts';
import { EXIT_USAGE } from './exit-codes.ts';

/** `kasir <command>`: finds the command and loads only what it needs. */
async function main(words: readonly string[]): Promise<void> {
  const known = findCommand(words);
  if (known === undefined) {
    const asked = words.filter((word) => !word.startsWith('-')).join(' ');
    const isHelp = words.includes('--help') || words.includes('-h');
    if (isHelp && asked === '') return void process.stdout.write(HELP);
    process.stderr.write(asked === '' ? HELP : `kasir has no command "${asked.slice(0, 60)}"\n\n${HELP}`);
    process.exitCode = EXIT_USAGE;
    return;
  }
  const { command, rest } = known;
  const { values, positionals } = readOptions(rest);
  if (values?.help === true) return void process.stdout.write(HELP);
  if (values === undefined || positionals.length !== command.parameters.length) {
    process.stderr.write(
      `usage: kasir ${[command.name, ...command.parameters.map((name) => `<${name}>`)].join(' ')}\n`,
    );
    process.exitCode = EXIT_USAGE;
    return;
  }
  await command.run(...positionals);
}

/** The longest name that the words begin with: `keys new` before `keys`. */
function findCommand(words: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ');
    const command = COMMANDS.find((each) => each.name === name);
    if (command !== undefined) return { command, rest: words.slice(length) };
  }
  return undefined;
}

function readOptions(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: { help: { type: 'boolean', short: 'h' } }, allowPositionals: true });
  } catch {
    return { values: undefined, positionals: [] };
  }
}

await main(process.argv.slice(2));
