import { z } from 'zod';
import { FAILURE_CODES } from '../../shared/payment-status.ts';
import { isPermanentFailure } from '../payments/core/permanent-failure.ts';
import type { Instant } from '../payments/model/model.ts';

/** What was answered, in bytes. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The members of a first answer that say what it was about. */
export interface FirstAnswer {
  /** Of what was made or changed. */
  readonly id?: string | undefined;
  readonly clientToken?: string | undefined;
  readonly clientTokenExpiresAt?: string | undefined;
  readonly [member: string]: unknown;
}

const MAX_KEPT_BYTES = 64 * 1024;

const finalRejection = z.object({
  code: z.literal('provider_rejected'),
  failure: z.object({ code: z.enum(FAILURE_CODES) }),
});

/** Success, and what a provider will go on refusing. Everything else may be another time's answer, or is too large. */
export function isKept({ status, body }: Answer): boolean {
  if (Buffer.byteLength(body) > MAX_KEPT_BYTES) return false;
  if (status < 300) return true;
  const refusal = finalRejection.safeParse(JSON.parse(body));
  return refusal.success && isPermanentFailure(refusal.data.failure);
}

/** What was answered, as a value with its members in their order. */
export function readFirst(body: string): FirstAnswer {
  const value: unknown = JSON.parse(body);
  if (!isFirst(value))
    throw new TypeError('an answer that is kept is an object, and its id and client token are texts');
  return value;
}

/**
 * The answer to a repeat: the first one's bytes while what it speaks of has not changed and its client token lives, else
 * the present view. A client token that still lives is given again, not a second one.
 */
export function repeatOf(kept: Answer, present: object, now: Instant): Answer {
  const first = readFirst(kept.body);
  const view = readFirst(JSON.stringify(present));
  const lives = first.clientTokenExpiresAt === undefined || Date.parse(first.clientTokenExpiresAt) > now;
  if (lives && isUnchanged(first, view)) return kept;
  const { clientToken, clientTokenExpiresAt } = first;
  const token = lives && clientToken !== undefined ? { clientToken, clientTokenExpiresAt } : {};
  const warnings = first['warnings'] === undefined ? {} : { warnings: first['warnings'] };
  return { status: kept.status, body: JSON.stringify({ ...view, ...token, ...warnings }) };
}

/** They are told anew each time, or grow while nothing changes. */
const PASSING = new Set(['clientToken', 'clientTokenExpiresAt', 'history', 'session', 'warnings']);

/** Whatever the first answer said is still so. Views may have gained members since it was given: those are no change. */
export function isUnchanged(first: FirstAnswer, present: FirstAnswer): boolean {
  return Object.entries(first).every(([name, value]) => PASSING.has(name) || isSame(value, present[name]));
}

function isSame(first: unknown, present: unknown): boolean {
  if (Array.isArray(first))
    return (
      Array.isArray(present) &&
      first.length === present.length &&
      first.every((value, index) => isSame(value, present[index]))
    );
  if (!isObject(first)) return first === present;
  return isObject(present) && isUnchanged(first, present);
}

const isObject = (value: unknown): value is { readonly [member: string]: unknown } =>
  typeof value === 'object' && value !== null;

const isFirst = (value: unknown): value is FirstAnswer =>
  isObject(value) &&
  [value['id'], value['clientToken'], value['clientTokenExpiresAt']].every(
    (member) => member === undefined || typeof member === 'string',
  );
