import { z } from 'zod';
import type { FieldError } from '../../shared/problem.ts';
import { DomainError } from '../payments/core/domain-error.ts';
import { required, type Context } from './context.ts';
import { maskedFieldError } from './masked-field-error.ts';
import type { Json } from './strict-json.ts';

/**
 * The request body, validated by its schema.
 *
 * @throws {DomainError} `invalid_request` with every invalid field
 */
export const parseBody = <Schema extends z.core.$ZodType>(ctx: Context, schema: Schema): z.output<Schema> =>
  parseJson(required(ctx.state.json, 'jsonBody'), schema);

/** The same for a body that was preprocessed. */
export const parseJson = <Schema extends z.core.$ZodType>(body: Json, schema: Schema): z.output<Schema> =>
  parse(schema, body);

/** More parameters than any route has. */
const MAX_PARAMETERS = 20;

/**
 * Name-value pairs of a query or form, validated by a schema.
 *
 * @throws {DomainError} `invalid_request`, also for a name given twice and for more than 20 pairs
 */
export function parsePairs<Schema extends z.core.$ZodType>(text: string, schema: Schema): z.output<Schema> {
  if (text.split('&', MAX_PARAMETERS + 1).length > MAX_PARAMETERS)
    throw refuse([maskedFieldError('', `has more than ${MAX_PARAMETERS} parameters`)], 1, 'The request');
  const pairs = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (pairs.has(name)) throw refuse([maskedFieldError(name, 'must be given only once')], 1);
    pairs.set(name, value);
  }
  return parse(schema, Object.fromEntries(pairs));
}

/** The query of a request, see {@link parsePairs}. */
export const parseQuery = <Schema extends z.core.$ZodType>(ctx: Context, schema: Schema): z.output<Schema> =>
  parsePairs(ctx.querystring, schema);

function parse<Schema extends z.core.$ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = z.safeParse(schema, value, { error: defaultMessages });
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const errors: FieldError[] = [];
  for (const issue of issues) {
    if (errors.length >= MAX_ERRORS) break;
    errors.push(...errorsOf(issue, value, MAX_ERRORS - errors.length));
  }
  throw refuse(
    errors,
    issues.reduce((sum, issue) => sum + countErrors(issue), 0),
  );
}

/** The most errors that are listed. */
const MAX_ERRORS = 20;

const refuse = (errors: readonly FieldError[], count: number, whole = 'The body'): DomainError => {
  const [first] = errors;
  const more = count === 1 ? '' : ` (and ${count - 1} more)`;
  return new DomainError('invalid_request', `${first?.path || whole} ${first?.message}${more}`, { errors });
};

const countErrors = (issue: z.core.$ZodIssue): number => (issue.code === 'unrecognized_keys' ? issue.keys.length : 1);

function errorsOf(issue: z.core.$ZodIssue, value: unknown, atMost: number): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, atMost).map((key) => maskedFieldError([...path, key].join('.'), 'is not a known field'));
  }
  const missing = issue.code !== 'custom' && valueAt(value, path) === undefined;
  return [maskedFieldError(path.join('.'), missing ? 'is required' : issue.message)];
}

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, name) ? Reflect.get(at, name) : undefined,
    value,
  );

const MAX_LISTED = 12;

/** Messages for issues without a message in the schema. */
const defaultMessages: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type')
    return `must be of type ${issue.expected === 'record' ? 'object' : issue.expected}`;
  if (issue.code === 'invalid_value') {
    return issue.values.length > MAX_LISTED
      ? 'is not one of the allowed values'
      : `must be one of ${issue.values.map(String).join(', ')}`;
  }
  return undefined;
};
