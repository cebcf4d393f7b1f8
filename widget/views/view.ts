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
  /** Sends the customer to where the instruction leads, if it leads anywhere safe. */
  readonly leave?: (instruction: InstructionOf<K>, departure: Departure) => void;
  /** The outcome comes back with the customer: show "checking" on return. */
  readonly returns?: true;
  /** What is said on return to somebody who has not finished; absent: that the way goes on where it led before. */
  readonly resume?: (context: ViewContext) => string;
  /** The line in the live region; absent: that we wait for the payment. */
  readonly status?: (context: PaymentFlowContext) => string;
  /** What its screen needs beside the styles of all. */
  readonly styles?: CSSResultOrNative;
  /** It is no longer on the screen, for now or for good. */
  readonly close?: () => void;
}
