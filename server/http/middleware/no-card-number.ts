import { Refusal } from '../../payments/refusal.ts';
import { required, type Step } from '../context.ts';
import { holdsCardNumber } from '../card-number.ts';
import { fieldError } from '../field-error.ts';
import type { Json } from '../strict-json.ts';

/** Names of ours whose letters and digits may come to look like a card's. */
const OWN_NAMES = new Set(['savedMethod']);

/** Card numbers never reach the server: one typed into any field is refused, unread by anything behind this step. */
export const noCardNumber: Step = async (ctx, next) => {
  const path = findCardNumber(required(ctx.state.json, 'jsonBody'), []);
  if (path !== undefined) {
    const error = fieldError(path.join('.'), 'looks like a card number, which must never be sent here');
    throw new Refusal('invalid_request', 'A field looks like a card number, which must never be sent here.', {
      errors: [error],
    });
  }
  await next();
};

function findCardNumber(value: Json, path: readonly string[]): readonly string[] | undefined {
  if (typeof value === 'string' || typeof value === 'number') return holdsCardNumber(String(value)) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    if (path.length === 0 && OWN_NAMES.has(name)) continue;
    if (holdsCardNumber(name)) return path;
    const found = findCardNumber(member, [...path, name]);
    if (found !== undefined) return found;
  }
  return undefined;
}
