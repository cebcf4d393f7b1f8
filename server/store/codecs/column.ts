import type { z } from 'zod';
import { asFlag, asJson, jsonSchema } from '../row.ts';
import type { RowAccess } from './row-access.ts';

/** A value as the database holds it. */
export type Stored = string | number | null;

/**
 * `mutable`: a patch may change it. `rising`: it may, and never to a lower value. `fixed`: written once; triggers
 * enforce most of these as well. `forgettable`: written once, and replaced when personal data are erased.
 */
export type ChangeRule = 'mutable' | 'rising' | 'fixed' | 'forgettable';

/**
 * One member of an entity and the column that stores it. `Read` is what a read returns: it includes `undefined` for a
 * sealed column without a replacement, until {@link optional} makes that part of the member's type.
 */
export interface Column<
  Value,
  Name extends string = string,
  S extends Stored = Stored,
  Rule extends ChangeRule = ChangeRule,
  Read = Value,
> {
  readonly name: Name;
  readonly rule: Rule;
  /** `undefined` in a patch clears the column; of a column that is not optional it means "unchanged". */
  readonly isOptional: boolean;
  readonly encode: (value: Value, row: RowAccess) => S;
  /** @throws {CorruptRow} when the stored value is not one that {@link encode} writes */
  readonly decode: (stored: unknown, row: RowAccess) => Read;
  /** Of a `rising` column: what a patch makes of the value that the row has. */
  readonly raise?: (current: number, value: Value) => S;
  /** The stored value is encrypted: it is opened when somebody reads the member. */
  readonly isSealed?: (stored: unknown) => boolean;
  /** What is written when personal data are erased. */
  readonly forgotten?: (row: RowAccess) => S;
}

function column<Value, Name extends string, S extends Stored>(
  name: Name,
  is: (stored: unknown) => stored is Value,
  encode: (value: Value) => S,
): Column<Value, Name, S, 'mutable'> {
  return {
    name,
    rule: 'mutable',
    isOptional: false,
    encode,
    decode: (stored, row) => row.check(name, is, stored),
  };
}

const same = <Value>(value: Value): Value => value;

const isText = (stored: unknown): stored is string => typeof stored === 'string';
const isInteger = (stored: unknown): stored is number => Number.isSafeInteger(stored);
const isCount = (stored: unknown): stored is number => isInteger(stored) && stored >= 0;

export const text = <Name extends string>(name: Name) => column(name, isText, same<string>);

export const oneOf = <Name extends string, const Value extends string>(name: Name, values: readonly Value[]) => {
  const known: ReadonlySet<unknown> = new Set(values);
  return column(name, (stored): stored is Value => known.has(stored), same<Value>);
};

export const integer = <Name extends string>(name: Name) => column(name, isInteger, same<number>);

/** 0 or more. */
export const count = <Name extends string>(name: Name) => column(name, isCount, same<number>);

/** In the smallest unit of the currency; 0 or more. */
export const amount = <Name extends string>(name: Name) => column(name, isCount, same<number>);

/** Epoch milliseconds. */
export const instant = <Name extends string>(name: Name) => column(name, isInteger, same<number>);

const isFlag = (stored: unknown): stored is 0 | 1 => stored === 0 || stored === 1;

export const flag = <Name extends string>(name: Name): Column<boolean, Name, 0 | 1, 'mutable'> => ({
  name,
  rule: 'mutable',
  isOptional: false,
  encode: asFlag,
  decode: (stored, row) => row.check(name, isFlag, stored) === 1,
});

/** A flag whose member is `true` or absent. */
export const flagOrAbsent = <Name extends string>(
  name: Name,
): Column<boolean | undefined, Name, 0 | 1, 'mutable', true | undefined> => ({
  name,
  rule: 'mutable',
  isOptional: true,
  encode: (value) => asFlag(value === true),
  decode: (stored, row) => (row.check(name, isFlag, stored) === 1 ? true : undefined),
});

