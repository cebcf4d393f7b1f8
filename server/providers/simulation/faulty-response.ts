import { Unanswered, type Fault, type FaultKind } from './simulator.ts';

/** Throws {@link Unanswered} where the fault is that nothing arrives at the provider. */
export function assertArrives(fault: Fault | undefined): void {
  if (fault?.kind === 'refuse') throw new Unanswered('refused');
  if (fault?.kind === 'timeout_before') throw new Unanswered('silent');
}

/**
 * The work is done, and `body` would be the news of it, under `status`: what arrives instead. `undefined`: the news as it is, after
 * `wait` where it is slow. Throws {@link Unanswered} where nothing arrives.
 */
export async function faultyResponse(
  fault: Fault | undefined,
  body: object,
  { wait, status = 200 }: { readonly wait?: ((ms: number) => Promise<void>) | undefined; readonly status?: number },
): Promise<Response | undefined> {
  const words = (text: string, type = 'application/json; charset=utf-8'): Response =>
    new Response(text, { status, headers: { 'content-type': type } });
  switch (fault?.kind satisfies FaultKind | undefined) {
    case 'timeout_after_commit':
      throw new Unanswered('silent');
    case 'reset_after_commit':
      throw new Unanswered('reset');
    case '500_after_commit':
      return new Response('Internal Server Error', { status: 500 });
    case 'garbage':
      return words('\u0000\u0001}{ not json at all');
    case 'html':
      return words('<!doctype html><title>Maintenance</title><p>We will be back soon.</p>', 'text/html; charset=utf-8');
    case 'truncated':
      return words(JSON.stringify(body).slice(0, Math.floor(JSON.stringify(body).length / 2)));
    case 'huge':
      return words(JSON.stringify({ ...body, padding: 'x'.repeat(2 * 1024 * 1024) }));
    case 'redirect':
      return new Response(null, { status: 302, headers: { location: 'https://somewhere-else.example/' } });
    case 'slow':
      await wait?.(fault?.delayMs ?? 5_000);
      return undefined;
    default:
      return undefined;
  }
}
