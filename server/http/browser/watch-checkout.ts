import { createHash } from 'node:crypto';
import type { SessionEvents } from '../../../shared/api/session-events.ts';
import type { Domain } from '../../payments/core/domain.ts';
import type { Checkout, Payment } from '../../payments/model/model.ts';
import { presentSessionCheckout } from '../present/present-checkout.ts';
import { presentPayment } from '../present/present-payment.ts';
import { currentPayment } from './current-payment.ts';

/** `data` is the event as JSON. */
type Send = (name: keyof SessionEvents, id: string, data: string) => void;

const markOf = (text: string): string => createHash('sha1').update(text).digest('base64');

/**
 * Sends the current state of a checkout and its current payment, then every change. Each change reads the state again, so
 * a missed change is included in the next one. Returns a function that stops it.
 */
export function watchCheckout(domain: Domain, checkoutId: string, send: Send, onGone: () => void): () => void {
  /** Digests: the texts of thousands of idle streams would be kept otherwise. */
  const lastSent = new Map<keyof SessionEvents, string>();
  let shown: string | undefined;
  let reading = false;
  let changedMeanwhile = false;
  let stopped = false;

  const sendIfChanged = <Name extends keyof SessionEvents>(name: Name, id: string, view: SessionEvents[Name]): void => {
    const data = JSON.stringify(view);
    const mark = markOf(data);
    if (stopped || lastSent.get(name) === mark) return;
    lastSent.set(name, mark);
    send(name, id, data);
  };

  const sendState = async (): Promise<void> => {
    const found = await domain.store.findCheckoutWithPayments(checkoutId);
    if (found === undefined) return onGone();
    const { checkout, payments } = found;
    const position = positionOf(checkout, payments);
    // Also the payment shown before, if there is no current one any more: the page has to see how it ended.
    const payment = currentPayment(checkout, payments) ?? payments.find(({ id }) => id === shown);
    if (payment !== undefined) {
      shown = payment.id;
      sendIfChanged('payment', position, presentPayment(payment));
    }
    sendIfChanged('checkout', position, presentSessionCheckout(checkout));
  };

  const changed = (): void => {
    changedMeanwhile = true;
    if (reading || stopped) return;
    reading = true;
    void (async () => {
      try {
        while (changedMeanwhile && !stopped) {
          changedMeanwhile = false;
          await sendState();
        }
      } catch (error) {
        // The client polls as well, and the next change is another chance.
        domain.log.warn({ checkoutId, error }, 'event stream could not read its checkout');
        onGone();
      } finally {
        reading = false;
      }
    })();
  };

  const unsubscribe = domain.changes.subscribe(checkoutId, changed);
  changed();
  return () => {
    stopped = true;
    unsubscribe();
  };
}

/** Increases with every change of the checkout or its payments: the `updatedAt` of a row never decreases. */
const positionOf = (checkout: Checkout, payments: readonly Payment[]): string =>
  `${checkout.sequence}-${payments.reduce((sum, { updatedAt }) => sum + updatedAt, checkout.updatedAt)}`;
