import { VERSION } from '../http/version.ts';
import type { Command } from './commands.ts';
import { EXIT_FAILURE, EXIT_USAGE } from './exit-codes.ts';
import { HELP } from './help.ts';
import { readOptions, usageOf } from './options.ts';

export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/**
 * Runs a command. Returns the exit code: 0, 64 for an unknown command or wrong usage, 1 if it fails; the error message is
 * printed without a stack.
 */
export async function dispatch(words: readonly string[], commands: readonly Command[], io: Output): Promise<number> {
  if (words.length === 1 && (words[0] === '--version' || words[0] === '-v')) {
    io.out(`${VERSION}\n`);
    return 0;
  }
  const found = findCommand(words, commands);
  if (found === undefined) return explain(words, io);
  const { command, rest } = found;
  const line = readOptions(command, rest);
  if (line === undefined) {
    io.err(`usage: ${usageOf(command)}\n`);
    return EXIT_USAGE;
  }
  if (line.wantsHelp) {
    io.out(HELP);
    return 0;
  }
  try {
    await command.run(line.parameters, line.options);
    return 0;
  } catch (error) {
    io.err(`kasir ${command.name}: ${messageOf(error)}\n`);
    return EXIT_FAILURE;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function explain(words: readonly string[], io: Output): number {
  const name = words.filter((word) => !word.startsWith('-')).join(' ');
  if (name === '' && words.some((word) => word === '--help' || word === '-h')) {
    io.out(HELP);
    return 0;
  }
  io.err(name === '' ? HELP : `kasir: unknown command "${name.slice(0, 60)}"\n\n${HELP}`);
  return EXIT_USAGE;
}

/** Commands of two words take precedence: `keys new` before `keys`. */
function findCommand(
  words: readonly string[],
  commands: readonly Command[],
): { readonly command: Command; readonly rest: readonly string[] } | undefined {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ');
    const command = commands.find((each) => each.name === name);
    if (command !== undefined) return { command, rest: words.slice(length) };
  }
  return undefined;
}
