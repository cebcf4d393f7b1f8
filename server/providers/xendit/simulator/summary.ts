import type { SimulatedPayment, SimulatorAction } from '../../simulation/simulator.ts';
import { SIMULATOR_ACTIONS } from '../../simulation/simulator.ts';
import { isOpen } from './collect.ts';
import type { RequestRecord, SessionRecord } from './records.ts';
import type { SimulatorState } from './state.ts';

/** The payments as the simulators' page shows them, newest first. Tries on a hosted page are listed with their session. */
export function summary(state: SimulatorState): readonly SimulatedPayment[] {
  const requests = [...state.requests.values()].filter(({ sessionId }) => sessionId === undefined).map(ofRequest);
  const sessions = [...state.sessions.values()].map((session) => ofSession(state, session));
  // Stable: what was created at the same time keeps its order.
  return [...requests, ...sessions].reverse().sort((a, b) => b.createdAt - a.createdAt);
}

const LABELS: Readonly<Record<string, string>> = {
  VIRTUAL_ACCOUNT_NUMBER: 'VA number',
  PAYMENT_CODE: 'payment code',
  QR_STRING: 'QR text',
};

const timesPaid = (request: RequestRecord | undefined): number =>
  request?.payments.filter(({ status }) => status === 'SUCCEEDED').length ?? 0;

function ofRequest(request: RequestRecord): SimulatedPayment {
  const { id, reference, amount, currency, status, expiresAt, createdAt } = request;
  return {
    id,
    reference,
    status,
    timesPaid: timesPaid(request),
    expiresAt,
    createdAt,
    channel: request.channel,
    money: amount === undefined ? undefined : { amount, currency },
    open: isOpen(request),
    codes: request.actions.flatMap(({ descriptor, value }) => {
      const label = LABELS[descriptor];
      return label === undefined ? [] : [{ label, value }];
    }),
    page: request.actions.find(({ descriptor }) => descriptor === 'WEB_URL' || descriptor === 'DEEPLINK_URL')?.value,
    actions: [...actionsIn(status), ...givesBack(request)],
  };
}

function ofSession(state: SimulatorState, session: SessionRecord): SimulatedPayment {
  const { id, reference, amount, currency, status, expiresAt, createdAt } = session;
  const request = session.requestId === undefined ? undefined : state.requests.get(session.requestId);
  return {
    id,
    reference,
    // A late payment belongs to the last try.
    timesPaid: timesPaid(state.requests.get(session.requestId ?? session.tryId ?? '')),
    expiresAt,
    createdAt,
    channel: 'CARDS',
    money: { amount, currency },
    status: request?.status === 'AUTHORIZED' ? 'AUTHORIZED' : status,
    open: status === 'ACTIVE',
    codes: [],
    page: `${state.options.baseUrl}/checkout/${id}`,
    actions:
      session.type === 'SAVE' && status === 'COMPLETED'
        ? []
        : [...actionsIn(request?.status ?? status), ...givesBack(request)],
  };
}

const givesBack = (request: RequestRecord | undefined): readonly SimulatorAction[] =>
  request?.status === 'SUCCEEDED' && request.rule.refund !== 'none' ? ['refund'] : [];

function actionsIn(status: RequestRecord['status'] | SessionRecord['status']): readonly SimulatorAction[] {
  switch (status) {
    case 'REQUIRES_ACTION':
    case 'ACCEPTING_PAYMENTS':
    case 'ACTIVE':
      return SIMULATOR_ACTIONS;
    case 'PENDING':
      return ['pay', 'fail', 'pay twice', 'forge notification'];
    case 'AUTHORIZED':
      return ['expire', 'forge notification'];
    case 'SUCCEEDED':
    case 'COMPLETED':
      return ['pay twice', 'forge notification'];
    default:
      return ['pay late', 'forge notification'];
  }
}
