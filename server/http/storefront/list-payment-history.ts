import { listPaymentHistoryQuery, type ListPaymentHistoryResponse } from '../../../shared/api/list-payment-history.ts';
import { loadPayment } from '../../payments/core/load.ts';
import { answer } from '../response.ts';
import { endpoint, parameter, type Endpoint, type EndpointDeps } from '../endpoint.ts';
import { pageOf, presentPage } from '../page.ts';
import { parseQuery } from '../parse.ts';
import { presentEntry, presentInquiries } from '../present-parts.ts';

export const listPaymentHistoryEndpoint = ({ domain, apiKey }: EndpointDeps): Endpoint =>
  endpoint('listPaymentHistory', apiKey, async (ctx) => {
    const page = pageOf(parseQuery(ctx, listPaymentHistoryQuery));
    const payment = await loadPayment(domain, parameter(ctx, 'id'));
    const view: ListPaymentHistoryResponse = {
      ...(await presentPage(await domain.store.listHistory(payment.id, page), presentEntry)),
      inquiries: presentInquiries(payment),
    };
    answer(ctx, 200, view);
  });
