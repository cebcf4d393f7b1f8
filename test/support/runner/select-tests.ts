import { existsSync, statSync } from 'node:fs';
import { listFiles } from './find-tests.ts';

/** What the arguments of `npm test` ask for. */
export interface Selection {
  /** Words that occur in the name of at least one step. */
  readonly words: readonly string[];
  readonly nodeFiles: readonly string[];
  readonly endToEndFiles: readonly string[];
  readonly browserFiles: readonly string[];
  /** One line for each argument that selects nothing. */
  readonly problems: readonly string[];
}

const TEST_FILE = /\.(test|e2e|browser)\.ts$/;

/**
 * Reads each argument as the path of a test file or of a folder below `test/`, or else as a word in the name of a step.
 * Paths are relative to the repository's root. An argument that selects nothing is a problem, because a run that silently
 * skips what was asked for looks like one that passed.
 */
export function selectTests(args: readonly string[], stepNames: readonly string[]): Selection {
  const words: string[] = [];
  const files: string[] = [];
  const problems: string[] = [];
  for (const argument of args) {
    const path = argument.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/$/, '');
    if (/^test(\/|$)/.test(path) && existsSync(path)) {
      const found = (statSync(path).isDirectory() ? listFiles(path) : [path]).filter((file) => TEST_FILE.test(file));
      if (found.length === 0) problems.push(`${path} has no tests`);
      files.push(...found);
    } else if (argument !== '' && stepNames.some((name) => name.includes(argument))) {
      words.push(argument);
    } else {
      problems.push(`"${argument}" is neither a test file or folder nor a word in the name of a step${hint(argument)}`);
    }
  }
  const ending = (suffix: string): readonly string[] => [...new Set(files)].filter((file) => file.endsWith(suffix));
  return {
    words,
    nodeFiles: ending('.test.ts'),
    endToEndFiles: ending('.e2e.ts'),
    browserFiles: ending('.browser.ts'),
    problems,
  };
}

/** Test files whose path contains the word. */
function hint(word: string): string {
  const near = word === '' ? [] : listFiles('test').filter((path) => TEST_FILE.test(path) && path.includes(word));
  return near.length === 0 ? '' : `; did you mean ${near.slice(0, 5).join(', ')}?`;
}
