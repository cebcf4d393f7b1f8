import { listPaymentsQuery, type ListPaymentsResponse } from '../../../shared/api/list-payments.ts';
import { answer } from '../response.ts';
import { endpoint, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { pageOf, presentPage } from '../page.ts';
import { parseQuery } from '../parse.ts';
import { presentPaymentItem } from '../present.ts';

export const listPaymentsEndpoint = ({ domain, apiKey }: EndpointDeps): Endpoint =>
  endpoint('listPayments', apiKey, async (ctx) => {
    const { checkoutId, status, ...page } = parseQuery(ctx, listPaymentsQuery);
    const payments = await domain.store.listPayments({ checkoutId, status }, pageOf(page));
    const view: ListPaymentsResponse = await presentPage(payments, presentPaymentItem);
    answer(ctx, 200, view);
  });
