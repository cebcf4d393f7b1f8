import { assertArrives, faultyResponse } from '../../simulation/faulty-response.ts';
import { FAULT_KINDS, type Fault, type Operation } from '../../simulation/simulator.ts';
import { rejection, type Answer, type Flat } from './answer.ts';
import { isByToken, type Verdict } from './payment-step.ts';
import { readBody, textOf } from './read-body.ts';
import { Refused } from './api-error.ts';
import { withParameters } from './return-address.ts';
import { returnForm } from './return-form.ts';
import type { Route } from './routes.ts';
import { corrupt } from './corrupt-response.ts';
import type { SimulatorState } from './state.ts';

/** One API call from the first byte to the last, with the fault that is waiting for it. */
export async function serveApi(simulatorState: SimulatorState, request: Request, route: Route): Promise<Response> {
  let body: unknown;
  try {
    body = await readBody(request, route.format);
  } catch (error) {
    return json(200, rejection(refusedOr(error)));
  }
  return serveCall(simulatorState, request, route, body);
}

export async function serveCall(
  simulatorState: SimulatorState,
  request: Request,
  route: Route,
  body: unknown,
): Promise<Response> {
  const operation = route.operation(simulatorState, body);
  const fault = faultFor(simulatorState, request, operation);
  assertArrives(fault);
  const instead = fault && beforeCommit(simulatorState, fault, body);
  if (instead) return instead;
  let answer: Answer;
  try {
    answer = route.run(simulatorState, body, verdictOf(fault));
  } catch (error) {
    answer = refusedAnswer(refusedOr(error), body);
  }
  return afterCommit(simulatorState, answer, fault, textOf(body, 'tXid'));
}

/** Where the caller said where to send a browser, he is told no in that address. */
function refusedAnswer(refused: Refused, body: unknown): Answer {
  const url = textOf(body, 'callBackUrl') ?? '';
  return isByToken(body) && URL.canParse(url)
    ? { kind: 'return', url, body: rejection(refused) }
    : { kind: 'json', body: rejection(refused) };
}

function refusedOr(error: unknown): Refused {
  if (error instanceof Refused) return error;
  throw error;
}

/** A header asks for a fault of this one call; otherwise the queue may have one. */
function faultFor(simulatorState: SimulatorState, request: Request, operation: Operation): Fault | undefined {
  const asked = request.headers.get('x-simulator-fault');
  const kind = FAULT_KINDS.find((known) => known === asked);
  return kind ? { operation, kind } : simulatorState.faults.take(operation);
}

function verdictOf(fault: Fault | undefined): Verdict {
  if (fault?.kind === 'pending') return { pending: true };
  return fault?.kind === 'decline' ? { decline: fault.code ?? '51' } : {};
}

/** The word for a plain no, by what was asked for. */
const USUAL_ERRORS: Partial<Record<Operation, string>> = {
  create: '9030',
  inquire: '8002',
  cancel: '9314',
  refund: '9331',
  capture: '9145',
  charge: '05',
};

/** A refusal instead of the work. Business errors travel with HTTP 200, unless the fault says otherwise. */
function beforeCommit(
  simulatorState: SimulatorState,
  { kind, operation, status = 200, code }: Fault,
  body: unknown,
): Response | undefined {
  switch (kind) {
    case '500':
      return new Response('Internal Server Error', { status: 500 });
    case '503':
      return new Response('Service Unavailable', { status: 503 });
    case '429':
      return new Response('Too Many Requests', { status: 429 });
    case 'not_found':
      return json(200, rejection(new Refused('8004', 'The tXid is unknown')));
    case 'error': {
      const refused = new Refused(code ?? USUAL_ERRORS[operation] ?? '9030', 'Refused by the simulator');
      return status === 200 ? write(simulatorState, refusedAnswer(refused, body)) : json(status, rejection(refused));
    }
    default:
      return undefined;
  }
}

/** The work is done; now something may happen to the news of it. */
async function afterCommit(
  simulatorState: SimulatorState,
  answer: Answer,
  fault: Fault | undefined,
  tXid: string | undefined,
): Promise<Response> {
  const about = simulatorState.transactions.get(tXid ?? '');
  const body = fault ? corrupt(answer.body, fault.kind, about) : answer.body;
  return (await faultyResponse(fault, body, simulatorState.options)) ?? write(simulatorState, { ...answer, body });
}

function write({ options: { tokenAnswer = 'form' } }: SimulatorState, answer: Answer): Response {
  if (answer.kind === 'json' || tokenAnswer === 'json') return json(200, answer.body);
  if (tokenAnswer === 'form') return returnForm(answer.url, answer.body);
  return new Response(null, { status: 302, headers: { location: withParameters(answer.url, answer.body) } });
}

export const json = (status: number, body: Flat): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json;charset=UTF-8' } });
