import {
  reconcilePaymentRequest,
  reconcilePaymentResponse,
  type ReconcilePaymentResponse,
} from '../../../shared/api/reconcile-payment.ts';
import { reconcilePayment, type Reconciliation } from '../../payments/reconciliation/reconcile-payment.ts';
import { answer } from '../response.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Context } from '../context.ts';
import { parameter } from '../path-parameter.ts';
import { jsonBody } from '../middleware/json-body.ts';
import { rawBody } from '../middleware/raw-body.ts';
import { parseBody } from '../parse.ts';
import { optional } from '../present/present-parts.ts';
import { presentPaymentRecord } from '../present/present-payment-record.ts';

export const reconcilePaymentEndpoint: Endpoint = {
  operation: {
    tag: 'payments',
    summary: 'Reconcile a payment with the provider',
    description:
      'Inquires at the provider, also about a payment that has ended, and compares its answer with the payment as it was. The answer is applied like that of any inquiry.',
    auth: 'apiKey',
    key: 'optional',
    request: reconcilePaymentRequest,
    success: { status: 200, description: 'How they compare', schema: reconcilePaymentResponse },
    problems: ['not_found', 'rate_limited'],
  },
  steps: ({ domain, apiKey, idempotent }) => {
    const reconcile = async (ctx: Context) => present(await reconcilePayment(domain, parameter(ctx, 'id')));
    return [
      apiKey,
      rawBody,
      jsonBody,
      idempotent({ route: 'reconcilePayment', again: reconcile }),
      async (ctx) => {
        parseBody(ctx, reconcilePaymentRequest);
        answer(ctx, 200, await reconcile(ctx));
      },
    ];
  },
};

/** Of several reports, the one with money in it. */
function present({ result, before, reports, after }: Reconciliation): ReconcilePaymentResponse {
  const report = reports.find(({ money }) => money !== undefined) ?? reports[0];
  const there = report && {
    status: report.outcome,
    ...optional('amount', report.money?.amount),
    ...optional('currency', report.money?.currency),
  };
  return {
    result,
    before: presentPaymentRecord(before),
    ...optional('there', there),
    after: presentPaymentRecord(after),
  };
}
