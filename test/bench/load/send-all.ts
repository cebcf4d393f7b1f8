import { closedLoop } from './closed-loop.ts';

const CALLERS = 64;
const MOST_SECONDS = 600;

/**
 * Sends every request, and returns the body of every answer, in any order.
 *
 * @throws {Error} where one has another status
 */
export async function sendAll(port: number, requests: readonly string[], expected: number): Promise<string[]> {
  const bodies: string[] = [];
  const unexpected: string[] = [];
  let at = 0;
  await closedLoop({
    port,
    callers: Math.min(CALLERS, requests.length),
    seconds: MOST_SECONDS,
    expected,
    next: () => {
      at += 1;
      return unexpected.length > 0 ? undefined : requests[at - 1];
    },
    onAnswer: ({ status, body }) => {
      if (status === expected) bodies.push(body);
      else unexpected.push(`${status} ${body}`);
    },
  });
  if (unexpected[0] !== undefined)
    throw new Error(`unexpected answer ${unexpected[0]} to ${requests[0]?.split('\r\n', 1)[0]}`);
  return bodies;
}
