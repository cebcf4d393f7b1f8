import * as z from 'zod';

/*
 * The shop's side of the storefront API: plain HTTP with the API key, nothing imported from Kasir. Only the fields
 * that the shop uses are read; others may be added or removed.
 */

const checkoutSchema = z.object({
  id: z.string(),
  status: z.string(),
  reference: z.string(),
  amount: z.int(),
  currency: z.string(),
  payments: z.array(
    z.object({ id: z.string(), channel: z.string(), status: z.string(), amount: z.int(), refundedAmount: z.int() }),
  ),
});
const createdSchema = z.object({ ...checkoutSchema.shape, clientToken: z.string() });
const tokenSchema = z.object({ clientToken: z.string() });
const paymentSchema = z.object({
  id: z.string(),
  channel: z.string(),
  status: z.string(),
  amount: z.int(),
  currency: z.string(),
  capturedAmount: z.optional(z.int()),
  refundedAmount: z.int(),
  review: z.optional(z.string()),
  savedMethod: z.optional(z.string()),
});
const detailSchema = z.object({
  ...paymentSchema.shape,
  history: z.array(
    z.object({
      at: z.string(),
      source: z.string(),
      said: z.string(),
      from: z.string(),
      to: z.string(),
      note: z.optional(z.string()),
    }),
  ),
});
const refundSchema = z.object({ id: z.string(), status: z.string(), amount: z.int() });
const savedMethodsSchema = z.object({
  data: z.array(z.object({ id: z.string(), channel: z.string(), label: z.string(), masked: z.optional(z.string()) })),
});
const eventsSchema = z.object({
  data: z.array(
    z.object({ id: z.string(), type: z.string(), delivery: z.object({ status: z.string(), attempts: z.int() }) }),
  ),
  nextCursor: z.nullable(z.string()),
});

export type ShopCheckout = z.infer<typeof checkoutSchema>;
export type ShopPayment = z.infer<typeof detailSchema>;
export type ShopSavedMethod = z.infer<typeof savedMethodsSchema>['data'][number];
export type EventPage = z.infer<typeof eventsSchema>;

const problemSchema = z.object({
  detail: z.string(),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});

/** The request was refused. `body` is the problem document (RFC 9457) as received. */
export class KasirProblem extends Error {
  override readonly name = 'KasirProblem';
  readonly status: number;
  readonly body: unknown;
  /** The invalid fields, in one line. */
  readonly reasons: string | undefined;
  constructor(status: number, body: unknown) {
    const problem = problemSchema.safeParse(body).data;
    super(problem?.detail ?? `the payment server answered ${status}`);
    this.status = status;
    this.body = body;
    this.reasons = problem?.errors?.map(({ path, message }) => `${path} ${message}`).join('; ');
  }
}

/** No answer, or one that cannot be read: the call may or may not have had its effect. */
export class KasirUnreachable extends Error {
  override readonly name = 'KasirUnreachable';
}

export interface StorefrontApi {
  createCheckout(order: unknown, idempotencyKey: string): Promise<z.infer<typeof createdSchema>>;
  checkout(id: string): Promise<ShopCheckout>;
  cancelCheckout(id: string): Promise<ShopCheckout>;
  freshToken(checkoutId: string): Promise<string>;
  payment(id: string): Promise<ShopPayment>;
  inquire(paymentId: string): Promise<z.infer<typeof paymentSchema>>;
  cancelPayment(paymentId: string): Promise<z.infer<typeof paymentSchema>>;
  /** Without an amount: all of it. */
  capture(
    paymentId: string,
    amount: number | undefined,
    idempotencyKey: string,
  ): Promise<z.infer<typeof paymentSchema>>;
  refund(paymentId: string, amount: number | undefined, idempotencyKey: string): Promise<z.infer<typeof refundSchema>>;
  savedMethods(customerReference: string): Promise<readonly ShopSavedMethod[]>;
  removeSavedMethod(id: string): Promise<void>;
  charge(order: unknown, idempotencyKey: string): Promise<z.infer<typeof paymentSchema>>;
  events(cursor: string | undefined): Promise<EventPage>;
}

/** `baseUrl` is the BFF as this server reaches it. Calls give up after 20 s: the BFF itself answers within 15. */
export function storefrontApi(baseUrl: string, apiKey: string, fetch: typeof globalThis.fetch): StorefrontApi {
  async function call<T>(
    schema: z.ZodType<T>,
    method: string,
    path: string,
    more: { body?: unknown; idempotencyKey?: string } = {},
  ): Promise<T> {
    const { body, idempotencyKey } = more;
    let answer: { status: number; ok: boolean; text: string };
    try {
      const response = await fetch(baseUrl + path, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(20_000),
      });
      answer = { status: response.status, ok: response.ok, text: await response.text() };
    } catch (cause) {
      throw new KasirUnreachable(`${method} ${path} got no answer`, { cause });
    }
    const value = parseJson(answer.text);
    if (!answer.ok) throw new KasirProblem(answer.status, value);
    const parsed = schema.safeParse(value);
    if (!parsed.success)
      throw new KasirUnreachable(`${method} ${path} was answered strangely`, { cause: parsed.error });
    return parsed.data;
  }

  const of = (id: string): string => encodeURIComponent(id);
  const amountBody = (amount: number | undefined): object => (amount === undefined ? {} : { amount });

  return {
    createCheckout: (order, idempotencyKey) =>
      call(createdSchema, 'POST', '/v1/checkouts', { body: order, idempotencyKey }),
    checkout: (id) => call(checkoutSchema, 'GET', `/v1/checkouts/${of(id)}`),
    cancelCheckout: (id) => call(checkoutSchema, 'POST', `/v1/checkouts/${of(id)}/cancel`),
    freshToken: async (id) => (await call(tokenSchema, 'POST', `/v1/checkouts/${of(id)}/token`)).clientToken,
    payment: (id) => call(detailSchema, 'GET', `/v1/payments/${of(id)}`),
    inquire: (id) => call(paymentSchema, 'POST', `/v1/payments/${of(id)}/inquire`),
    cancelPayment: (id) => call(paymentSchema, 'POST', `/v1/payments/${of(id)}/cancel`),
    capture: (id, amount, idempotencyKey) =>
      call(paymentSchema, 'POST', `/v1/payments/${of(id)}/capture`, { body: amountBody(amount), idempotencyKey }),
    refund: (id, amount, idempotencyKey) =>
      call(refundSchema, 'POST', `/v1/payments/${of(id)}/refunds`, { body: amountBody(amount), idempotencyKey }),
    savedMethods: async (reference) =>
      (await call(savedMethodsSchema, 'GET', `/v1/customers/${of(reference)}/saved-methods`)).data,
    removeSavedMethod: async (id) => {
      await call(z.unknown(), 'DELETE', `/v1/saved-methods/${of(id)}`);
    },
    charge: (order, idempotencyKey) => call(paymentSchema, 'POST', '/v1/charges', { body: order, idempotencyKey }),
    events: (cursor) =>
      call(eventsSchema, 'GET', cursor === undefined ? '/v1/events' : `/v1/events?cursor=${of(cursor)}`),
  };
}

/** `undefined` for an empty or broken body. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
