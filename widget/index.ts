/*
 * The element's class, its events and their types. Importing this registers nothing and touches no document, so it is
 * safe on a server; `@kasir/widget/define` registers the tag.
 */
export { KasirCheckout } from './kasir-checkout.ts';
export * from './events.ts';
export type * from './element-types.ts';
export type { KasirMessages, KasirTexts } from './i18n/kasir-messages.ts';
export type { Guide, GuideFacts, GuideText } from './i18n/guides/guides.ts';
export type * from './arranged-channel.ts';
export type * from './analytics.ts';
export type * from './before-pay.ts';
export type { ChannelView, PaymentView, SavedMethodView, SessionCheckout, SessionView } from '../shared/api/views.ts';
export type { Instruction, InstructionKind, InstructionOf } from '../shared/instruction.ts';
export type { PaymentStatus } from '../shared/payment-status.ts';
export type { WidgetProblem } from './session/problem.ts';
export type { Problem } from '../shared/problem.ts';
