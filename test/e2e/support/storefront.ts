import * as z from 'zod';
import type { DemoProcess } from './demo-process.ts';

/** The API key of demos started with `KASIR_API_KEYS`. */
export const API_KEY = 'key-of-the-storefront-in-e2e-tests';

const answerSchema = z.object({
  id: z.optional(z.string()),
  status: z.union([z.string(), z.number()]),
  code: z.optional(z.string()),
  detail: z.optional(z.string()),
  refundedAmount: z.optional(z.number()),
  savedMethod: z.optional(z.string()),
  payments: z.optional(z.array(z.object({ id: z.string(), channel: z.string(), status: z.string() }))),
});
type Answer = z.infer<typeof answerSchema>;

let keys = 0;

/** A call of the shop's server to the storefront API: POST with a body, else GET. */
export async function callApi({ bffUrl }: DemoProcess, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${bffUrl}/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${API_KEY}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': `e2e-${(keys += 1)}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answerSchema.parse(await response.json());
}

/** The checkout's newest payment. */
export async function paymentOf(demo: DemoProcess, checkoutId: string): Promise<string> {
  const { payments = [] } = await callApi(demo, `/checkouts/${checkoutId}`);
  const [payment] = payments;
  if (payment === undefined) throw new Error('the checkout has no payment');
  return payment.id;
}
