import type { ReadSecretFile } from './secret-files.ts';

/** A file of variables that cannot be used. The message names the file and the line, never a value. */
export class EnvironmentFileFault extends Error {
  override readonly name = 'EnvironmentFileFault';
}

/**
 * The variables of a file as shells, systemd and containers read it: one `NAME=value` a line, with or without `export`,
 * the value bare, in double quotes (with `\"`, `\\`, `\$` and `` \` ``) or in single quotes. Empty lines and those that
 * begin with `#` are passed over. Nothing is expanded.
 *
 * @throws {EnvironmentFileFault} for a file that cannot be read, that other users can read, or a line that is none of these
 */
export function readEnvironmentFile(path: string, readFile: ReadSecretFile): Readonly<Record<string, string>> {
  let file: ReturnType<ReadSecretFile>;
  try {
    file = readFile(path);
  } catch (cause) {
    throw new EnvironmentFileFault(`${path} cannot be read`, { cause });
  }
  if (file.worldReadable)
    throw new EnvironmentFileFault(`${path} has secrets and is world-readable; restrict it with chmod 600`);
  const variables: Record<string, string> = {};
  for (const [index, line] of file.text.split(/\r?\n/).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const [, name, rest] = /^\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
    const value = rest === undefined ? undefined : valueIn(rest.trim());
    if (name === undefined || value === undefined)
      throw new EnvironmentFileFault(`${path}, line ${index + 1}: must be NAME=value, with quotes that are closed`);
    if (Object.hasOwn(variables, name))
      throw new EnvironmentFileFault(`${path}, line ${index + 1}: ${name} is there twice`);
    variables[name] = value;
  }
  return variables;
}

/** `undefined` where a quote is not closed, or something follows it. */
function valueIn(text: string): string | undefined {
  if (text.startsWith("'")) return /^'([^']*)'\s*(?:#.*)?$/.exec(text)?.[1];
  if (text.startsWith('"')) return /^"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$/.exec(text)?.[1]?.replace(/\\(["\\$`])/g, '$1');
  const comment = /\s#/.exec(text);
  return comment === null ? text : text.slice(0, comment.index).trimEnd();
}
