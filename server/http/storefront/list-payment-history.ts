import {
  listPaymentHistoryQuery,
  listPaymentHistoryResponse,
  type ListPaymentHistoryResponse,
} from '../../../shared/api/list-payment-history.ts';
import { loadPayment } from '../../payments/core/load.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { parameter } from '../path-parameter.ts';
import { pageRequestOf, presentPage } from '../page.ts';
import { parseQuery } from '../parse.ts';
import { presentEntry, presentInquiries } from '../present/present-parts.ts';

export const listPaymentHistoryEndpoint: Endpoint = {
  operation: {
    tag: 'payments',
    summary: 'List the history of a payment',
    description: 'Newest first. Inquiries that returned an unchanged status have no entry; `inquiries` counts them.',
    auth: 'apiKey',
    query: listPaymentHistoryQuery,
    success: { status: 200, description: 'A page of history entries', schema: listPaymentHistoryResponse },
    problems: ['not_found'],
  },
  steps: ({ domain, apiKey }) => [
    apiKey,
    async (ctx) => {
      const page = pageRequestOf(parseQuery(ctx, listPaymentHistoryQuery));
      const payment = await loadPayment(domain, parameter(ctx, 'id'));
      const view: ListPaymentHistoryResponse = {
        ...(await presentPage(await domain.store.listHistory(payment.id, page), presentEntry)),
        inquiries: presentInquiries(payment),
      };
      answer(ctx, 200, view);
    },
  ],
};
