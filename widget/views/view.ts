import type { CSSResultOrNative, TemplateResult } from 'lit';
import type { InstructionKind, InstructionOf } from '../../shared/instruction.ts';
import type { PaymentView } from '../../shared/api/views.ts';
import type { PaymentFlowContext } from './context.ts';
import type { Departure } from './departure.ts';

export interface ViewContext extends PaymentFlowContext {
  readonly payment: PaymentView;
}

/** How one kind of instruction is shown. */
export interface InstructionView<K extends InstructionKind> {
  readonly heading: (instruction: InstructionOf<K>, context: ViewContext) => string;
  readonly body: (instruction: InstructionOf<K>, context: ViewContext) => TemplateResult;
  /** Until when the customer can act, ISO; absent: until the payment expires. */
  readonly deadline?: (instruction: InstructionOf<K>) => string;
  /** Sends the customer to where the instruction leads, if the address is safe. */
  readonly leave?: (instruction: InstructionOf<K>, departure: Departure) => void;
  /** The customer comes back from the provider: show "checking" then. */
  readonly returns?: true;
  /** The button on return for a customer who has not finished; absent: back to the provider. */
  readonly resume?: (context: ViewContext) => string;
  /** The line in the live region; absent: waiting for the payment. */
  readonly status?: (context: PaymentFlowContext) => string;
  /** What its screen needs beside the styles of all screens. */
  readonly styles?: CSSResultOrNative;
  /** It has left the screen. */
  readonly close?: () => void;
}
