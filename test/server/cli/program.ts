import { fileURLToPath } from 'node:url';

/** The built `kasir`, as the package has it: a start from the sources takes ten times as long. */
export const PROGRAM = fileURLToPath(new URL('../../../server/dist/cli.js', import.meta.url));
