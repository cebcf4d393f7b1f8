import { assertArrives, faultyResponse } from '../../simulation/faulty-response.ts';
import { FAULT_KINDS, type Fault } from '../../simulation/simulator.ts';
import { ApiError, errorResponse, invalid, json, notFound } from './api-error.ts';
import { authorize, checkVersion, countCall, RateLimited } from './authorize.ts';
import type { Answer } from './call.ts';
import type { Verdict } from './collect.ts';
import type { Route } from './routes.ts';
import { findRoute } from './routes.ts';
import { corrupt } from './corrupt-response.ts';
import type { SimulatorState } from './state.ts';

/** One API call with the fault that is queued for it. */
export async function serveApi(state: SimulatorState, request: Request, path: string): Promise<Response> {
  const found = findRoute(request.method, path);
  const fault = faultFor(state, request, found?.route);
  assertArrives(fault);
  const answer = await answerOf(state, request, path, found, fault);
  if (!(answer instanceof Response)) return afterCommit(state, answer, fault);
  return answer;
}

/** The fault that a header or query parameter requests for this call, or else the next one of the queue. */
function faultFor(state: SimulatorState, request: Request, route: Route | undefined): Fault | undefined {
  const wanted = request.headers.get('x-simulator-fault') ?? new URL(request.url).searchParams.get('simulator_fault');
  const kind = FAULT_KINDS.find((known) => known === wanted);
  const operation = route?.operation;
  if (operation === undefined) return undefined;
  return kind ? { operation, kind } : state.faults.take(operation);
}

async function answerOf(
  state: SimulatorState,
  request: Request,
  path: string,
  found: ReturnType<typeof findRoute>,
  fault: Fault | undefined,
): Promise<Answer | Response> {
  try {
    authorize(state, request);
    const headers = countCall(state, `${request.method} ${found?.route.path ?? path}`);
    const rejection = fault && beforeCommit(fault);
    if (rejection) throw rejection;
    if (!found) throw notFound('endpoint');
    checkVersion(path, request);
    const body = request.method === 'GET' ? undefined : await readJson(request);
    const query = new URL(request.url).searchParams;
    const answer = found.route.run(state, { id: found.id, body, query, verdict: verdictOf(fault) });
    return { ...answer, headers: { ...headers, 'request-id': nextRequestId(state) } };
  } catch (error) {
    if (error instanceof RateLimited) return json(429, bodyOf(error), error.headers);
    if (error instanceof ApiError) return errorResponse(error);
    throw error;
  }
}

/** Counted, so that it uses up no UUID: tests expect the ids of payments in order. */
function nextRequestId(state: SimulatorState): string {
  state.requestCounter.last += 1;
  return `sim-${state.requestCounter.last}`;
}

const bodyOf = ({ code, message }: ApiError): object => ({ error_code: code, message });

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text === '') return {};
  if (!(request.headers.get('content-type') ?? '').startsWith('application/json')) {
    throw invalid('content-type', 'must be application/json');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, 'API_VALIDATION_ERROR', 'The body is no JSON');
  }
}

function verdictOf(fault: Fault | undefined): Verdict {
  if (fault?.kind === 'pending') return { pending: true };
  if (fault?.kind !== 'decline') return {};
  return { decline: fault.code ?? (fault.operation === 'refund' ? 'REFUND_FAILED' : 'INSUFFICIENT_BALANCE') };
}

/** A rejection instead of the operation. */
function beforeCommit({ kind, status = 400, code = 'INVALID_VALUE_ERROR' }: Fault): ApiError | undefined {
  if (kind === '500') return new ApiError(500, 'SERVER_ERROR', 'Something went wrong');
  if (kind === '503') return new ApiError(503, 'CHANNEL_UNAVAILABLE', 'The channel is down');
  if (kind === '429') return new ApiError(429, 'RATE_LIMIT_EXCEEDED', 'Too many calls to this endpoint');
  if (kind === 'not_found') return notFound('object');
  return kind === 'error' ? new ApiError(status, code, 'Refused by the simulator') : undefined;
}

/** The operation is done; a fault may still change its response. */
async function afterCommit(
  state: SimulatorState,
  { status, body, headers }: Answer,
  fault: Fault | undefined,
): Promise<Response> {
  const content = fault ? corrupt(body, fault.kind) : body;
  if (fault?.kind === '500_after_commit')
    return json(500, { error_code: 'SERVER_ERROR', message: 'Something went wrong' });
  return (await faultyResponse(fault, content, { ...state.options, status })) ?? json(status, content, headers);
}
