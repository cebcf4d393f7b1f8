import { assertArrives, faultyResponse } from '../../simulation/faulty-response.ts';
import { FAULT_KINDS, type Fault } from '../../simulation/simulator.ts';
import { basicAuthorization } from '../send.ts';
import { ApiError } from './api-error.ts';
import type { Answer } from './call.ts';
import { corrupt } from './corrupt-response.ts';
import { findRoute, type Route } from './routes.ts';
import { now, type SimulatorState } from './state.ts';
import { signed } from './views.ts';

/** One API call with the fault that is queued for it. */
export async function serveApi(state: SimulatorState, request: Request, path: string): Promise<Response> {
  const found = findRoute(request.method, path);
  const fault = faultFor(state, request, found?.route);
  assertArrives(fault);
  const isSnap = path.startsWith('/snap/');
  const answer = await answerOf(state, request, found, fault);
  if (answer instanceof ApiError) return errorResponse(state, answer, isSnap);
  return afterCommit(state, answer, fault, isSnap);
}

/** The fault that a header requests for this call, or else the next one of the queue. */
function faultFor(state: SimulatorState, request: Request, route: Route | undefined): Fault | undefined {
  if (route === undefined) return undefined;
  const { operation } = route;
  const wanted = request.headers.get('x-simulator-fault');
  const kind = FAULT_KINDS.find((known) => known === wanted);
  return kind ? { operation, kind } : state.faults.take(operation);
}

async function answerOf(
  state: SimulatorState,
  request: Request,
  found: ReturnType<typeof findRoute>,
  fault: Fault | undefined,
): Promise<Answer | ApiError> {
  try {
    if (request.headers.get('authorization') !== basicAuthorization(state.options.serverKey))
      throw new ApiError('401', 'Access denied, please check client or server key');
    if (request.headers.get('accept') !== 'application/json')
      throw new ApiError('403', 'The requested resource is not capable of generating content in this format.');
    const refusal = fault && beforeCommit(fault);
    if (refusal) throw refusal;
    if (found === undefined) throw new ApiError('404', 'The requested resource is not found');
    const text = await request.text();
    if (text.length > 16_000) throw new ApiError('413', 'The request is too large');
    const remembered = rememberedAnswer(state, request);
    if (remembered !== undefined) return remembered;
    const notificationUrl = request.headers.get('x-override-notification') ?? state.options.webhookUrl;
    const answer = found.route.run(state, { id: found.id, body: parse(text), notificationUrl, fault });
    remember(state, request, answer);
    return answer;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

function parse(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('413', 'The request body is malformed');
  }
}

/** Of success only, for so long. */
const REMEMBERED_MS = 5 * 60_000;

const keyOf = (request: Request): string | undefined => {
  const key = request.headers.get('idempotency-key') ?? '';
  // A longer one is ignored.
  return key === '' || key.length > 46 || request.method !== 'POST' ? undefined : key;
};

function rememberedAnswer(state: SimulatorState, request: Request): Answer | undefined {
  const key = keyOf(request);
  const stored = key === undefined ? undefined : state.answers.get(key);
  if (stored === undefined || stored.at <= now(state) - REMEMBERED_MS) return undefined;
  return { status: stored.status, body: { ...stored.body } };
}

function remember(state: SimulatorState, request: Request, { status, body }: Answer): void {
  const key = keyOf(request);
  if (key !== undefined) state.answers.set(key, { at: now(state), status, body });
}

/** An error instead of the operation. */
function beforeCommit({ kind, code = '400' }: Fault): ApiError | undefined {
  switch (kind) {
    case '500':
      return new ApiError('500', 'Sorry, we encountered internal server error. We will fix this soon.');
    case '503':
      return new ApiError('503', 'Bank/partner is experiencing connection issue.');
    case '429':
      return new ApiError('429', 'API rate limit exceeded');
    case 'not_found':
      return new ApiError('404', "Transaction doesn't exist.");
    case 'error':
      return new ApiError(code, 'Refused by the simulator');
    default:
      return undefined;
  }
}

/** HTTP has the code only where Midtrans is known to say so: for a wrong key and its own failures. */
const HTTP_TOO: ReadonlySet<string> = new Set(['401', '429', '500', '503']);

function errorResponse({ options }: SimulatorState, { code, message, details }: ApiError, isSnap: boolean): Response {
  if (isSnap) return json(Number(code), { error_messages: details.length > 0 ? details : [message] });
  const body = {
    status_code: code,
    status_message: message,
    ...(details.length > 0 ? { validation_messages: details } : {}),
    id: '00000000-0000-4000-8000-000000000000',
  };
  return json(options.httpStatus === 'body' || HTTP_TOO.has(code) ? Number(code) : 200, body);
}

/** The operation is done; a fault may still change its response. */
async function afterCommit(
  state: SimulatorState,
  { status, body }: Answer,
  fault: Fault | undefined,
  isSnap: boolean,
): Promise<Response> {
  const { options } = state;
  const changed = fault === undefined ? body : corrupt(body, fault.kind);
  const content = 'signature_key' in body ? signed(changed, options.serverKey) : isSnap ? body : changed;
  const code = Number(content['status_code']);
  const shown = options.httpStatus === 'body' && Number.isInteger(code) ? code : status;
  return (await faultyResponse(fault, content, { ...options, status: shown })) ?? json(shown, content);
}

const json = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8' } });
