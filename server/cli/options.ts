import { parseArgs } from 'node:util';

/** One option. Without a `value` it is a flag. */
export interface OptionRule {
  /** What it is for, in one line of the command's help. */
  readonly about: string;
  /** What its value is called in the usage line. */
  readonly value?: string;
  /** The only values it may have. */
  readonly choices?: readonly string[];
  readonly required?: true;
  /** The flag that is given in its place: one of the two must be. */
  readonly orElse?: string;
}

export type OptionRules = Readonly<Record<string, OptionRule>>;

/** Of every command that prints a result. */
export const JSON_FLAG: OptionRule = { about: 'print one JSON object instead of text' };

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
  /** `--env-file`, which every command takes. */
  readonly environmentFile: string | undefined;
  readonly parameters: readonly string[];
  readonly options: Options;
}

/** Reads what follows the command's name. A text is what does not fit the command. */
export function readOptions({ parameters, options = {} }: Usage, words: readonly string[]): CommandLine | string {
  const { values, positionals, tokens } = parseArgs({
    args: [...words],
    options: { ...parserOptions(options), 'env-file': { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  if (values['help'] === true)
    return { wantsHelp: true, environmentFile: undefined, parameters: positionals, options: {} };
  for (const token of tokens) {
    if (token.kind !== 'option' || token.name === 'help') continue;
    const rule = token.name === 'env-file' ? ENV_FILE : options[token.name];
    const fault = rule === undefined ? 'is no option of this command' : valueFault(rule, token.value);
    if (fault !== undefined) return `${token.rawName} ${fault}`;
  }
  const given: Record<string, string | true> = {};
  for (const [name, value] of Object.entries(values))
    if (name !== 'env-file' && (typeof value === 'string' || value === true)) given[name] = value;
  const fault = missingOption(options, given) ?? parameterFault(parameters, positionals);
  if (fault !== undefined) return fault;
  const file = values['env-file'];
  return {
    wantsHelp: false,
    environmentFile: typeof file === 'string' ? file : undefined,
    parameters: positionals,
    options: given,
  };
}

const ENV_FILE = { about: '', value: 'path' } as const;

function valueFault({ value, choices }: OptionRule, given: string | undefined): string | undefined {
  if (value === undefined && choices === undefined) return given === undefined ? undefined : 'takes no value';
  if (given === undefined || given === '') return 'needs a value';
  return choices === undefined || choices.includes(given) ? undefined : `must be ${choices.join(', ')}`;
}

function missingOption(options: OptionRules, given: Readonly<Record<string, unknown>>): string | undefined {
  for (const [name, { required, orElse }] of Object.entries(options)) {
    const isGiven = given[name] !== undefined;
    if (orElse !== undefined && isGiven === (given[orElse] !== undefined))
      return `either --${name} or --${orElse} must be given`;
    if (required === true && orElse === undefined && !isGiven) return `--${name} is required`;
  }
  return undefined;
}

function parameterFault(names: readonly string[], given: readonly string[]): string | undefined {
  const extra = given[names.length];
  if (extra !== undefined) return `"${extra.slice(0, 60)}" is more than this command takes`;
  const missing = names[given.length];
  return missing === undefined ? undefined : `<${missing}> is missing`;
}

const parserOptions = (rules: OptionRules) =>
  Object.fromEntries(
    Object.entries(rules).map(([name, { value, choices }]) => [
      name,
      { type: value === undefined && choices === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  );

/** `<value>`, or the choices; empty for a flag. */
export const valueOf = ({ value, choices }: OptionRule): string =>
  value === undefined && choices === undefined ? '' : ` <${value ?? choices?.join('|') ?? ''}>`;

/** `kasir name <parameter> --required <value> (--one <value> | --other) [--flag]`. */
export function usageOf({ name, parameters, options = {} }: Usage): string {
  const alternatives = new Set(Object.values(options).map(({ orElse }) => orElse));
  return [
    `kasir ${name}`,
    ...parameters.map((parameter) => `<${parameter}>`),
    ...Object.entries(options).flatMap(([option, rule]) => {
      const text = `--${option}${valueOf(rule)}`;
      if (rule.orElse !== undefined) return `(${text} | --${rule.orElse})`;
      if (rule.required === true) return text;
      return alternatives.has(option) ? [] : `[${text}]`;
    }),
  ].join(' ');
}
