/**
 * `npm run bench`: builds if needed, then measures on this machine; `npm run bench -- widget` measures only that. `npm run
 * bench -- chaos` runs only when it is named: three servers on one PostgreSQL under load, one of them killed every ten
 * seconds for five minutes, or for `--minutes N`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureChaos } from './chaos.ts';
import { measureCreatePayment } from './create-payment.ts';
import { toTable, type Figure } from './figure.ts';
import { describeMachine } from './machine.ts';
import { measureWidget } from './widget-bytes.ts';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '5' } },
});

const BENCHES: Record<string, () => readonly Figure[] | Promise<readonly Figure[]>> = {
  widget: measureWidget,
  payment: measureCreatePayment,
  chaos: () => measureChaos(Number(values.minutes)),
};
const ONLY_WHEN_NAMED: ReadonlySet<string> = new Set(['chaos']);

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
  if (wanted.length > 0 ? !wanted.includes(name) : ONLY_WHEN_NAMED.has(name)) continue;
  const found = await measure();
  figures.push(...found);
  console.log(toTable(found));
}

mkdirSync('test/bench/results', { recursive: true });
const file = `test/bench/results/${machine.measuredAt.replaceAll(':', '-')}.json`;
writeFileSync(file, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
console.log(`\n${file}`);
