/** `tsx count.ts <file>…`: prints what the runner counts in these files, as JSON. */
import { failIfEmpty } from './outcome.ts';
import { runNodeTests } from './run-node-tests.ts';

console.log(JSON.stringify(failIfEmpty(await runNodeTests(process.argv.slice(2), 1))));
