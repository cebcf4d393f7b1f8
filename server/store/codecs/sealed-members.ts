import type { RowAccess } from './row-access.ts';

/** What the sealed members of one entity are opened from. Copies of the entity have none: copying opens them. */
const SOURCE = Symbol('source of the sealed members');

interface Source {
  readonly row: Readonly<Record<string, unknown>>;
  readonly access: RowAccess;
  readonly members: readonly SealedMember[];
  readonly opened: Map<string, unknown>;
}

interface Opening {
  readonly [SOURCE]: Source;
}

interface SealedColumn {
  readonly name: string;
  readonly decode: (stored: unknown, access: RowAccess) => unknown;
}

export interface SealedMember {
  readonly name: string;
  readonly property: PropertyDescriptor;
}

/**
 * A member that is opened once, when somebody reads it for the first time. All entities share its getter: one with a
 * getter of its own is a hash table in V8, and slow to read and to copy.
 */
export function sealedMember(name: string, { name: column, decode }: SealedColumn): SealedMember {
  return {
    name,
    property: {
      enumerable: true,
      configurable: true,
      get(this: Opening) {
        const { row, access, opened } = this[SOURCE];
        if (opened.has(name)) return opened.get(name);
        const value = decode(row[column], access);
        opened.set(name, value);
        if (access.unreadable) Object.defineProperty(this, 'unreadable', { value: true, enumerable: true });
        if (value === undefined) Reflect.deleteProperty(this, name);
        return value;
      },
    },
  };
}

/** Opens what is still sealed: only that tells. */
const unreadable = {
  enumerable: false,
  configurable: true,
  get(this: Opening) {
    const { members, access } = this[SOURCE];
    for (const { name } of members) Reflect.get(this, name);
    return access.unreadable;
  },
};

/**
 * Defines the members, and `unreadable`: after them, so that a copy of the entity, which opens them, has it where it is
 * true.
 */
export function defineSealed(
  entity: object,
  members: readonly SealedMember[],
  row: Source['row'],
  access: RowAccess,
): void {
  const source: Source = { row, access, members, opened: new Map() };
  Object.defineProperty(entity, SOURCE, { value: source });
  for (const { name, property } of members) Object.defineProperty(entity, name, property);
  Object.defineProperty(entity, 'unreadable', unreadable);
}
