import { Refusal } from '../../payments/refusal.ts';
import { required, type Step } from '../context.ts';
import { fieldError } from '../field-error.ts';
import { JsonFault, parseStrictJson } from '../strict-json.ts';

const JSON_TYPE = /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i;

/** Reads the body as JSON in UTF-8, strictly. No body at all is an empty object: what it lacks is named as missing. */
export const jsonBody: Step = async (ctx, next) => {
  const bytes = required(ctx.state.rawBody, 'rawBody');
  if (bytes.length === 0) {
    ctx.state.json = {};
  } else {
    if (!JSON_TYPE.test(ctx.get('Content-Type'))) {
      throw new Refusal('unsupported_media_type', 'Content-Type must be application/json, in UTF-8.');
    }
    ctx.state.json = readJson(bytes);
  }
  await next();
};

function readJson(bytes: Buffer) {
  try {
    return parseStrictJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    const error =
      cause instanceof JsonFault ? fieldError(cause.path, cause.message) : fieldError('', 'is not text in UTF-8');
    throw new Refusal('invalid_request', `${error.path || 'The body'} ${error.message}`, { errors: [error] });
  }
}
