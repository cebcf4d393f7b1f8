/*
 * The element's class, its events and their types. Importing this registers nothing and touches no document, so it is
 * safe on a server; `@kasir/widget/define` registers the tag.
 */
export { KasirCheckout } from './kasir-checkout.ts';
export {
  KasirChannelEvent,
  KasirClosedEvent,
  KasirErrorEvent,
  KasirInstructionEvent,
  KasirPaidEvent,
  KasirReadyEvent,
  KasirRedirectEvent,
  KasirStatusEvent,
  type Redirect,
} from './events.ts';
export type { ChannelView, PaymentView, SavedMethodView, SessionCheckout, SessionView } from '../shared/api/views.ts';
export type { Instruction, InstructionKind, InstructionOf } from '../shared/instruction.ts';
export type { PaymentStatus } from '../shared/payment-status.ts';
export type { WidgetProblem } from './session/problem.ts';
export type { Problem } from '../shared/problem.ts';
export type {
  KasirCheckoutOptions,
  KasirCheckoutProperties,
  KasirCheckoutTag,
  KasirEventMap,
  KasirListeners,
} from './element-types.ts';
