import type { EventBody } from '../../shared/api/event-view.ts';
import { EVENT_TYPES } from '../../shared/event-type.ts';
import type { KasirEvent } from './event.ts';

/** By the first part of the type: the views that must be there. Others may be missing. */
const SUBJECTS = {
  checkout: ['checkout'],
  payment: ['checkout', 'payment'],
  saved_method: ['savedMethod'],
  payout: ['payout'],
} as const satisfies Readonly<Record<string, readonly (keyof EventBody['data'])[]>>;

/** Of what is about nothing: the `ping` of `kasir doctor`. */
const NO_STREAM = '';

/**
 * Reads the body of an event whose signature was verified, or that never left the process. Only what tells events apart is
 * checked, so that members and types which a later version adds do no harm.
 *
 * @param isOutdated whether an event of the same stream with a higher `sequence` was seen before
 * @returns `undefined` if it is no event
 */
export async function readEvent(
  id: string,
  text: string,
  isOutdated: (stream: string, sequence: number) => boolean | Promise<boolean>,
): Promise<KasirEvent | undefined> {
  const body = parseBody(text);
  if (body === undefined) return undefined;
  const { type, timestamp, data } = body;
  const stream = data.checkout?.id ?? data.payout?.id ?? NO_STREAM;
  if (stream === NO_STREAM && isKnown(type)) return undefined;
  const envelope = { id, stream, timestamp };
  if (stream === NO_STREAM || !isComplete(body) || (await isOutdated(stream, data.sequence)))
    return { ...envelope, type: 'views_only', originalType: type, data };
  return { ...envelope, ...body } as KasirEvent;
}

/** Its type is known, and the views that belong to it are there. */
function isComplete({ type, data }: EventBody): boolean {
  if (!isKnown(type)) return false;
  const family = Object.entries(SUBJECTS).find(([prefix]) => type.startsWith(`${prefix}.`));
  return family?.[1].every((subject) => isObject(data[subject])) === true;
}

const isKnown = (type: string): boolean => EVENT_TYPES.some((known) => known === type);

function parseBody(text: string): EventBody | undefined {
  const body = parseJson(text);
  if (!isObject(body) || typeof body['type'] !== 'string' || typeof body['timestamp'] !== 'string') return undefined;
  const { data } = body;
  return isObject(data) && Number.isSafeInteger(data['sequence']) ? (body as EventBody) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
