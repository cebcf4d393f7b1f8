import type { Column, SchemaChange } from './description.ts';

type Of<Kind extends SchemaChange['kind']> = Extract<SchemaChange, { kind: Kind }>;

/** The clauses of SQL that are the same in both databases. */
export const clauses = {
  /** What follows the type of a column. */
  column(name: string, column: Column): string {
    return [
      column.nullable ? '' : 'NOT NULL',
      column.primaryKey ? 'PRIMARY KEY' : '',
      column.unique ? 'UNIQUE' : '',
      column.default === undefined ? '' : `DEFAULT ${literal(column.default)}`,
      column.positive ? `CHECK (${name} > 0)` : '',
      column.references === undefined ? '' : `REFERENCES ${column.references} (id)`,
      column.deferred ? 'DEFERRABLE INITIALLY DEFERRED' : '',
    ]
      .filter(Boolean)
      .join(' ');
  },

  /** Keys of several columns. */
  keys({ primaryKey, unique }: Of<'table'>): readonly string[] {
    return [
      ...(unique === undefined ? [] : [`UNIQUE (${unique.join(', ')})`]),
      ...(primaryKey === undefined ? [] : [`PRIMARY KEY (${primaryKey.join(', ')})`]),
    ];
  },

  index({ unique, name, table, columns, where }: Of<'index'>): string {
    const condition = where === undefined ? '' : ` WHERE ${where}`;
    return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${name} ON ${table} (${columns.join(', ')})${condition}`;
  },

  /** Whether an update changes what must not change. `differs` compares a column of `NEW` and `OLD`. */
  changes({ columns, untilForgotten, erasable, once }: Of<'immutable'>, differs: (column: string) => string): string {
    const any = (names: readonly string[]): string => names.map(differs).join(' OR ');
    const limited = [...new Set([...erasable, ...once])].map((column) => {
      const before = once.includes(column) ? ` AND OLD.${column} IS NOT NULL` : '';
      const after = erasable.includes(column) ? ` AND NEW.${column} IS NOT NULL` : '';
      return `(${differs(column)}${before}${after})`;
    });
    const forgotten =
      untilForgotten.length === 0
        ? []
        : [`(NOT (OLD.forgotten_at IS NULL AND NEW.forgotten_at IS NOT NULL) AND (${any(untilForgotten)}))`];
    return [any(columns), ...forgotten, ...limited].join(' OR ');
  },

  text: (value: string): string => `'${value.replaceAll("'", "''")}'`,
};

const literal = (value: string | number): string => (typeof value === 'number' ? String(value) : clauses.text(value));
