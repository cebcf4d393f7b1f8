import { eventBodySchema, type EventBody, type EventView } from '../../../shared/api/event-view.ts';
import type { EventRenderer } from '../../payments/core/domain.ts';
import type { EventResponse, StoredEvent } from '../../payments/model/model.ts';
import type { DeliveryState } from '../../payments/ports/ports.ts';
import { presentCheckout } from './present-checkout.ts';
import { optional, presentTime } from './present-parts.ts';
import { presentStorefrontPayment } from './present-payment.ts';
import { presentPayout } from './present-payout.ts';
import { presentRefund } from './present-refund.ts';
import { presentStorefrontSavedMethod } from './present-saved-method.ts';

/** The body of an event: rendered once, stored, and sent unchanged on every attempt. */
export const renderEvent: EventRenderer = (
  { type, at, sequence },
  { checkout, payments, payment, refund, savedMethod, payout },
) => {
  const body: EventBody = {
    type,
    timestamp: presentTime(at),
    data: {
      sequence,
      ...optional('checkout', checkout && presentCheckout(checkout, payments ?? [])),
      ...optional('payment', payment && presentStorefrontPayment(payment)),
      ...optional('refund', refund && presentRefund(refund)),
      ...optional('savedMethod', savedMethod && presentStorefrontSavedMethod(savedMethod)),
      ...optional('payout', payout && presentPayout(payout)),
    },
  };
  return JSON.stringify(body);
};

const presentResponse = ({ at, status, error }: EventResponse) => ({
  at: presentTime(at),
  ...optional('status', status),
  ...optional('error', error),
});

/** An entry of the event log: the body as sent, its id, and the state of its delivery. */
export function presentEvent(event: StoredEvent, { status, nextAt }: DeliveryState): EventView {
  const { lastResponse, deliveredAt } = event;
  return {
    id: event.id,
    ...(event.unreadable
      ? { type: event.type, timestamp: presentTime(event.createdAt), data: null, unreadable: true as const }
      : eventBodySchema.parse(JSON.parse(event.body))),
    delivery: {
      status,
      attempts: event.deliveryAttempts,
      ...optional('lastAnswer', lastResponse && presentResponse(lastResponse)),
      ...optional('nextAt', nextAt === undefined ? undefined : presentTime(nextAt)),
      ...optional('deliveredAt', deliveredAt === undefined ? undefined : presentTime(deliveredAt)),
    },
  };
}
