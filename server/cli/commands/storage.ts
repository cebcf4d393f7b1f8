import type { Command } from '../command.ts';
import { JSON_FLAG } from '../options.ts';

/** The code of a command is loaded on demand. */
export const STORAGE: readonly Command[] = [
  {
    name: 'migrate',
    parameters: [],
    options: { json: JSON_FLAG },
    summary: 'migrate the storage to this version and exit',
    about: 'Needs only DATABASE_URL. On PostgreSQL, servers of the version before may be running.',
    examples: ['DATABASE_URL=file:./data/kasir.db kasir migrate'],
    run: async (_, { json }) => (await import('../migrate.ts')).migrateStorage(json === true),
  },
  {
    name: 'migrate-store',
    parameters: [],
    options: {
      from: { value: 'url', required: true, about: 'the storage that has the data' },
      to: { value: 'url', orElse: 'undo', about: 'an empty storage' },
      undo: { about: 'call the move off: servers can start on --from again' },
      json: JSON_FLAG,
    },
    summary: 'move everything from one storage to another',
    about: `Between SQLite and PostgreSQL, in both directions. Stop the servers first. An interrupted move continues when it is
called again, and no server starts on a storage that is half filled.`,
    examples: ['kasir migrate-store --from file:./data/kasir.db --to postgres://kasir@db.internal/kasir'],
    run: async (_parameters, { from, to, json }) =>
      typeof to === 'string'
        ? (await import('../migrate-store.ts')).migrateStore(String(from), to, json === true)
        : (await import('../undo-move.ts')).undoMove(String(from), json === true),
  },
  {
    name: 'backup',
    parameters: ['file'],
    options: { json: JSON_FLAG },
    summary: 'copy the SQLite database while the server runs',
    about: `Needs only DATABASE_URL. The copy is of one moment, verified, and has its name only once it is complete; a file that
exists is never overwritten. Takes no lock. For PostgreSQL use pg_dump.`,
    examples: ['kasir backup /backup/kasir-$(date +%F).db'],
    run: async ([file = ''], { json }) => (await import('../backup.ts')).backUp(file, json === true),
  },
  {
    name: 'restore',
    parameters: ['file'],
    options: {
      force: { about: 'a database that is there is kept under another name, instead of refused' },
      'without-keys': { about: 'do not check that KASIR_ENCRYPTION_KEYS are those of the backup' },
      json: JSON_FLAG,
    },
    summary: 'put a backup in the place of the SQLite database',
    about: `Stop the server first: this takes its lock. Needs DATABASE_URL and KASIR_ENCRYPTION_KEYS. The backup is copied and
verified before anything is changed; nothing is overwritten or deleted. For PostgreSQL use pg_restore.`,
    examples: ['kasir restore /backup/kasir-2026-05-03.db --force'],
    run: async ([file = ''], options) => (await import('../restore.ts')).restore(file, options),
  },
  {
    name: 'verify-ledger',
    parameters: [],
    options: {
      seal: { value: 'number:link', about: 'a seal that the server has logged; several by commas' },
      json: JSON_FLAG,
    },
    summary: 'check that nobody has changed what is in the books',
    about: `Needs only DATABASE_URL and KASIR_ENCRYPTION_KEYS. Changes nothing, takes no lock, and exits with 1 where it finds
something.`,
    examples: ['kasir verify-ledger --seal 1204:v1.…'],
    run: async (_, options) => (await import('../verify-ledger.ts')).verifyLedgerCommand(options),
  },
  {
    name: 'purge',
    parameters: [],
    options: {
      before: {
        value: 'date',
        about: 'what has changed since stays; default: KASIR_RETENTION_DAYS ago, at least 30 days',
      },
      archive: { value: 'file', about: 'append each row to this file, as a line of JSON, before it is deleted' },
      'dry-run': { about: 'only count, while the server may run' },
      json: JSON_FLAG,
    },
    summary: 'delete orders, payments and payouts that are final and old',
    about: `Needs only DATABASE_URL and KASIR_ENCRYPTION_KEYS. What is open, unknown, under review or not delivered stays, and the
ledger keeps the last link of each history. SQLite: stop the server first. PostgreSQL: servers may be running. An
interrupted purge continues when it is called again.`,
    examples: ['kasir purge --dry-run', 'kasir purge --before 2025-01-01 --archive /backup/2024.jsonl'],
    run: async (_, options) => (await import('../purge/purge.ts')).purge(options),
  },
];
