import { assertArrives, faultyResponse } from '../../simulation/faulty-response.ts';
import { FAULT_KINDS, type Fault, type FaultKind } from '../../simulation/simulator.ts';
import { checkMessage } from './check.ts';
import { isRejectionCode, Refused } from './api-error.ts';
import { findRoute, type Route } from './routes.ts';
import { corrupt } from './corrupt-response.ts';
import { sealed, type Message } from './wire.ts';
import type { SimulatorState } from './state.ts';

/** One API call with the fault that is queued for it. */
export async function serveApi(state: SimulatorState, request: Request, path: string): Promise<Response> {
  const text = await request.text();
  const body = parse(text);
  const route = findRoute(path, body);
  const fault = route && faultFor(state, request, route);
  assertArrives(fault);
  const blocked = fault && beforeCommit(fault.kind);
  if (blocked) return blocked;
  if (!route) return new Response('Not Found', { status: 404 });
  if (request.method !== 'POST') return new Response('Method Not Allowed', { status: 405 });
  return afterCommit(state, answerTo(state, request, route, body, fault), fault);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The fault that a header requests for this call, or else the next one of the queue. */
function faultFor(state: SimulatorState, request: Request, { operation }: Route): Fault | undefined {
  const wanted = request.headers.get('x-simulator-fault');
  const kind = FAULT_KINDS.find((known) => known === wanted);
  return kind ? { operation, kind } : state.faults.take(operation);
}

/** Faults of what is in front of the API. */
function beforeCommit(kind: FaultKind): Response | undefined {
  if (kind === '500') return new Response('Internal Server Error', { status: 500 });
  if (kind === '503') return new Response('Service Unavailable', { status: 503 });
  if (kind === '429') return new Response('Too Many Requests', { status: 429 });
  return undefined;
}

/** The API always answers with 200; `platRespCode` tells whether it accepted the request. */
function answerTo(
  state: SimulatorState,
  request: Request,
  route: Route,
  body: unknown,
  fault: Fault | undefined,
): Message {
  try {
    if (!(request.headers.get('content-type') ?? '').toLowerCase().startsWith('application/json'))
      throw new Refused('Content-Type must be application/json');
    const message = checkMessage(state, body);
    if (fault?.kind === 'error')
      throw new Refused('Refused by the simulator', isRejectionCode(fault.code) ? fault.code : 'FAIL');
    if (fault?.kind === 'not_found') throw new Refused('order does not exist', 'NOTEXIST');
    return { platRespCode: 'SUCCESS', platRespMessage: 'success', ...route.run(state, { message, fault }) };
  } catch (error) {
    if (error instanceof Refused) return { platRespCode: error.code, platRespMessage: error.message };
    throw error;
  }
}

/** The operation is done; a fault may still change its response. */
async function afterCommit(state: SimulatorState, message: Message, fault: Fault | undefined): Promise<Response> {
  const signed = sealed(fault ? corrupt(message, fault.kind) : message, state.options.platformPrivateKey);
  if (fault?.kind === 'unsigned') return json(message);
  if (fault?.kind === 'wrong_signature') {
    const another = sealed({ another: 'message' }, state.options.platformPrivateKey);
    return json({ ...signed, platSign: another['platSign'] ?? '' });
  }
  return (await faultyResponse(fault, signed, state.options)) ?? json(signed);
}

const json = (message: Message): Response =>
  new Response(JSON.stringify(message), { headers: { 'content-type': 'application/json; charset=utf-8' } });
