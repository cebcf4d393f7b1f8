import { Unanswered, type Fault, type FaultKind } from './simulator.ts';

/** @throws {Unanswered} where the fault is that the request does not reach the provider */
export function assertArrives(fault: Fault | undefined): void {
  if (fault?.kind === 'refuse') throw new Unanswered('refused');
  if (fault?.kind === 'timeout_before') throw new Unanswered('silent');
}

/**
 * The operation is done, and `body` with `status` would be its response: the response that a fault sends instead.
 * `undefined`: the normal one, after `wait` where it is slow.
 *
 * @throws {Unanswered} where no response arrives
 */
export async function faultyResponse(
  fault: Fault | undefined,
  body: object,
  { wait, status = 200 }: { readonly wait?: ((ms: number) => Promise<void>) | undefined; readonly status?: number },
): Promise<Response | undefined> {
  const respond = (text: string, type = 'application/json; charset=utf-8'): Response =>
    new Response(text, { status, headers: { 'content-type': type } });
  switch (fault?.kind satisfies FaultKind | undefined) {
    case 'timeout_after_commit':
      throw new Unanswered('silent');
    case 'reset_after_commit':
      throw new Unanswered('reset');
    case '500_after_commit':
      return new Response('Internal Server Error', { status: 500 });
    case 'garbage':
      return respond('\u0000\u0001}{ not json at all');
    case 'html':
      return respond(
        '<!doctype html><title>Maintenance</title><p>We will be back soon.</p>',
        'text/html; charset=utf-8',
      );
    case 'truncated':
      return respond(JSON.stringify(body).slice(0, Math.floor(JSON.stringify(body).length / 2)));
    case 'huge':
      return respond(JSON.stringify({ ...body, padding: 'x'.repeat(2 * 1024 * 1024) }));
    case 'redirect':
      return new Response(null, { status: 302, headers: { location: 'https://elsewhere.example/' } });
    case 'slow':
      await wait?.(fault?.delayMs ?? 5_000);
      return undefined;
    default:
      return undefined;
  }
}
