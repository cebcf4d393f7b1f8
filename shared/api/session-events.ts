import type { PaymentView, SessionCheckout } from './views.ts';

/**
 * `GET /v1/session/events`: Server-Sent Events. The current state is sent on connect, so a client that was disconnected
 * misses nothing; `Last-Event-ID` is accepted and needs no replay.
 */
export interface SessionEvents {
  readonly payment: PaymentView;
  readonly checkout: SessionCheckout;
}
