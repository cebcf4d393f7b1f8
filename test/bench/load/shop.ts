import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { checkoutRequest, paymentRequest } from './requests.ts';
import { sendAll } from './send-all.ts';

export interface PreparedCheckout {
  readonly id: string;
  readonly token: string;
  readonly reference: string;
}

const checkoutAnswer = z.object({ id: z.string(), clientToken: z.string(), reference: z.string() });
const paymentAnswer = z.object({ id: z.string() });

/** What a shop and its customers do at one server, each order and customer once. */
export interface Shop {
  /** Creates checkouts, which are not measured. */
  prepare(count: number): Promise<readonly PreparedCheckout[]>;
  /** Creates so many checkouts with a payment each, which are not measured. Returns the ids of the payments. */
  preparePayments(count: number): Promise<readonly string[]>;
  /** The request by which the customer of this checkout chooses a channel. */
  choose(checkout: PreparedCheckout): string;
}

export function openShop(port: number): Shop {
  // Other shops may have used the same database before.
  const name = randomUUID().slice(0, 8);
  let orders = 0;
  let customers = 0;
  const shop: Shop = {
    async prepare(count) {
      const requests = Array.from({ length: count }, () => checkoutRequest(`${name}-${(orders += 1)}`));
      return (await sendAll(port, requests, 201)).map((body) => {
        const { id, clientToken, reference } = checkoutAnswer.parse(JSON.parse(body));
        return { id, token: clientToken, reference };
      });
    },
    async preparePayments(count) {
      const requests = (await shop.prepare(count)).map(shop.choose);
      return (await sendAll(port, requests, 201)).map((body) => paymentAnswer.parse(JSON.parse(body)).id);
    },
    choose({ token }) {
      customers += 1;
      return paymentRequest(token, `${name}-${customers}`, customers);
    },
  };
  return shop;
}

/** Each request of the list once, in order. */
export function eachOnce(requests: readonly string[]): () => string | undefined {
  let at = 0;
  return () => {
    at += 1;
    return requests[at - 1];
  };
}
