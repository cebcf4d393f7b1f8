/*
 * `@kasir/widget/testing`: a BFF in the page's memory, for tests of shops. It registers no element and draws nothing, and
 * is no part of what a customer loads.
 */
export { createFakeBff, type FakeBffOptions, type InstalledFakeBff } from './create-fake-bff.ts';
export type { FakeBff, Fault, SeenRequest } from './fake-bff.ts';
export type { EventStreams } from './event-streams.ts';
export { problem } from './problem-response.ts';
export { aChannel, aCheckout, aPayment, aSavedMethod, INSTRUCTIONS, CARD_FORM, usualInstruction } from './samples.ts';
