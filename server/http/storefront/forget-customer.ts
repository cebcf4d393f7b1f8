import {
  forgetCustomerRequest,
  forgetCustomerResponse,
  type ForgetCustomerResponse,
} from '../../../shared/api/forget-customer.ts';
import { forgetCustomer } from '../../payments/checkout/forget-customer.ts';
import type { Context } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { parameter } from '../path-parameter.ts';
import { answer } from '../response.ts';

export const forgetCustomerEndpoint: Endpoint = {
  operation: {
    tag: 'saved',
    summary: 'Erase the personal data of a customer',
    description:
      'By `customer.reference`. Removes the saved methods at their provider, then looks at the checkouts step by step: repeat it with `nextCursor` until that is `null`. Amounts, statuses and references stay. What is open, or has an event to be delivered, stays for now: repeat it all later.',
    auth: 'apiKey',
    key: 'optional',
    request: forgetCustomerRequest,
    success: { status: 200, description: 'What was erased in this step', schema: forgetCustomerResponse },
    problems: [],
  },
  steps: ({ domain, apiKey, idempotent }) => {
    const forget = async (ctx: Context): Promise<ForgetCustomerResponse> => {
      const { cursor } = parseBody(ctx, forgetCustomerRequest);
      const { open, undelivered, methodsKept, ...counts } = await forgetCustomer(
        domain,
        parameter(ctx, 'reference'),
        cursor,
      );
      return { ...counts, open: [...open], undelivered: [...undelivered], methodsKept: [...methodsKept] };
    };
    return [
      apiKey,
      rawBody,
      jsonBody,
      // A repeat erases what is left by then.
      idempotent({ route: 'forgetCustomer', again: forget }),
      async (ctx) => answer(ctx, 200, await forget(ctx)),
    ];
  },
};
