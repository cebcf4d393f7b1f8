import {
  OutcomeUnknown,
  Rejected,
  type PaymentOrder,
  type Gateway,
  type PaymentRef,
  type PaymentReport,
  type RefundRef,
  type RefundReport,
} from '../../payments/ports/ports.ts';
import type { ProviderIo } from '../provider.ts';
import type { ActionContext } from './instruction/instruction.ts';
import * as api from './wire/api-call.ts';
import { buildPaymentRequest, buildRefund, buildSession, toMajorNumber } from './build.ts';
import { findRow } from './channels.ts';
import type { XenditSettings } from './environment.ts';
import { inquire } from './inquire/inquire-payment.ts';
import { listRefunds } from './inquire/list-refunds.ts';
import { readNotification, verifier } from './notifications.ts';
import { otpPath } from './wire/otp-path.ts';
import { readPayment, readRefund, readRequest, readSession, readToken, toMoney } from './read.ts';
import {
  paymentRequestSchema,
  paymentSchema,
  paymentTokenSchema,
  refundSchema,
  sessionSchema,
  type XenditRefund,
} from './schema.ts';
import { sender } from './send.ts';

/** Ties builders, the one sender and readers together. */
export function connectXendit(settings: XenditSettings, io: ProviderIo): Gateway {
  const send = sender(settings, io);
  const base = settings.baseUrl;

  const contextOf = (ref: PaymentRef): ActionContext => ({
    row: findRow(ref.channel, ref.country, ref.money.currency),
    device: ref.device,
    base,
    createdAt: ref.createdAt,
  });

  async function create(order: PaymentOrder, signal: AbortSignal): Promise<PaymentReport[]> {
    const row = findRow(order.channel, order.country, order.money.currency);
    if (row === undefined) throw notOffered();
    const now = io.clock.now();
    if (row.flow === 'SESSION' && order.savedToken === undefined) {
      const session = await send(api.createSessionCall(buildSession(order, row, now)), sessionSchema, signal);
      assertSameMoney(session.amount, session.currency, order);
      return [withRejectionIfStuck(readSession(session, base))];
    }
    const request = await send(
      api.createPaymentRequestCall(buildPaymentRequest(order, row)),
      paymentRequestSchema,
      signal,
    );
    assertSameMoney(request.request_amount, request.currency, order);
    return [withRejectionIfStuck(readRequest(request, { row, device: order.device, base, createdAt: now }))];
  }

  /** A hosted page names the request that counts; the one that is known may be of a failed try. */
  async function requestOf(ref: PaymentRef, signal: AbortSignal): Promise<string | undefined> {
    if (ref.providerReferences['session'] === undefined) return ref.providerReferences['request'];
    const session = await send(api.getSessionCall(ref.providerReferences['session']), sessionSchema, signal);
    return session.payment_request_id ?? ref.providerReferences['request'];
  }

  async function paymentOf(ref: PaymentRef, signal: AbortSignal): Promise<string> {
    const known = ref.providerReferences['payment'];
    if (known !== undefined) return known;
    const request = await requestOf(ref, signal);
    if (request === undefined) throw referenceUnknown('payment request');
    const { latest_payment_id: latest } = await send(api.getPaymentRequestCall(request), paymentRequestSchema, signal);
    if (latest === undefined) throw referenceUnknown('payment');
    return latest;
  }

  async function callOtpEndpoint(
    ref: PaymentRef,
    otp: string | undefined,
    signal: AbortSignal,
  ): Promise<PaymentReport[]> {
    const id = ref.providerReferences['request'];
    if (id === undefined) throw referenceUnknown('payment request');
    const before = await send(api.getPaymentRequestCall(id), paymentRequestSchema, signal);
    const path = otpPath(before.actions ?? [], otp === undefined ? 'RESEND_OTP' : 'VALIDATE_OTP', id);
    if (path === undefined) return [readRequest(before, contextOf(ref))];
    const call = otp === undefined ? api.resendOtpCall(id, path) : api.validateOtpCall(id, path, otp);
    return [readRequest(await send(call, paymentRequestSchema, signal), contextOf(ref))];
  }

  /** The refund that a notification named, if it has our reference. */
  async function namedByNotification(
    { unconfirmedReferences, merchantReference }: RefundRef,
    signal: AbortSignal,
  ): Promise<XenditRefund | undefined> {
    const id = unconfirmedReferences?.['refund'];
    if (id === undefined) return undefined;
    try {
      const refund = await send(api.getRefundCall(id), refundSchema, signal);
      return refund.reference_id === merchantReference ? refund : undefined;
    } catch (error) {
      if (error instanceof Rejected) return undefined;
      throw error;
    }
  }

  return {
    create,
    inquire: (ref, signal, unconfirmed) => inquire(send, ref, contextOf(ref), io.clock.now(), signal, unconfirmed),

    /** Also closes a reusable code after its payment, so that it cannot be paid again. */
    async cancel(ref, status, signal) {
      if (status === 'authorized') {
        return [readPayment(await send(api.cancelPaymentCall(await paymentOf(ref, signal)), paymentSchema, signal))];
      }
      const { session, request } = ref.providerReferences;
      if (session !== undefined)
        return [readSession(await send(api.cancelSessionCall(session), sessionSchema, signal), base)];
      if (request === undefined) return [];
      return [
        readRequest(await send(api.cancelPaymentRequestCall(request), paymentRequestSchema, signal), contextOf(ref)),
      ];
    },

    confirm: (ref, otp, signal) => callOtpEndpoint(ref, otp, signal),
    resendOtp: (ref, signal) => callOtpEndpoint(ref, undefined, signal),

    async capture(ref, money, signal) {
      const call = api.capturePaymentCall(await paymentOf(ref, signal), toMajorNumber(money));
      return [readPayment(await send(call, paymentSchema, signal))];
    },

    async refund(ref, refund, signal) {
      const request = await requestOf(ref, signal);
      if (request === undefined) throw referenceUnknown('payment request');
      return [readRefund(await send(api.createRefundCall(buildRefund(request, refund)), refundSchema, signal))];
    },

    /** By its id; where that is unknown, by our reference among all refunds of the payment. */
    async inquireRefund(ref, refund, signal) {
      const id = refund.providerReferences['refund'];
      if (id !== undefined) return [readRefund(await send(api.getRefundCall(id), refundSchema, signal))];
      const named = await namedByNotification(refund, signal);
      if (named !== undefined) return [readRefund(named)];
      const request = await requestOf(ref, signal);
      if (request === undefined) return [];
      const { refunds, isWhole } = await listRefunds(send, request, signal);
      const ours = refunds.filter((item) => item.reference_id === refund.merchantReference);
      return ours.length === 0 && isWhole ? [absent] : ours.map(readRefund);
    },

    async inquireProviderRefunds(ref, signal) {
      const request = await requestOf(ref, signal);
      if (request === undefined) return undefined;
      const { refunds } = await listRefunds(send, request, signal);
      const ours = refunds.filter((item) => isOfPayment(item, request, ref));
      // Where a refund names no currency, it is the payment's.
      return { refunds: ours.map((item) => readRefund({ ...item, currency: item.currency ?? ref.money.currency })) };
    },

    async inquireSavedMethod(token, signal) {
      try {
        return readToken(await send(api.getPaymentTokenCall(token), paymentTokenSchema, signal));
      } catch (error) {
        if (error instanceof Rejected)
          return { subject: 'saved_method', outcome: 'removed', token, providerStatus: 'no such token' };
        throw error;
      }
    },

    /** Only an active token can be canceled; one that has ended already needs no cancel. */
    async removeSavedMethod(token, signal) {
      try {
        await send(api.cancelPaymentTokenCall(token), paymentTokenSchema, signal);
      } catch (error) {
        if (!(error instanceof Rejected)) throw error;
        const there = await this.inquireSavedMethod?.(token, signal);
        if (there?.outcome !== 'removed') throw error;
      }
    },

    verify: verifier(settings.callbackTokens),
    read: readNotification(base, io.log),
  };
}

