/**
 * `npm run bench`: builds if needed, then measures on this machine and prints each figure beside its floor and its target;
 * `npm run bench -- create widget` measures only those. `--payments 1000000` is how many are stored for `growth`,
 * `--rounds 3` how often each page is opened for `widget`.
 *
 * `npm run bench -- chaos` runs only when it is named: three servers on one PostgreSQL under load, one of them killed
 * every ten seconds for five minutes, or for `--minutes N`. `npm run bench -- soak --minutes 30` is the long form of `soak`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureChaos } from './chaos.ts';
import { measureCreatePayment } from './create-payment.ts';
import { measureEventDelivery } from './event-delivery.ts';
import { figureTable, verdictLine } from './figure-table.ts';
import { skipped, type Figure } from './figure.ts';
import { measureGrowth } from './growth.ts';
import { measureIdle } from './idle.ts';
import { describeMachine } from './machine.ts';
import { pinnedText } from './measure/cpu-shares.ts';
import { pinThisProcess } from './measure/cores.ts';
import { measureNotifications } from './notifications.ts';
import { measureOpening } from './opening.ts';
import { measurePostgres } from './postgres.ts';
import { measureSoak } from './soak.ts';
import { measureStreams } from './streams.ts';
import { measureWidget } from './widget-bytes.ts';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string' },
    payments: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '7' },
  },
});
const CHAOS_MINUTES = 5;
const SOAK_MINUTES = 1;
const minutes = values.minutes === undefined ? undefined : Number(values.minutes);

interface Bench {
  readonly measure: () => readonly Figure[] | Promise<readonly Figure[]>;
  /** It uses all cores. */
  readonly isEverywhere?: boolean;
  readonly onlyWhenNamed?: boolean;
}

const BENCHES: Readonly<Record<string, Bench>> = {
  widget: {
    measure: async () => [...measureWidget(), ...(await measureOpening(Number(values.rounds)))],
    isEverywhere: true,
  },
  create: { measure: measureCreatePayment },
  notifications: { measure: measureNotifications },
  streams: { measure: measureStreams },
  events: { measure: measureEventDelivery },
  idle: { measure: measureIdle },
  growth: { measure: () => measureGrowth(Number(values.payments)) },
  postgres: { measure: measurePostgres, isEverywhere: true },
  soak: { measure: () => measureSoak(minutes ?? SOAK_MINUTES) },
  chaos: { measure: () => measureChaos(minutes ?? CHAOS_MINUTES), isEverywhere: true, onlyWhenNamed: true },
};

const unknown = wanted.find((name) => !Object.hasOwn(BENCHES, name));
if (unknown !== undefined)
  throw new Error(`unknown bench "${unknown}"; the benches are ${Object.keys(BENCHES).join(', ')}`);

execFileSync(process.execPath, ['--import', 'tsx', '.ci/build.ts', '--if-needed', '--fast'], { stdio: 'inherit' });

const machine = describeMachine();
const machineText = `${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, load ${machine.load}, fsync ${machine.fsyncMicroseconds} µs, commit ${machine.commit}`;
console.log(`${machineText}; ${pinnedText()}\n`);

const figures: Figure[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 ? !wanted.includes(name) : bench.onlyWhenNamed === true) continue;
  const found = await measured(name, bench);
  figures.push(...found);
  console.log(`${figureTable(found)}\n`);
}
console.log(`${machineText}\n\n${figureTable(figures)}`);

mkdirSync('test/bench/results', { recursive: true });
const file = `test/bench/results/${machine.measuredAt.replaceAll(':', '-')}.json`;
writeFileSync(file, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
console.log(`\n${file}\n${verdictLine(figures)}`);

/** A bench that fails is a row which says why, except where it alone was asked for. */
async function measured(name: string, { measure, isEverywhere }: Bench): Promise<readonly Figure[]> {
  const release = isEverywhere === true ? () => undefined : pinThisProcess();
  try {
    return await measure();
  } catch (error) {
    if (wanted.length === 1) throw error;
    return [skipped(name, error instanceof Error ? error.message : String(error))];
  } finally {
    release();
  }
}
