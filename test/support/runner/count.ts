/** `tsx count.ts [--together] <file>…`: prints what the runner counts in these files, as JSON. */
import { failIfEmpty } from './outcome.ts';
import { runNodeTests, runNodeTestsTogether } from './run-node-tests.ts';

const [first, ...rest] = process.argv.slice(2);
const outcome = first === '--together' ? runNodeTestsTogether(rest, 1) : runNodeTests(process.argv.slice(2), 1);
console.log(JSON.stringify(failIfEmpty(await outcome)));
