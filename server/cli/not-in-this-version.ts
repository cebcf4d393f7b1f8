import { EXIT_USAGE } from './exit-codes.ts';

export function notInThisVersion(command: string): void {
  process.stderr.write(`kasir ${command} is not available in this version\n`);
  process.exitCode = EXIT_USAGE;
}
