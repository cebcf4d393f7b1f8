/*
 * What Node gets for `@kasir/widget`: an element needs a document, and even importing its base class there would leave
 * globals behind. The class is here to be named, the events to be told apart; neither is made on a server.
 */
export {
  KasirChannelEvent,
  KasirErrorEvent,
  KasirInstructionEvent,
  KasirPaidEvent,
  KasirReadyEvent,
  KasirRedirectEvent,
  KasirStatusEvent,
} from './events.ts';

/** Stands for the element's class where there are no elements. */
export class KasirCheckout {}
