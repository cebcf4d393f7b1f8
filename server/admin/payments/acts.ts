import { DomainError } from '../../payments/core/domain-error.ts';
import type { Domain } from '../../payments/core/domain.ts';
import { loadPayment } from '../../payments/core/load.ts';
import { redeliverEvent } from '../../payments/event/redeliver-event.ts';
import { noteOfAct, operatorId } from '../../payments/model/operator-act.ts';
import { cancelPayment } from '../../payments/payment/cancel-payment.ts';
import { capturePayment } from '../../payments/payment/capture-payment.ts';
import { inquirePayment } from '../../payments/payment/inquire-payment.ts';
import { recordOperatorAct } from '../../payments/core/record-operator-act.ts';
import { refundPayment } from '../../payments/refund/refund-payment.ts';
import { resolvePayment } from '../../payments/review/resolve-payment.ts';
import { actEndpoint } from '../act.ts';
import {
  cancelRequest,
  captureRequest,
  inquireRequest,
  redeliverRequest,
  refundRequest,
  resolveRequest,
  type ActResponse,
} from '../wire/acts.ts';

const statusOf = async (domain: Domain, id: string): Promise<ActResponse> => {
  const { status } = await loadPayment(domain, id);
  return { id, status };
};

async function refundStatusOf({ store }: Domain, id: string): Promise<ActResponse> {
  const refund = await store.findRefund(id);
  if (refund === undefined) throw new DomainError('not_found', 'No such refund.');
  return { id, status: refund.status };
}

const inquire = actEndpoint({
  path: '/api/payments/:id/inquire',
  name: 'inquire',
  request: inquireRequest,
  async run({ domain, id, act }) {
    await recordOperatorAct(domain, { of: 'payment', id }, 'inquiry requested', act);
    const { status } = await inquirePayment(domain, id);
    return { id, status };
  },
});

const capture = actEndpoint({
  path: '/api/payments/:id/capture',
  name: 'capture',
  request: captureRequest,
  once: { again: statusOf },
  async run({ domain, id, act }, { amount }) {
    const { status } = await capturePayment(domain, id, amount, noteOfAct(act));
    return { id, status };
  },
});

const cancel = actEndpoint({
  path: '/api/payments/:id/cancel',
  name: 'cancel',
  request: cancelRequest,
  once: { again: statusOf },
  async run({ domain, id, act }) {
    await recordOperatorAct(domain, { of: 'payment', id }, 'cancellation requested', act);
    const { status } = await cancelPayment(domain, id, { by: 'merchant', reason: noteOfAct(act) });
    return { id, status };
  },
});

const refund = actEndpoint({
  path: '/api/payments/:id/refund',
  name: 'refund',
  request: refundRequest,
  once: { makes: 'rf', again: refundStatusOf },
  async run({ domain, id, act, resourceId }, { amount }) {
    const made = await refundPayment(domain, { id: resourceId, paymentId: id, amount, note: noteOfAct(act) });
    return { id: made.id, status: made.status };
  },
});

const resolve = actEndpoint({
  path: '/api/payments/:id/resolve',
  name: 'resolve',
  request: resolveRequest,
  once: { makes: 'rf', again: statusOf },
  async run({ domain, id, act: { operator, reason }, resourceId }, { decision }) {
    const by = operatorId(operator);
    const { status } = await resolvePayment(domain, { id: resourceId, paymentId: id, decision, note: reason, by });
    return { id, status };
  },
});

/** Also of an event about the whole order: the payment is where the operator sees it. */
const redeliver = actEndpoint({
  path: '/api/payments/:id/redeliver',
  name: 'redeliver',
  request: redeliverRequest,
  async run({ domain, id, act }, { event: eventId }) {
    const payment = await loadPayment(domain, id);
    const event = await domain.store.findEvent(eventId);
    if (event?.stream !== payment.checkoutId) throw new DomainError('not_found', 'No such event of this payment.');
    await recordOperatorAct(domain, { of: 'payment', id }, `redelivery of ${event.type} requested`, act);
    await redeliverEvent(domain, eventId);
    return { id: eventId, status: 'waiting' };
  },
});

/** What an operator can do about a payment. */
export const PAYMENT_ACTS = [inquire, capture, cancel, refund, resolve, redeliver] as const;
