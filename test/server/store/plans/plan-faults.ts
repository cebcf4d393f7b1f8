/** Tables that never have many rows. The names of parts of a statement are here as well. */
const SMALL_TABLES: ReadonlySet<string> = new Set([
  ...['instances', 'leases', 'stream_slots', 'request_counts', 'seen_time', 'key_canary'],
  ...['schema_version', 'kysely_migration', 'sqlite_schema', 'CONSTANT', 'first', 'queues', 'found', 'waiting', 'kept'],
]);

/** Indexes of what is open, undecided or under way: they may be read whole. */
const SMALL_INDEXES: ReadonlySet<string> = new Set([
  'refunds_open',
  'payments_reviews',
  'ledger_heads_unsealed',
  'jobs_claimed',
]);

/**
 * Calls that look only at the first row of an index, which a plan does not say; with the index, or with any. A search of
 * the back office is bounded by how many payments it looks at.
 */
const FIRST_ROWS_ONLY: ReadonlySet<string> = new Set([
  'check',
  'jobQueues',
  'openPaymentsElsewhere payments_open',
  'scanPayments',
]);

const readsFirstRows = (call: string, index: string): boolean =>
  FIRST_ROWS_ONLY.has(call) || FIRST_ROWS_ONLY.has(`${call} ${index}`);

/** A page of everything is read in the order of an index, and no further than it is long. */
const isPageOfAll = (text: string): boolean =>
  /\blimit\b/i.test(text) && !/\bwhere (?!"position" is not null)/i.test(text);

export interface PlannedStatement {
  readonly call: string;
  readonly text: string;
  readonly plan: readonly string[];
}

const fault = ({ call, text }: PlannedStatement, what: string): string => `${call}: ${what}: ${text}`;

/** What SQLite would read whole, or sort before it shows a page. `plan`: the details of `EXPLAIN QUERY PLAN`. */
export function sqliteFaults(statement: PlannedStatement): readonly string[] {
  const { call, text, plan } = statement;
  return plan.flatMap((step) => {
    if (call.startsWith('list') && step === 'USE TEMP B-TREE FOR ORDER BY') return fault(statement, 'sorts');
    const [, table = '', index = ''] = /^SCAN (\w+)(?:.* INDEX (\w+))?/.exec(step) ?? [];
    const isFine =
      table === '' ||
      /^\d+$/.test(table) ||
      SMALL_TABLES.has(table) ||
      SMALL_INDEXES.has(index) ||
      readsFirstRows(call, index) ||
      isPageOfAll(text);
    return isFine ? [] : fault(statement, step);
  });
}

const NODE = /\b(?:(Seq Scan)|Index (?:Only )?Scan(?: Backward)? using (\w+)) on (\w+)/;

/**
 * The same for PostgreSQL. `plan`: the lines of `EXPLAIN`, made for tables that are too large to be read: where no
 * condition is looked up in the index, all of it is read.
 */
export function postgresFaults(statement: PlannedStatement): readonly string[] {
  const { call, text, plan } = statement;
  return plan.flatMap((line, at) => {
    const [node, sequential, index = '', table = ''] = NODE.exec(line) ?? [];
    if (node === undefined || SMALL_TABLES.has(table)) return [];
    const rest = plan.slice(at + 1);
    const next = rest.findIndex((other) => /->|^\s*(?:SubPlan|InitPlan|CTE) /.test(other));
    const details = next === -1 ? rest : rest.slice(0, next);
    const isFine =
      sequential === undefined &&
      (details.some((detail) => detail.trim().startsWith('Index Cond:')) ||
        SMALL_INDEXES.has(index) ||
        readsFirstRows(call, index) ||
        isPageOfAll(text));
    return isFine ? [] : fault(statement, node);
  });
}
