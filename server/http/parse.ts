import { z } from 'zod';
import type { FieldError } from '../../shared/problem.ts';
import { Refusal } from '../payments/refusal.ts';
import { required, type Context } from './context.ts';
import { fieldError } from './field-error.ts';

/** The body as its schema has it. @throws {Refusal} `invalid_request` naming every member that is wrong */
export const parseBody = <Schema extends z.core.$ZodType>(ctx: Context, schema: Schema): z.output<Schema> =>
  parse(schema, required(ctx.state.json, 'jsonBody'));

/** The query as its schema has it; a parameter given twice is wrong. */
export function parseQuery<Schema extends z.core.$ZodType>(ctx: Context, schema: Schema): z.output<Schema> {
  const entries = [...new URLSearchParams(ctx.querystring)];
  const repeated = entries.find(([name], index) => entries.findIndex(([other]) => other === name) !== index);
  if (repeated !== undefined) throw refuse([fieldError(repeated[0], 'is given twice')]);
  return parse(schema, Object.fromEntries(entries));
}

function parse<Schema extends z.core.$ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, value, { error: words });
  if (parsed.success) return parsed.data;
  throw refuse(parsed.error.issues.flatMap((issue) => errorsOf(issue, value)));
}

const refuse = (errors: readonly FieldError[]): Refusal => {
  const [first, ...rest] = errors;
  const more = rest.length === 0 ? '' : ` (and ${rest.length} more)`;
  return new Refusal('invalid_request', `${first?.path || 'The body'} ${first?.message}${more}`, { errors });
};

function errorsOf(issue: z.core.$ZodIssue, value: unknown): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => fieldError([...path, key].join('.'), 'is not a member that anything here has'));
  }
  const missing = issue.code !== 'custom' && memberAt(value, path) === undefined;
  return [fieldError(path.join('.'), missing ? 'is required' : issue.message)];
}

const memberAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? new Map(Object.entries(at)).get(name) : undefined),
    value,
  );

const MAX_LISTED = 12;

/** The words for what a schema does not put into words of its own. */
const words: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type') return `must be of type ${issue.expected}`;
  if (issue.code === 'invalid_value') {
    return issue.values.length > MAX_LISTED
      ? 'is none of the values that are known here'
      : `must be one of ${issue.values.map(String).join(', ')}`;
  }
  return undefined;
};
