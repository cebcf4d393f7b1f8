import {
  listPaymentRecordsQuery,
  listPaymentRecordsResponse,
  type ListPaymentRecordsResponse,
} from '../../../shared/api/list-payment-records.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import { pageRequestOf, presentPage } from '../page.ts';
import { parseQuery } from '../parse.ts';
import { presentPaymentRecord } from '../present/present-payment-record.ts';

export const listPaymentRecordsEndpoint: Endpoint = {
  operation: {
    tag: 'payments',
    summary: 'List payments of a provider for reconciliation',
    description: 'Those created since a time, newest first, with the references that the provider’s statements have.',
    auth: 'apiKey',
    query: listPaymentRecordsQuery,
    success: { status: 200, description: 'A page of payments', schema: listPaymentRecordsResponse },
    problems: [],
  },
  steps: ({ domain, apiKey }) => [
    apiKey,
    async (ctx) => {
      const { provider, since, ...page } = parseQuery(ctx, listPaymentRecordsQuery);
      const filter = { ofProvider: { provider, since: Date.parse(since) } };
      const payments = await domain.store.listPayments(filter, pageRequestOf(page));
      const view: ListPaymentRecordsResponse = await presentPage(payments, presentPaymentRecord);
      answer(ctx, 200, view);
    },
  ],
};