/** JSON text. */
export const json = <Name extends string, Value>(
  name: Name,
  schema: z.ZodType<Value>,
): Column<Readonly<Value>, Name, string, 'mutable'> => {
  const parsed = jsonSchema(schema);
  return {
    name,
    rule: 'mutable',
    isOptional: false,
    encode: asJson,
    decode: (stored, row) => row.parse(name, parsed, stored),
  };
};

/** Encrypted text. One that cannot be opened reads as `whenUnreadable`. */
export function sealedText<Name extends string>(
  name: Name,
): Column<string, Name, string, 'mutable', string | undefined>;
export function sealedText<Name extends string>(
  name: Name,
  whenUnreadable: string,
): Column<string, Name, string, 'mutable'>;
export function sealedText<Name extends string>(
  name: Name,
  whenUnreadable?: string,
): Column<string, Name, string, 'mutable', string | undefined> {
  return {
    name,
    rule: 'mutable',
    isOptional: false,
    isSealed: () => true,
    encode: (value, row) => row.seal(name, value),
    decode: (stored, row) => row.open(name, row.check(name, isText, stored)) ?? whenUnreadable,
  };
}

/** What is stored where there is nothing to encrypt. */
const NOTHING = '';

/** Encrypted JSON text. */
export function sealedJson<Name extends string, Value>(
  name: Name,
  schema: z.core.$ZodType<Value>,
): Column<Readonly<Value>, Name, string, 'mutable', Value | undefined>;
/** Encrypted JSON text. `nothing` is not encrypted, and is what one that cannot be opened reads as. */
export function sealedJson<Name extends string, Value>(
  name: Name,
  schema: z.core.$ZodType<Value>,
  nothing: NoInfer<Value>,
): Column<Readonly<Value>, Name, string, 'mutable'>;
export function sealedJson<Name extends string, Value>(
  name: Name,
  schema: z.core.$ZodType<Value>,
  nothing?: Value,
): Column<Readonly<Value>, Name, string, 'mutable', Value | undefined> {
  const nothingAsJson = nothing === undefined ? undefined : asJson(nothing);
  return {
    name,
    rule: 'mutable',
    isOptional: false,
    // Only one that has a `nothing` is ever stored without encryption: another that is empty was tampered with.
    isSealed: (stored) => stored !== NOTHING || nothing === undefined,
    encode: (value, row) => {
      const json = asJson(value);
      return json === nothingAsJson ? NOTHING : row.seal(name, json);
    },
    decode: (stored, row) =>
      stored === NOTHING && nothing !== undefined
        ? nothing
        : (row.openJson(name, row.check(name, isText, stored), schema) ?? nothing),
  };
}

/** NULL where the member is absent. */
export const optional = <Value, Name extends string, S extends Stored, Rule extends ChangeRule>(
  inner: Column<Value, Name, S, Rule, Value | undefined>,
): Column<Value | undefined, Name, S | null, Rule> => ({
  name: inner.name,
  rule: inner.rule,
  isOptional: true,
  ...(inner.isSealed && { isSealed: (stored: unknown) => stored !== null && inner.isSealed?.(stored) === true }),
  encode: (value, row) => (value === undefined ? null : inner.encode(value, row)),
  decode: (stored, row) => (stored === null ? undefined : inner.decode(stored, row)),
});

/** Written once. */
export const fixed = <Value, Name extends string, S extends Stored, Read>(
  inner: Column<Value, Name, S, 'mutable', Read>,
): Column<Value, Name, S, 'fixed', Read> => ({ ...inner, rule: 'fixed' });

/** Written once, and replaced by `replacement` when personal data are erased. */
export const forgettable = <Value, Name extends string, S extends Stored, Read>(
  inner: Column<Value, Name, S, 'mutable', Read>,
  replacement: NoInfer<Value>,
): Column<Value, Name, S, 'forgettable', Read> => ({
  ...inner,
  rule: 'forgettable',
  forgotten: (row) => inner.encode(replacement, row),
});

/** The time of the last change: every change raises it, even when the clock has gone back. */
export const risingInstant = <Name extends string>(name: Name): Column<number, Name, number, 'rising'> => ({
  ...instant(name),
  rule: 'rising',
  raise: (current, moment) => Math.max(current + 1, moment),
});
