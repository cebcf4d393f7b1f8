import { assertArrives, faultyResponse } from '../../simulation/faulty-response.ts';
import { FAULT_KINDS, type Fault, type SimulatedOperation } from '../../simulation/simulator.ts';
import { errorBody, type Answer, type FlatFields } from './answer.ts';
import { isServerStep } from './payment-step.ts';
import { readBody, textOf } from './read-body.ts';
import { ApiError } from './api-error.ts';
import { withParameters } from './return-address.ts';
import { returnForm } from './return-form.ts';
import type { Route } from './routes.ts';
import { corrupt } from './corrupt-response.ts';
import type { SimulatorState } from './state.ts';
import type { Verdict } from './verdict.ts';

/** Serves one API call, with the fault that is queued for it. */
export async function serveApi(state: SimulatorState, request: Request, route: Route): Promise<Response> {
  let body: unknown;
  try {
    body = await readBody(request, route.format);
  } catch (error) {
    return json(200, errorBody(asApiError(error)));
  }
  return serveCall(state, request, route, body);
}

export async function serveCall(
  state: SimulatorState,
  request: Request,
  route: Route,
  body: unknown,
): Promise<Response> {
  const operation = route.operation(state, body);
  const fault = faultFor(state, request, operation);
  assertArrives(fault);
  const instead = fault && beforeCommit(state, fault, body);
  if (instead) return instead;
  let answer: Answer;
  try {
    answer = route.run(state, body, verdictOf(fault));
  } catch (error) {
    answer = errorAnswer(asApiError(error), body);
  }
  return afterCommit(state, answer, fault, textOf(body, 'tXid'));
}

/** The rejection of a call. A server's payment step is answered like a browser's, with the result for `callBackUrl`. */
function errorAnswer(error: ApiError, body: unknown): Answer {
  const url = textOf(body, 'callBackUrl') ?? '';
  return isServerStep(body) && URL.canParse(url)
    ? { kind: 'return', url, body: errorBody(error) }
    : { kind: 'json', body: errorBody(error) };
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  throw error;
}

/** The fault that a header requests for this call alone, else the next one of the queue. */
function faultFor(state: SimulatorState, request: Request, operation: SimulatedOperation): Fault | undefined {
  const requested = request.headers.get('x-simulator-fault');
  const kind = FAULT_KINDS.find((known) => known === requested);
  return kind ? { operation, kind } : state.faults.take(operation);
}

function verdictOf(fault: Fault | undefined): Verdict {
  if (fault?.kind === 'pending') return { pending: true };
  return fault?.kind === 'decline' ? { decline: fault.code ?? '51' } : {};
}

/** The result code of a rejection without a specific reason, by operation. */
const GENERIC_ERRORS: Partial<Record<SimulatedOperation, string>> = {
  create: '9030',
  inquire: '8002',
  cancel: '9314',
  refund: '9331',
  capture: '9145',
  charge: '05',
};

/** A fault that prevents the call. Business errors are sent with HTTP 200, unless the fault says otherwise. */
function beforeCommit(
  state: SimulatorState,
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
      return json(200, errorBody(new ApiError('8004', 'The tXid is unknown')));
    case 'error': {
      const error = new ApiError(code ?? GENERIC_ERRORS[operation] ?? '9030', 'Rejected by the simulator');
      return status === 200 ? write(state, errorAnswer(error, body)) : json(status, errorBody(error));
    }
    default:
      return undefined;
  }
}

/** A fault after the call was carried out: its response is lost, delayed or wrong. */
async function afterCommit(
  state: SimulatorState,
  answer: Answer,
  fault: Fault | undefined,
  tXid: string | undefined,
): Promise<Response> {
  const about = state.transactions.get(tXid ?? '');
  const body = fault ? corrupt(answer.body, fault.kind, about) : answer.body;
  return (await faultyResponse(fault, body, state.options)) ?? write(state, { ...answer, body });
}

function write({ options: { tokenAnswer = 'form' } }: SimulatorState, answer: Answer): Response {
  if (answer.kind === 'json' || tokenAnswer === 'json') return json(200, answer.body);
  if (tokenAnswer === 'form') return returnForm(answer.url, answer.body);
  return new Response(null, { status: 302, headers: { location: withParameters(answer.url, answer.body) } });
}

export const json = (status: number, body: FlatFields): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json;charset=UTF-8' } });
