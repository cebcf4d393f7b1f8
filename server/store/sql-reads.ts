import type { EventPageRequest, PageRequest, StoreReads } from '../payments/ports/ports.ts';
import type { TableAccess } from './table-access.ts';
import { findIdempotencyRecord } from './idempotency-records.ts';
import { findCheckoutWithPayments } from './checkout-with-payments.ts';
import { findCheckout, findLiveCheckout, listCheckouts, positionsOf } from './checkouts.ts';
import { findEvent, listEvents, undeliveredOf, wasOvertaken } from './events.ts';
import { historyOf, listHistory } from './payment-history.ts';
import {
  findPayment,
  findPaymentByProviderReference,
  findPaymentByMerchantReference,
  listPayments,
  openPaymentsElsewhere,
  paymentsOf,
} from './payments.ts';
import { payoutHistoryOf } from './payout-history.ts';
import { findPayout, findPayoutByMerchantReference, listPayouts, openPayoutsElsewhere } from './payouts.ts';
import {
  findRefund,
  findRefundByMerchantReference,
  findRefundByProviderReference,
  openRefundsElsewhere,
  refundsOf,
} from './refunds.ts';
import { findNotification, listNotifications } from './stored-notifications.ts';
import { findSavedMethod, savedMethodsByToken, savedMethodsOf } from './saved-methods.ts';

type Arg<M extends keyof StoreReads, N extends number> = Parameters<StoreReads[M]>[N];
type Out<M extends keyof StoreReads> = ReturnType<StoreReads[M]>;

/** The reads of the port, on the connection they are given. The file of each table implements them. */
export class SqlReads implements StoreReads {
  protected readonly access: TableAccess;

  constructor(access: TableAccess) {
    this.access = access;
  }

  findCheckout(id: string): Out<'findCheckout'> {
    return findCheckout(this.access, id);
  }

  findCheckoutWithPayments(id: string): Out<'findCheckoutWithPayments'> {
    return findCheckoutWithPayments(this.access, id);
  }

  findLiveCheckout(reference: string): Out<'findLiveCheckout'> {
    return findLiveCheckout(this.access, reference);
  }

  listCheckouts(filter: Arg<'listCheckouts', 0>, page: PageRequest): Out<'listCheckouts'> {
    return listCheckouts(this.access, filter, page);
  }

  positionsOf(checkoutIds: readonly string[]): Out<'positionsOf'> {
    return positionsOf(this.access, checkoutIds);
  }

  findPayment(id: string): Out<'findPayment'> {
    return findPayment(this.access, id);
  }

  findPaymentByMerchantReference(reference: string): Out<'findPaymentByMerchantReference'> {
    return findPaymentByMerchantReference(this.access, reference);
  }

  findPaymentByProviderReference(provider: string, name: string, value: string): Out<'findPaymentByProviderReference'> {
    return findPaymentByProviderReference(this.access, provider, name, value);
  }

  paymentsOf(checkoutId: string): Out<'paymentsOf'> {
    return paymentsOf(this.access, checkoutId);
  }

  listPayments(filter: Arg<'listPayments', 0>, page: PageRequest): Out<'listPayments'> {
    return listPayments(this.access, filter, page);
  }

  openPaymentsElsewhere(configured: readonly string[]): Out<'openPaymentsElsewhere'> {
    return openPaymentsElsewhere(this.access, configured);
  }

  openRefundsElsewhere(configured: readonly string[]): Out<'openRefundsElsewhere'> {
    return openRefundsElsewhere(this.access, configured);
  }

  openPayoutsElsewhere(configured: readonly string[]): Out<'openPayoutsElsewhere'> {
    return openPayoutsElsewhere(this.access, configured);
  }

  historyOf(paymentId: string): Out<'historyOf'> {
    return historyOf(this.access, paymentId);
  }

  listHistory(paymentId: string, page: PageRequest): Out<'listHistory'> {
    return listHistory(this.access, paymentId, page);
  }

  findRefund(id: string): Out<'findRefund'> {
    return findRefund(this.access, id);
  }

  findRefundByMerchantReference(reference: string): Out<'findRefundByMerchantReference'> {
    return findRefundByMerchantReference(this.access, reference);
  }

  findRefundByProviderReference(provider: string, name: string, value: string): Out<'findRefundByProviderReference'> {
    return findRefundByProviderReference(this.access, provider, name, value);
  }

  refundsOf(paymentId: string): Out<'refundsOf'> {
    return refundsOf(this.access, paymentId);
  }

  findSavedMethod(id: string): Out<'findSavedMethod'> {
    return findSavedMethod(this.access, id);
  }

  savedMethodsByToken(provider: string, token: string): Out<'savedMethodsByToken'> {
    return savedMethodsByToken(this.access, provider, token);
  }

  savedMethodsOf(customerReference: string): Out<'savedMethodsOf'> {
    return savedMethodsOf(this.access, customerReference);
  }

  findPayout(id: string): Out<'findPayout'> {
    return findPayout(this.access, id);
  }

  findPayoutByMerchantReference(merchantReference: string): Out<'findPayoutByMerchantReference'> {
    return findPayoutByMerchantReference(this.access, merchantReference);
  }

  listPayouts(filter: Arg<'listPayouts', 0>, page: PageRequest): Out<'listPayouts'> {
    return listPayouts(this.access, filter, page);
  }

  payoutHistoryOf(payoutId: string): Out<'payoutHistoryOf'> {
    return payoutHistoryOf(this.access, payoutId);
  }

  findEvent(id: string): Out<'findEvent'> {
    return findEvent(this.access, id);
  }

  listEvents(page: EventPageRequest): Out<'listEvents'> {
    return listEvents(this.access, page);
  }

  undeliveredOf(stream: string): Out<'undeliveredOf'> {
    return undeliveredOf(this.access, stream);
  }

  wasOvertaken(event: Arg<'wasOvertaken', 0>): Out<'wasOvertaken'> {
    return wasOvertaken(this.access, event);
  }

  listNotifications(filter: Arg<'listNotifications', 0>, page: PageRequest): Out<'listNotifications'> {
    return listNotifications(this.access, filter, page);
  }

  findNotification(id: string): Out<'findNotification'> {
    return findNotification(this.access, id);
  }

  findIdempotencyRecord(scope: string, key: string): Out<'findIdempotencyRecord'> {
    return findIdempotencyRecord(this.access, scope, key);
  }
}
