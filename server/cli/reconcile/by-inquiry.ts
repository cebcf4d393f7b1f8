import type { PaymentRecord } from '../../../shared/api/list-payment-records.ts';
import { reconcilePaymentResponse, type ReconcilePaymentResponse } from '../../../shared/api/reconcile-payment.ts';
import { pathTo } from '../../../shared/api/routes.ts';
import type { CallServer } from '../call-server.ts';
import { hereOf, type Finding } from './finding.ts';

/** One after another, so that the provider's limits leave room for the customers. Each unanswered one is asked twice. */
export async function* reconcileByInquiry(
  call: CallServer,
  records: AsyncIterable<PaymentRecord>,
): AsyncGenerator<Finding> {
  const unanswered: string[] = [];
  const ask = async (id: string): Promise<ReconcilePaymentResponse> =>
    reconcilePaymentResponse.parse(await call('POST', pathTo('reconcilePayment', { id }), {}));
  for await (const { id } of records) {
    const answer = await ask(id);
    if (answer.result === 'unanswered') unanswered.push(id);
    else yield findingOf(answer);
  }
  for (const id of unanswered) yield findingOf(await ask(id));
}

function findingOf({ result, before, there, after }: ReconcilePaymentResponse): Finding {
  const notes = [
    ...(after.status === before.status ? [] : [`now ${after.status}`]),
    ...(after.review === before.review || after.review === undefined ? [] : [`review: ${after.review}`]),
    ...(after.refundedAmount === before.refundedAmount
      ? []
      : [`refunded ${before.refundedAmount} here, ${after.refundedAmount} there`]),
  ];
  return {
    result,
    ...hereOf(before),
    ...(there === undefined ? {} : { statusThere: there.status }),
    ...(there?.amount === undefined ? {} : { amountThere: there.amount }),
    ...(notes.length === 0 ? {} : { note: notes.join('; ') }),
  };
}
