import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { SqlDialect } from './sql-dialect.ts';
import type { Sql } from './sql.ts';
import type { Tables } from './tables.ts';

/**
 * A statement that is built once for each dialect: building one costs more than running it. `build` gets as many
 * parameters as it takes, in the order in which the statement has them.
 */
export function prepared<R>(
  build: (db: Kysely<Tables>, dialect: SqlDialect) => Compilable<R>,
): (sql: Sql, parameters: readonly unknown[]) => Compilable<R> {
  const built = new Map<string, CompiledQuery<R>>();
  return ({ dialect }, parameters) => {
    const statement = built.get(dialect.name) ?? build(dialect.build, dialect).compile();
    built.set(dialect.name, statement);
    if (statement.parameters.length !== parameters.length)
      throw new TypeError(`the statement has ${statement.parameters.length} parameters, not ${parameters.length}`);
    return { compile: () => ({ ...statement, parameters }) };
  };
}

/** The same for a statement that has `count` rows of parameters: built once for each number of them. */
export function preparedForRows(
  build: (db: Kysely<Tables>, count: number, dialect: SqlDialect) => Compilable,
): (sql: Sql, count: number, parameters: readonly unknown[]) => Compilable {
  const byCount = new Map<number, ReturnType<typeof prepared<unknown>>>();
  return (sql, count, parameters) => {
    const known = byCount.get(count) ?? prepared<unknown>((db, dialect) => build(db, count, dialect));
    byCount.set(count, known);
    return known(sql, parameters);
  };
}
