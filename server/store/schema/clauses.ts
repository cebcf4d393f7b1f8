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
  changes(
    { columns, untilForgotten, erasable, once, resealed }: Of<'immutable'>,
    differs: (column: string) => string,
  ): string {
    const any = (names: readonly string[]): string =>
      names.map((name) => (resealed.includes(name) ? tampered(name) : differs(name))).join(' OR ');
    // An envelope names its version and key in its first eleven characters: 1.0a1b2c3d.…
    const tampered = (column: string): string =>
      `(${differs(column)} AND NOT (NEW.${column} LIKE '1.________.%' AND substr(NEW.${column}, 1, 11) <> substr(OLD.${column}, 1, 11)))`;
    const limited = [...new Set([...erasable, ...once])].map((column) => {
      const before = once.includes(column) ? ` AND OLD.${column} IS NOT NULL` : '';
      const after = erasable.includes(column) ? ` AND NEW.${column} IS NOT NULL` : '';
      return `(${differs(column)}${before}${after})`;
    });
    const forgotten =
      untilForgotten.length === 0
        ? []
        : [`(NOT (OLD.forgotten_at IS NULL AND NEW.forgotten_at IS NOT NULL) AND (${any(untilForgotten)}))`];
    const sealed = resealed.filter((column) => !untilForgotten.includes(column)).map(tampered);
    return [any(columns), ...sealed, ...forgotten, ...limited].join(' OR ');
  },

  text: (value: string): string => `'${value.replaceAll("'", "''")}'`,
};

const literal = (value: string | number): string => (typeof value === 'number' ? String(value) : clauses.text(value));
