import type { PaymentView, SessionView } from '../../shared/api/views.ts';
import type { State } from './state-machine.ts';
import type { WidgetProblem } from './problem.ts';

/** All that a screen is rendered from. */
export interface Snapshot {
  readonly state: State;
  readonly session?: SessionView | undefined;
  readonly payment?: PaymentView | undefined;
  /** What went wrong last; cleared by the customer's next action. */
  readonly problem?: WidgetProblem | undefined;
  /** The customer's action that the BFF has not answered yet. */
  readonly busy?: 'leaving' | 'confirming' | 'resending' | undefined;
  /** False while the BFF cannot be reached: what is shown may be out of date. */
  readonly reachable: boolean;
  /** The client token has ended: nothing changes until a new one is set. */
  readonly tokenEnded: boolean;
}

/** Before anything is known. */
export const INITIAL_SNAPSHOT: Snapshot = { state: 'loading', reachable: true, tokenEnded: false };
