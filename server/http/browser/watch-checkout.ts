import type { SessionEvents } from '../../../shared/api/session-events.ts';
import type { Domain } from '../../payments/core/domain.ts';
import type { Checkout, Payment } from '../../payments/model/model.ts';
import { presentSessionCheckout } from '../present/present-checkout.ts';
import { presentPayment } from '../present/present-payment.ts';
import { currentPayment } from './current-payment.ts';

type Send = <Name extends keyof SessionEvents>(name: Name, id: string, view: SessionEvents[Name]) => void;

/**
 * Tells the present state of a checkout and its current payment, and again whatever of it changes. State is read anew
 * for each change, so a change that was missed is made up for by the next. Returns how to stop.
 */
export function watchCheckout(d: Domain, checkoutId: string, send: Send, onGone: () => void): () => void {
  const told = new Map<keyof SessionEvents, string>();
  let shown: string | undefined;
  let reading = false;
  let changedMeanwhile = false;
  let stopped = false;

  const tell: Send = (name, id, view) => {
    const text = JSON.stringify(view);
    if (stopped || told.get(name) === text) return;
    told.set(name, text);
    send(name, id, view);
  };

  const tellState = async (): Promise<void> => {
    const checkout = await d.store.findCheckout(checkoutId);
    if (checkout === undefined) return onGone();
    const payments = await d.store.paymentsOf(checkoutId);
    const position = positionOf(checkout, payments);
    // One that was shown and is current no longer is told of too: the page has to see it go.
    const payment = currentPayment(checkout, payments) ?? payments.find(({ id }) => id === shown);
    if (payment !== undefined) {
      shown = payment.id;
      tell('payment', position, presentPayment(payment));
    }
    tell('checkout', position, presentSessionCheckout(checkout));
  };

  const changed = (): void => {
    changedMeanwhile = true;
    if (reading || stopped) return;
    reading = true;
    void (async () => {
      try {
        while (changedMeanwhile && !stopped) {
          changedMeanwhile = false;
          await tellState();
        }
      } catch (error) {
        // The reader polls, and the next change is another chance.
        d.log.warn({ checkoutId, error }, 'event stream could not read its checkout');
        onGone();
      } finally {
        reading = false;
      }
    })();
  };

  const unsubscribe = d.changes.subscribe(checkoutId, changed);
  changed();
  return () => {
    stopped = true;
    unsubscribe();
  };
}

/** Rises with every change of the checkout or of one of its payments, whatever the clock does: so does each row. */
const positionOf = (checkout: Checkout, payments: readonly Payment[]): string =>
  `${checkout.sequence}-${payments.reduce((sum, { updatedAt }) => sum + updatedAt, checkout.updatedAt)}`;
