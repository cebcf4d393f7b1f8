import { notInThisVersion } from './not-in-this-version.ts';
import type { OptionRules, Options } from './options.ts';

export interface Command {
  /** One word or two. */
  readonly name: string;
  readonly parameters: readonly string[];
  /** `--name <value>` and `--name`. None by default. */
  readonly options?: OptionRules;
  run(parameters: readonly string[], options: Options): Promise<unknown>;
}

async function serve(): Promise<void> {
  // Ignore the signal until the server can reload: by default it would end the process.
  process.on('SIGHUP', () => undefined);
  await (await import('../main.ts')).serve();
}

/** The code of a command is loaded on demand, so that `serve` never loads a simulator. */
export const COMMANDS: readonly Command[] = [
  { name: 'serve', parameters: [], run: serve },
  { name: 'demo', parameters: [], run: async () => (await import('../demo/run-demo.ts')).runDemo() },
  { name: 'migrate', parameters: [], run: async () => (await import('./migrate.ts')).migrateStorage() },
  {
    name: 'migrate-store',
    parameters: [],
    options: { from: { value: 'url', required: true }, to: { value: 'url', orElse: 'undo' }, undo: 'flag' },
    run: async (_parameters, { from, to }) =>
      typeof to === 'string'
        ? (await import('./migrate-store.ts')).migrateStore(String(from), to)
        : (await import('./undo-move.ts')).undoMove(String(from)),
  },
  {
    name: 'events redeliver',
    parameters: ['id'],
    run: async ([id]) => (await import('./redeliver.ts')).redeliver(id),
  },
  {
    name: 'verify-ledger',
    parameters: [],
    options: { seal: { value: 'number:link' }, json: 'flag' },
    run: async (_, options) => (await import('./verify-ledger.ts')).verifyLedgerCommand(options),
  },
  { name: 'keys new', parameters: [], run: async () => (await import('./new-keys.ts')).printNewKeys() },
  { name: 'sri', parameters: [], run: async () => (await import('./sri.ts')).printIntegrity() },
  { name: 'doctor', parameters: [], run: async () => notInThisVersion('doctor') },
  {
    name: 'reconcile',
    parameters: [],
    options: {
      provider: { value: 'name', required: true },
      since: { value: 'date', required: true },
      until: { value: 'date' },
      file: { value: 'report.csv' },
      map: { value: 'columns.json' },
      format: { value: 'table|csv|json' },
      all: 'flag',
    },
    run: async (_, options) => (await import('./reconcile/reconcile.ts')).reconcile(options),
  },
];
