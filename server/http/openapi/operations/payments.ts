import { cancelPaymentRequest, cancelPaymentResponse } from '../../../../shared/api/cancel-payment.ts';
import { capturePaymentRequest, capturePaymentResponse } from '../../../../shared/api/capture-payment.ts';
import { confirmReceiptRequest, confirmReceiptResponse } from '../../../../shared/api/confirm-receipt.ts';
import { getPaymentResponse } from '../../../../shared/api/get-payment.ts';
import { inquirePaymentRequest, inquirePaymentResponse } from '../../../../shared/api/inquire-payment.ts';
import { listPaymentHistoryQuery, listPaymentHistoryResponse } from '../../../../shared/api/list-payment-history.ts';
import { listPaymentsQuery, listPaymentsResponse } from '../../../../shared/api/list-payments.ts';
import { refundPaymentRequest, refundPaymentResponse } from '../../../../shared/api/refund-payment.ts';
import { resolvePaymentRequest, resolvePaymentResponse } from '../../../../shared/api/resolve-payment.ts';
import type { Operations } from '../operation.ts';

export const PAYMENT_OPERATIONS = {
  listPayments: {
    tag: 'payments',
    summary: 'List payments, newest first',
    auth: 'apiKey',
    query: listPaymentsQuery,
    success: { status: 200, description: 'A page of payments', schema: listPaymentsResponse },
    problems: [],
  },
  getPayment: {
    tag: 'payments',
    summary: 'Read a payment with its history',
    description: 'The history has each piece of evidence and each transition: the newest 100, oldest first.',
    auth: 'apiKey',
    success: { status: 200, description: 'The payment', schema: getPaymentResponse },
    problems: ['not_found'],
  },
  listPaymentHistory: {
    tag: 'payments',
    summary: 'Read older history of a payment',
    description: 'Newest first. Questions that were answered as before are counted in `inquiries` and have no entry.',
    auth: 'apiKey',
    query: listPaymentHistoryQuery,
    success: { status: 200, description: 'A page of the history', schema: listPaymentHistoryResponse },
    problems: ['not_found'],
  },
  inquirePayment: {
    tag: 'payments',
    summary: 'Ask the provider now',
    description: 'Answers with what is known afterwards. A provider that does not answer changes nothing.',
    auth: 'apiKey',
    key: 'accepted',
    request: inquirePaymentRequest,
    success: { status: 200, description: 'The payment', schema: inquirePaymentResponse },
    problems: ['not_found'],
  },
  capturePayment: {
    tag: 'payments',
    summary: 'Take money that is held',
    description: 'For checkouts with `capture: "manual"`, all of it or a part.',
    auth: 'apiKey',
    key: 'demanded',
    request: capturePaymentRequest,
    success: { status: 200, description: 'The payment', schema: capturePaymentResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'provider_unavailable'],
  },
  cancelPayment: {
    tag: 'payments',
    summary: 'Void an unpaid or authorized payment',
    auth: 'apiKey',
    key: 'accepted',
    request: cancelPaymentRequest,
    success: { status: 200, description: 'The payment', schema: cancelPaymentResponse },
    problems: ['not_found', 'state_conflict'],
  },
  resolvePayment: {
    tag: 'payments',
    summary: 'End a review, or an outcome that nobody knows',
    description:
      '`accept`: the money is the order’s (`amount_differs`, `paid_late`, `unknown` for more than an hour; `challenge` is approved at the provider). `refund`: it goes back (`amount_differs`, `paid_late`; of `paid_twice` the further money only; `challenge` is denied). `dismiss`: the review is gone and nothing moves, save that `amount_differs` and `challenge` become `canceled` and `unknown` becomes `failed`. Anything else is `state_conflict`. Told as `payment.review_resolved`.',
    auth: 'apiKey',
    key: 'demanded',
    request: resolvePaymentRequest,
    success: { status: 200, description: 'The payment', schema: resolvePaymentResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'provider_unavailable'],
  },
  confirmReceipt: {
    tag: 'payments',
    summary: 'Say that the customer has the goods',
    description:
      'Where a lender pays the merchant only then; any other channel is a `state_conflict`. Said once more, it is no news.',
    auth: 'apiKey',
    key: 'accepted',
    request: confirmReceiptRequest,
    success: { status: 200, description: 'The payment', schema: confirmReceiptResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'provider_unavailable'],
  },
  refundPayment: {
    tag: 'payments',
    summary: 'Give money back',
    description: 'All that is left or a part, where the channel allows it; else `state_conflict` says why not.',
    auth: 'apiKey',
    key: 'demanded',
    request: refundPaymentRequest,
    success: { status: 201, description: 'The refund', schema: refundPaymentResponse },
    problems: ['not_found', 'state_conflict', 'provider_rejected', 'provider_unavailable'],
  },
} as const satisfies Operations;
