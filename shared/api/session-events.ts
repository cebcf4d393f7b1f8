import type { PaymentView, SessionCheckout } from './views.ts';

/**
 * `GET /v1/session/events`: Server-Sent Events. The present state is sent on connect, so a reader that was away needs
 * nothing it missed; `Last-Event-ID` is accepted for that reason and no other.
 */
export interface SessionEvents {
  readonly payment: PaymentView;
  readonly checkout: SessionCheckout;
}
