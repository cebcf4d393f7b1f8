import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give out themselves. */
const PORTS = { from: 15_000, to: 31_000 } as const;

/**
 * A port of 127.0.0.1 that nobody listens on, and that the system gives to nobody while the server behind it is down: the
 * same one can be used again after a restart.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(PORTS.from, PORTS.to);
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch {
    return freePort();
  }
  server.close();
  await once(server, 'close');
  return port;
}
