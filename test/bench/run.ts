/** `npm run bench`: builds if needed, then measures on this machine; `npm run bench -- widget` measures only that. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { measureCreatePayment } from './create-payment.ts';
import { toTable, type Figure } from './figure.ts';
import { describeMachine } from './machine.ts';
import { measureWidget } from './widget-bytes.ts';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

const BENCHES: Record<string, () => readonly Figure[] | Promise<readonly Figure[]>> = {
  widget: measureWidget,
  payment: measureCreatePayment,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(BENCHES, name));
if (unknown !== undefined)
  throw new Error(`unknown bench "${unknown}"; the benches are ${Object.keys(BENCHES).join(', ')}`);

execFileSync(process.execPath, ['--import', 'tsx', '.ci/build.ts', '--if-needed', '--fast'], { stdio: 'inherit' });

const machine = describeMachine();
console.log(
  `${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, load ${machine.load}, fsync ${machine.fsyncMicroseconds} µs, commit ${machine.commit}\n`,
);

const figures: Figure[] = [];
for (const [name, measure] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const found = await measure();
  figures.push(...found);
  console.log(toTable(found));
}

mkdirSync('test/bench/results', { recursive: true });
const file = `test/bench/results/${machine.measuredAt.replaceAll(':', '-')}.json`;
writeFileSync(file, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
console.log(`\n${file}`);
