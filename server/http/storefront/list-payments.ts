import {
  listPaymentsQuery,
  listPaymentsResponse,
  type ListPaymentsResponse,
} from '../../../shared/api/list-payments.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { pageRequestOf, presentPage } from '../page.ts';
import { parseQuery } from '../parse.ts';
import { presentPaymentItem } from '../present/present-payment.ts';

export const listPaymentsEndpoint: Endpoint = {
  operation: {
    tag: 'payments',
    summary: 'List payments, newest first',
    auth: 'apiKey',
    query: listPaymentsQuery,
    success: { status: 200, description: 'A page of payments', schema: listPaymentsResponse },
    problems: [],
  },
  steps: ({ domain, apiKey }) => [
    apiKey,
    async (ctx) => {
      const { checkoutId, status, ...page } = parseQuery(ctx, listPaymentsQuery);
      const payments = await domain.store.listPayments({ checkoutId, status }, pageRequestOf(page));
      const view: ListPaymentsResponse = await presentPage(payments, presentPaymentItem);
      answer(ctx, 200, view);
    },
  ],
};
