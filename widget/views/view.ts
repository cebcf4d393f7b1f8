import type { TemplateResult } from 'lit';
import type { InstructionKind, InstructionOf } from '../../shared/instruction.ts';
import type { PaymentView } from '../../shared/api/views.ts';
import type { LaterContext } from '../screens/later-context.ts';

export interface ViewContext extends LaterContext {
  readonly payment: PaymentView;
}

/** How one kind of instruction is shown. */
export interface InstructionView<K extends InstructionKind> {
  readonly heading: (instruction: InstructionOf<K>, context: ViewContext) => string;
  readonly body: (instruction: InstructionOf<K>, context: ViewContext) => TemplateResult;
  /** Until when the customer can act, ISO; absent: until the payment expires. */
  readonly deadline?: (instruction: InstructionOf<K>) => string;
  /** The outcome comes back with the customer: show "checking" on return. */
  readonly returns?: true;
}
