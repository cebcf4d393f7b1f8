import type { PaymentView, SessionView } from '../../shared/api/views.ts';
import type { State } from './state-machine.ts';
import type { WidgetProblem } from './problem.ts';

/** All that a screen is drawn from. */
export interface Snapshot {
  readonly state: State;
  readonly session?: SessionView | undefined;
  readonly payment?: PaymentView | undefined;
  /** What went wrong last; gone with the customer's next step. */
  readonly problem?: WidgetProblem | undefined;
  /** What the customer has asked for and the BFF has not answered yet. */
  readonly busy?: 'leaving' | 'confirming' | 'resending' | undefined;
  /** False while the BFF can't be heard; what is shown may be old. */
  readonly reachable: boolean;
  /** The client token has ended: nothing will change any more until a new one is set. */
  readonly tokenEnded: boolean;
}
