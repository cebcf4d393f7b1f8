/** `tsx count.ts <file>…`: what the runner counts in these files, as JSON. */
import { withoutSilence } from './outcome.ts';
import { runNodeTests } from './run-node-tests.ts';

console.log(JSON.stringify(withoutSilence(await runNodeTests(process.argv.slice(2), 1))));
