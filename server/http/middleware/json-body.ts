import { DomainError } from '../../payments/core/domain-error.ts';
import { required, type Middleware } from '../context.ts';
import { maskedFieldError } from '../masked-field-error.ts';
import { refuseCardNumbers } from '../refuse-card-numbers.ts';
import { JsonFault, parseStrictJson, type Json } from '../strict-json.ts';

const JSON_TYPE = /^application\/json(?:\s*;\s*charset="?utf-?8"?)?\s*$/i;

/**
 * Parses the body strictly as JSON in UTF-8; a byte order mark is ignored. An empty body is an empty object, so that its
 * missing fields are reported. Properties that are `null` are removed. A body with a card number is rejected, so that no
 * later middleware ever sees one.
 */
export const jsonBody: Middleware = async (ctx, next) => {
  const bytes = required(ctx.state.rawBody, 'rawBody');
  if (bytes.length === 0) {
    ctx.state.json = {};
  } else {
    if (!JSON_TYPE.test(ctx.get('Content-Type'))) {
      throw new DomainError('unsupported_media_type', 'Content-Type must be application/json, encoded in UTF-8.');
    }
    ctx.state.json = withoutNulls(readJson(bytes));
    refuseCardNumbers(ctx.state.json);
  }
  await next();
};

function readJson(bytes: Buffer): Json {
  try {
    return parseStrictJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    const error =
      cause instanceof JsonFault
        ? maskedFieldError(cause.path, cause.message)
        : maskedFieldError('', 'is not valid UTF-8');
    throw new DomainError('invalid_request', `${error.path || 'The body'} ${error.message}`, { errors: [error] });
  }
}

function withoutNulls(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(withoutNulls);
  const properties: Record<string, Json> = {};
  for (const [name, property] of Object.entries(value)) {
    if (property !== null) properties[name] = withoutNulls(property);
  }
  return properties;
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value);
