import { VERSION } from '../http/version.ts';
import type { Command, CommandGroup } from './command.ts';
import { CommandFailed } from './command-failed.ts';
import { EXIT_FAILURE, EXIT_USAGE } from './exit-codes.ts';
import { helpOf, helpOfCommand } from './help.ts';
import { readOptions, usageOf } from './options.ts';

export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** Makes the variables of a file part of the environment. @throws {CommandFailed} */
export type UseEnvironmentFile = (path: string) => Promise<void>;

/**
 * Runs a command. Returns the exit code: 0, 64 for an unknown command or wrong usage, that of a {@link CommandFailed}, or
 * 1 if it fails otherwise; the error message is printed without a stack.
 */
export async function dispatch(
  words: readonly string[],
  groups: readonly CommandGroup[],
  io: Output,
  useEnvironmentFile?: UseEnvironmentFile,
): Promise<number> {
  if (words.length === 1 && (words[0] === '--version' || words[0] === '-v')) {
    io.out(`${VERSION}\n`);
    return 0;
  }
  const found = findCommand(
    words,
    groups.flatMap(({ commands }) => commands),
  );
  if (found === undefined) return explain(words, groups, io);
  const { command, rest } = found;
  const line = readOptions(command, rest);
  if (typeof line === 'string') {
    io.err(`kasir ${command.name}: ${line}\nusage: ${usageOf(command)}\n"kasir ${command.name} --help" explains it\n`);
    return EXIT_USAGE;
  }
  if (line.wantsHelp) {
    io.out(helpOfCommand(command));
    return 0;
  }
  try {
    if (line.environmentFile !== undefined) await useEnvironmentFile?.(line.environmentFile);
    await command.run(line.parameters, line.options);
    return 0;
  } catch (error) {
    io.err(`kasir ${command.name}: ${messageOf(error)}\n`);
    return error instanceof CommandFailed ? error.exitCode : EXIT_FAILURE;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function explain(words: readonly string[], groups: readonly CommandGroup[], io: Output): number {
  const named = words.filter((word) => !word.startsWith('-'));
  const [first] = named;
  const wantsHelp = words.some((word) => word === '--help' || word === '-h') || first === 'help';
  // "kasir payments" and "kasir payments --help" list the commands that begin so.
  const begun = groups
    .map(({ title, commands }) => ({ title, commands: commands.filter(({ name }) => name.startsWith(`${first} `)) }))
    .filter(({ commands }) => commands.length > 0);
  if (wantsHelp && (first === undefined || first === 'help' || begun.length > 0)) {
    io.out(begun.length > 0 ? listOf(begun) : helpOf(groups));
    return 0;
  }
  const unknown = named.join(' ').slice(0, 60);
  if (begun.length > 0) io.err(`kasir: unknown command "${unknown}"; there are\n\n${listOf(begun)}`);
  else io.err(unknown === '' ? helpOf(groups) : `kasir: unknown command "${unknown}"\n\n${helpOf(groups)}`);
  return EXIT_USAGE;
}

const listOf = (groups: readonly CommandGroup[]): string =>
  groups
    .flatMap(({ commands }) => commands.map((command) => `  ${usageOf(command)}\n      ${command.summary}\n`))
    .join('');

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
