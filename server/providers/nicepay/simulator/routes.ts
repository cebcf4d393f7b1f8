import type { SimulatedOperation } from '../../simulation/simulator.ts';
import type { Answer } from './answer.ts';
import { cancel } from './cancel.ts';
import { inquire } from './inquiry.ts';
import { payServerStep, readStep } from './payment-step.ts';
import { textOf } from './read-body.ts';
import { confirmReceipt } from './receipt.ts';
import { registerDirect, registerPage } from './register.ts';
import type { SimulatorState } from './state.ts';
import type { Verdict } from './verdict.ts';

export interface Route {
  readonly path: string;
  readonly format: 'json' | 'form';
  /** The operation that faults are queued for. One path may serve several. */
  operation(state: SimulatorState, body: unknown): SimulatedOperation;
  run(state: SimulatorState, body: unknown, verdict: Verdict): Answer;
}

const route = (path: string, format: Route['format'], operation: SimulatedOperation, run: Route['run']): Route => ({
  path,
  format,
  run,
  operation: () => operation,
});

export const PAYMENT_PATH = '/direct/v2/payment';

export const ROUTES: readonly Route[] = [
  route('/direct/v2/registration', 'json', 'create', registerDirect),
  route('/redirect/v2/registration', 'json', 'create', registerPage),
  route('/direct/v2/inquiry', 'json', 'inquire', inquire),
  route('/direct/v2/confirmAkulaku', 'form', 'confirm', confirmReceipt),
  {
    path: '/direct/v2/cancel',
    format: 'json',
    // The cancel of a paid transaction is a refund.
    operation: (state, body) =>
      state.transactions.get(textOf(body, 'tXid') ?? '')?.state === 'paid' ? 'refund' : 'cancel',
    run: (state, body, { decline }) => cancel(state, body, decline),
  },
  {
    path: PAYMENT_PATH,
    format: 'form',
    operation: (_, body) => (textOf(body, 'preauthToken') === undefined ? 'charge' : 'capture'),
    run: (state, body, verdict) => payServerStep(state, readStep(state, body), verdict),
  },
];
