import { answerTo } from '../../simulation/notification-outbox.ts';
import type { ActResult } from '../../simulation/simulator.ts';
import type { PaymentRecord, RequestRecord, SessionRecord } from './records.ts';
import { paymentView, sessionView } from './views.ts';
import { webhookRequest, type Webhook } from './webhooks.ts';
import type { World } from './world.ts';
import { newId, now } from './world.ts';

/**
 * A stranger who knows everything about a payment but the callback token says that it is paid: once without a token,
 * once with a wrong one. Nothing of it is true at the provider.
 */
export async function forge(world: World, id: string): Promise<ActResult> {
  const lie = lieAbout(world, id);
  if (!lie) return { ok: false, message: `There is no payment ${id}` };
  const answers: number[] = [];
  for (const token of [undefined, 'a-guess-at-the-token']) {
    const { status } = await answerTo(world.options.deliver(webhookRequest(world.options, lie, token)));
    answers.push(status);
  }
  const believed = answers.some((status) => status >= 200 && status < 300);
  const said = `without a token it was answered ${answers[0]}, with a wrong one ${answers[1]}`;
  return { ok: !believed, message: `${believed ? 'The forgery was accepted' : 'Forged'}: ${said}`, answers };
}

function lieAbout(world: World, id: string): Webhook | undefined {
  const request = world.requests.get(id);
  if (request) return { event: 'payment.capture', data: paymentView(neverPaid(world, request)) };
  const session = world.sessions.get(id);
  return session && { event: 'payment_session.completed', data: neverCompleted(world, session) };
}

function neverPaid(world: World, request: RequestRecord): PaymentRecord {
  const amount = request.amount ?? request.rule.min;
  const at = now(world);
  return {
    id: newId(world, 'py'),
    request,
    amount,
    status: 'SUCCEEDED',
    capture: { id: newId(world, 'cptr'), amount, at },
    createdAt: at,
    updatedAt: at,
  };
}

const neverCompleted = (world: World, session: SessionRecord): object =>
  sessionView(
    { ...session, status: 'COMPLETED', requestId: newId(world, 'pr'), paymentId: newId(world, 'py') },
    world.options.baseUrl,
  );
