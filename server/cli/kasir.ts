#!/usr/bin/env node
import { COMMANDS } from './commands.ts';
import { dispatch } from './dispatch.ts';
import { nodeFault } from './node-fault.ts';

const fault = nodeFault(process.versions.node);
if (fault !== undefined) {
  process.stderr.write(`kasir: ${fault}\n`);
  process.exit(1);
}
const output = {
  out: (text: string) => process.stdout.write(text),
  err: (text: string) => process.stderr.write(text),
};
// Loaded on demand: most commands need no file.
const code = await dispatch(process.argv.slice(2), COMMANDS, output, async (path) =>
  (await import('./use-environment-file.ts')).useFile(path),
);
// A running server sets its exit code later; a failed command may have left handles open.
if (code !== 0) process.exit(code);
