import { parseArgs } from 'node:util';

/** For each option what its value is called in the usage line; `flag`: it has none. A `required` one must be given. */
export type OptionRules = Readonly<Record<string, OptionRule>>;
type OptionRule =
  | 'flag'
  | {
      readonly value: string;
      readonly required?: true;
      /** The flag that is given in its place: one of the two must be. */
      readonly orElse?: string;
    };

/** The values of the options that were given; a flag is `true`. */
export type Options = Readonly<Record<string, string | true | undefined>>;

/** How a command is called. */
interface Usage {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly options?: OptionRules;
}

interface CommandLine {
  readonly wantsHelp: boolean;
  readonly parameters: readonly string[];
  readonly options: Options;
}

/** Reads what follows the command's name. `undefined` when it does not fit the command. */
export function readOptions({ parameters, options = {} }: Usage, words: readonly string[]): CommandLine | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { ...parserOptions(options), help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    const given: Record<string, string | true> = {};
    for (const [name, value] of Object.entries(values))
      if (typeof value === 'string' || value === true) given[name] = value;
    const wantsHelp = given['help'] === true;
    const isComplete = Object.entries(options).every(
      ([name, rule]) =>
        rule === 'flag' ||
        (rule.orElse === undefined
          ? rule.required !== true || given[name] !== undefined
          : (given[name] === undefined) !== (given[rule.orElse] === undefined)),
    );
    if (!wantsHelp && (positionals.length !== parameters.length || !isComplete)) return undefined;
    return { wantsHelp, parameters: positionals, options: given };
  } catch {
    return undefined;
  }
}

const parserOptions = (rules: OptionRules) =>
  Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [
      name,
      { type: rule === 'flag' ? ('boolean' as const) : ('string' as const) },
    ]),
  );

/** `kasir name <parameter> --required <value> (--one <value> | --other) [--flag]`. */
export function usageOf({ name, parameters, options = {} }: Usage): string {
  const alternatives = new Set(Object.values(options).map((rule) => (rule === 'flag' ? undefined : rule.orElse)));
  return [
    `kasir ${name}`,
    ...parameters.map((parameter) => `<${parameter}>`),
    ...Object.entries(options).flatMap(([option, rule]) => {
      if (rule === 'flag') return alternatives.has(option) ? [] : `[--${option}]`;
      if (rule.orElse !== undefined) return `(--${option} <${rule.value}> | --${rule.orElse})`;
      return rule.required === true ? `--${option} <${rule.value}>` : `[--${option} <${rule.value}>]`;
    }),
  ].join(' ');
}
