/*
 * What Node gets for `@kasir/widget`: the element needs a document, and importing its base class would leave globals
 * behind. The class and the events can be imported and compared, for code that runs on both sides.
 */
export * from './events.ts';

/** Stands for the element's class where there are no elements. */
export class KasirCheckout {}
