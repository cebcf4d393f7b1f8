import { sql as fragment } from 'kysely';
import type { Row } from './connection.ts';
import { prepared } from './prepared.ts';
import type { Sql } from './sql.ts';

/** The tables of entities: one row each, found by its id. */
export type EntityTable = 'checkouts' | 'payments' | 'refunds' | 'saved_methods' | 'payouts' | 'events';

const statementOf = (table: EntityTable) =>
  prepared<Row>((db) => ({
    compile: () => fragment<Row>`select * from ${fragment.table(table)} where "id" = ${''}`.compile(db),
  }));

const statements: Readonly<Record<EntityTable, ReturnType<typeof statementOf>>> = {
  checkouts: statementOf('checkouts'),
  payments: statementOf('payments'),
  refunds: statementOf('refunds'),
  saved_methods: statementOf('saved_methods'),
  payouts: statementOf('payouts'),
  events: statementOf('events'),
};

/** The whole row of an entity. */
export const rowById = (sql: Sql, table: EntityTable, id: string): Promise<Row | undefined> =>
  sql.first(statements[table](sql, [id]));
