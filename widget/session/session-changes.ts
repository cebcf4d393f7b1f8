import type { PaymentView } from '../../shared/api/views.ts';
import type { WidgetProblem } from './problem.ts';
import type { Snapshot } from './snapshot.ts';
import type { Input } from './state-machine.ts';

/** What the customer's actions may change of their session. */
export interface SessionChanges {
  readonly change: (change: Partial<Snapshot>) => void;
  readonly move: (input: Input) => void;
  readonly report: (problem: WidgetProblem) => void;
  /** A payment is requested; `answer` is the BFF's. */
  readonly request: <T>(answer: Promise<T>) => Promise<T>;
  readonly created: (payment: PaymentView) => void;
  readonly giveUp: (paymentId: string) => void;
}
