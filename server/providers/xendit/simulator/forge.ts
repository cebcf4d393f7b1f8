import { answerTo } from '../../simulation/notification-outbox.ts';
import type { ActionResult } from '../../simulation/simulator.ts';
import type { PaymentRecord, RequestRecord, SessionRecord, Webhook } from './records.ts';
import { paymentView, sessionView } from './views.ts';
import { webhookRequest } from './webhooks.ts';
import type { SimulatorState } from './state.ts';
import { newId, now } from './state.ts';

/**
 * A stranger who knows everything about a payment but the callback token says that it is paid: once without a token,
 * once with a wrong one. None of it is true at the provider.
 */
export async function forge(state: SimulatorState, id: string): Promise<ActionResult> {
  const lie = lieAbout(state, id);
  if (!lie) return { ok: false, message: `There is no payment ${id}` };
  const answers: number[] = [];
  for (const token of [undefined, 'a-guess-at-the-token']) {
    const { status } = await answerTo(state.options.deliver(webhookRequest(state.options, lie, token)));
    answers.push(status);
  }
  const applied = answers.some((status) => status >= 200 && status < 300);
  const summary = `without a token it was answered ${answers[0]}, with a wrong one ${answers[1]}`;
  return { ok: !applied, message: `${applied ? 'The forgery was accepted' : 'Forged'}: ${summary}`, answers };
}

function lieAbout(state: SimulatorState, id: string): Webhook | undefined {
  const request = state.requests.get(id);
  if (request) return { event: 'payment.capture', data: paymentView(neverPaid(state, request)) };
  const session = state.sessions.get(id);
  return session && { event: 'payment_session.completed', data: neverCompleted(state, session) };
}

function neverPaid(state: SimulatorState, request: RequestRecord): PaymentRecord {
  const amount = request.amount ?? request.rule.min;
  const at = now(state);
  return {
    id: newId(state, 'py'),
    request,
    amount,
    status: 'SUCCEEDED',
    capture: { id: newId(state, 'cptr'), amount, at },
    createdAt: at,
    updatedAt: at,
  };
}

const neverCompleted = (state: SimulatorState, session: SessionRecord): object =>
  sessionView(
    { ...session, status: 'COMPLETED', requestId: newId(state, 'pr'), paymentId: newId(state, 'py') },
    state.options.baseUrl,
  );