/**
 * The customer must not be asked for another amount than the order's. What the answer does not repeat is not compared.
 *
 * @throws {OutcomeUnknown} where amount or currency differ
 */
function assertSameMoney(
  amount: string | number | undefined,
  currency: string | undefined,
  { money: wanted }: PaymentOrder,
): void {
  const named = amount === undefined ? wanted : toMoney(amount, currency ?? wanted.currency);
  const isSame = (currency ?? wanted.currency) === wanted.currency && named?.amount === wanted.amount;
  if (isSame) return;
  const message = `ordered ${toMajorNumber(wanted)} ${wanted.currency}, answered ${amount} ${currency}`;
  throw new OutcomeUnknown('the answer has another amount or currency than the order', {
    rejection: { code: 'OTHER_MONEY', message, mend: true },
  });
}

/** Where the customer has to act and there is no instruction to show, the operator is informed. */
function withRejectionIfStuck(report: PaymentReport): PaymentReport {
  if (report.outcome !== 'requires_action' || report.instruction !== undefined) return report;
  const message = 'a new payment requires an action, and none of its actions is supported';
  return { ...report, rejection: { code: 'NO_ACTION', message, mend: true } };
}

/** Matched by the payment request; where the refund names none, by the payment. */
const isOfPayment = (refund: XenditRefund, request: string, { providerReferences }: PaymentRef): boolean =>
  refund.payment_request_id === undefined
    ? refund.payment_id !== undefined && refund.payment_id === providerReferences['payment']
    : refund.payment_request_id === request;

const absent: RefundReport = {
  subject: 'refund',
  outcome: 'absent',
  providerReferences: {},
  providerStatus: 'no such refund',
};

const notOffered = (): Rejected =>
  new Rejected({ code: 'channel_unavailable' }, 'channel not offered in this country and currency');

const referenceUnknown = (what: string): Rejected =>
  new Rejected({ code: 'provider_error' }, `not sent: the id of the ${what} is not known`);
