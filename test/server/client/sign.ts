import { eventHeaders } from '../../../server/jobs/event-headers.ts';

export const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
export const OTHER_SECRET = `whsec_${Buffer.alloc(24, 2).toString('base64')}`;
/** When the events below are signed, in milliseconds. */
export const SIGNED_AT = Date.UTC(2026, 0, 31, 10, 0, 0);

/** The headers of a body as the server signs it, once for each secret. */
export const sign = (
  body: string,
  { id = 'evt_1', at = SIGNED_AT, secrets = [SECRET] } = {},
): Record<string, string> => ({
  ...eventHeaders(id, body, new Date(at), secrets),
});

export const checkout = (over: object = {}): object => ({
  id: 'co_1',
  reference: 'order-1042',
  status: 'paid',
  amount: 150_000,
  currency: 'IDR',
  payments: [],
  ...over,
});

/** The body of an event, as text. Its data may be any, also what the server never sends. */
export const eventText = (type: string, data: object = {}): string =>
  JSON.stringify({ type, timestamp: '2026-01-31T10:00:00.000Z', data: { sequence: 3, checkout: checkout(), ...data } });
