import { clauses } from './clauses.ts';
import type { Column, SchemaChange } from './description.ts';

/** The statements of a change in SQLite. */
export function renderSqlite(change: SchemaChange): readonly string[] {
  switch (change.kind) {
    case 'table': {
      const columns = Object.entries(change.columns).map(([name, column]) => define(name, column));
      const clustered = change.clustered ? ', WITHOUT ROWID' : '';
      return [`CREATE TABLE ${change.name} (${[...columns, ...clauses.keys(change)].join(', ')}) STRICT${clustered}`];
    }
    case 'column':
      return [`ALTER TABLE ${change.table} ADD COLUMN ${define(change.name, change.column)}`];
    case 'index':
      return [clauses.index(change)];
    case 'immutable': {
      const { table, columns, untilForgotten, erasable, once, resealed, message } = change;
      const isWhole = untilForgotten.length + erasable.length + once.length + resealed.length > 0;
      const of = isWhole ? '' : ` OF ${columns.join(', ')}`;
      const condition = clauses.changes(change, (column) => `NEW.${column} IS NOT OLD.${column}`);
      return trigger(`${table}_immutable`, `BEFORE UPDATE${of} ON ${table} WHEN ${condition}`, message);
    }
    case 'appendOnly': {
      const { table } = change;
      return trigger(`${table}_immutable`, `BEFORE UPDATE ON ${table}`, `${table} is only appended to`);
    }
    case 'undeletable': {
      const { table, unless } = change;
      const condition = unless === undefined ? '' : ` WHEN NOT (${unless})`;
      const message = `rows of ${table} are not deleted`;
      return trigger(`${table}_undeletable`, `BEFORE DELETE ON ${table}${condition}`, message);
    }
    case 'statement':
      return [change.sqlite];
  }
}

function define(name: string, column: Column): string {
  switch (column.kind) {
    case 'onlyRow':
      return `${name} INTEGER PRIMARY KEY CHECK (${name} = 1)`;
    case 'serial':
    case 'commitOrder':
      return `${name} INTEGER PRIMARY KEY AUTOINCREMENT`;
    default:
      return `${name} ${TYPES[column.kind]} ${clauses.column(name, column)}`.trimEnd();
  }
}

const TYPES = { text: 'TEXT', integer: 'INTEGER', flag: 'INTEGER', bytes: 'BLOB' } as const;

const trigger = (name: string, when: string, message: string): readonly string[] => [
  `DROP TRIGGER IF EXISTS ${name}`,
  `CREATE TRIGGER ${name} ${when} BEGIN SELECT RAISE(ABORT, ${clauses.text(message)}); END`,
];
