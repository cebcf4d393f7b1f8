import { z } from 'zod';
import { FAILURE_CODES } from '../../shared/payment-status.ts';
import { isPermanentFailure } from '../payments/core/permanent-failure.ts';
import type { Instant } from '../payments/model/model.ts';

/** A serialized response. */
export interface ReplayableResponse {
  readonly status: number;
  readonly body: string;
}

/** The properties of a stored answer that identify its object. */
export interface FirstAnswer {
  /** Of the object that was created or changed. */
  readonly id?: string | undefined;
  readonly clientToken?: string | undefined;
  readonly clientTokenExpiresAt?: string | undefined;
  readonly [property: string]: unknown;
}

const MAX_KEPT_BYTES = 64 * 1024;

const finalRejection = z.object({
  code: z.literal('provider_rejected'),
  failure: z.object({ code: z.enum(FAILURE_CODES) }),
});

/** Whether an answer is final: success, or a rejection that the provider would repeat. Large answers are not stored. */
export function isKept({ status, body }: ReplayableResponse): boolean {
  if (Buffer.byteLength(body) > MAX_KEPT_BYTES) return false;
  if (status < 300) return true;
  const rejection = finalRejection.safeParse(JSON.parse(body));
  return rejection.success && isPermanentFailure(rejection.data.failure);
}

/** Parses a stored answer, keeping the order of its properties. */
export function readFirst(body: string): FirstAnswer {
  const value: unknown = JSON.parse(body);
  if (!isFirst(value)) throw new TypeError('a stored answer must be an object whose id and client token are strings');
  return value;
}

/**
 * The answer to a repeat: the stored bytes while the object is unchanged and the client token is valid, else the current
 * view. A client token that is still valid is returned again instead of a new one.
 */
export function repeatOf(kept: ReplayableResponse, present: object, now: Instant): ReplayableResponse {
  const first = readFirst(kept.body);
  const view = readFirst(JSON.stringify(present));
  const lives = first.clientTokenExpiresAt === undefined || Date.parse(first.clientTokenExpiresAt) > now;
  if (lives && isUnchanged(first, view)) return kept;
  const { clientToken, clientTokenExpiresAt } = first;
  const token = lives && clientToken !== undefined ? { clientToken, clientTokenExpiresAt } : {};
  const warnings = first['warnings'] === undefined ? {} : { warnings: first['warnings'] };
  return { status: kept.status, body: JSON.stringify({ ...view, ...token, ...warnings }) };
}

/** Properties that differ between responses although the object is unchanged. */
const VOLATILE = new Set(['clientToken', 'clientTokenExpiresAt', 'history', 'session', 'warnings']);

/** Whether everything in the stored answer is still true. Properties that the view has gained since are no change. */
export function isUnchanged(first: FirstAnswer, present: FirstAnswer): boolean {
  return Object.entries(first).every(([name, value]) => VOLATILE.has(name) || isSame(value, present[name]));
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
