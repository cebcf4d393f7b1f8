import type * as z from 'zod/mini';

/** Where a string of free text stands in an answer: `channels.label`; `instruction.fields{}` for any name of a record. */
type Path = string;

/**
 * A copy of an answer in which every string that its schema leaves free is replaced, also optional ones that the sample
 * lacks. Excluded are strings that the widget refuses the whole answer for if they are another: enumerations, literals
 * (`kind`, `status`, `currency`, a channel's `code`) and times.
 *
 * @param text by the string's path
 * @throws {Error} for a kind of schema that it does not know, so that no new field slips through
 */
export function forge<T>(schema: z.ZodMiniType<T>, sample: T, text: (path: Path) => string): T {
  // What a schema describes, the walk below returns.
  return walk(schema, sample, '', text) as T;
}

function walk(schema: z.core.$ZodType, sample: unknown, path: Path, text: (path: Path) => string): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const below = (name: string): string => (path ? `${path}.${name}` : name);
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape).map(([name, field]) => [
          name,
          walk(field, memberOf(sample, name), below(name), text),
        ]),
      );
    case 'optional':
    case 'nullable':
      return sample === undefined && !holdsText(def.innerType) ? undefined : walk(def.innerType, sample, path, text);
    case 'array':
      return (Array.isArray(sample) ? sample : [undefined]).map((item: unknown) => walk(def.element, item, path, text));
    case 'record':
      return { [text(`${path}{}`)]: text(`${path}{}`) };
    case 'union':
      return walk(optionFor(def, sample), sample, path, text);
    case 'string':
      // A time; another format is none that is known here.
      if (!('format' in def)) return text(path);
      if (def.format === 'datetime') return sample ?? '2026-11-22T13:00:00.000Z';
      throw new Error(`${path} has the format ${String(def.format)}`);
    case 'enum':
      return sample ?? Object.values(def.entries)[0];
    case 'literal':
      return sample ?? def.values[0];
    case 'number':
      return sample ?? 1;
    case 'boolean':
      return sample ?? false;
    default:
      throw new Error(`${path} is ${def.type}`);
  }
}

/** A member that the sample lacks is made where it has a free text, so that it is tried too. */
const holdsText = (schema: z.core.$ZodType): boolean => {
  let texts = 0;
  walk(schema, undefined, '', () => String((texts += 1)));
  return texts > 0;
};

/** The option of a union that has the sample's `kind`; of no sample, the first. */
function optionFor({ options }: z.core.$ZodUnionDef, sample: unknown): z.core.$ZodType {
  const kind = memberOf(sample, 'kind') ?? options.map(kindOf)[0];
  const found = options.find((option) => kindOf(option) === kind);
  if (!found) throw new Error(`no option is ${String(kind)}`);
  return found;
}

const kindOf = (option: z.core.$ZodType): unknown =>
  memberOf(
    walk(option, undefined, '', () => ''),
    'kind',
  );

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
