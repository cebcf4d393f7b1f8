import { answerProbes } from '../../http/answer-probes.ts';
import { listen, PortUnavailable, type Listener } from '../../http/listen.ts';
import type { Config } from '../../config/config.ts';
import { systemClock } from '../../platform/clock.ts';

/**
 * Where no server runs: listens in its place for as long as the doctor runs, and answers probes alone. `undefined` where
 * the port is taken, or not known.
 */
export async function ownListener({
  port,
  host,
  trustedProxies,
  apiKeys,
}: Pick<Config, 'port' | 'host' | 'trustedProxies' | 'apiKeys'>): Promise<Listener | undefined> {
  if (port === 0) return undefined;
  const keys = apiKeys.map((key) => key.reveal());
  const handler = answerProbes({ keys: () => keys, trustedProxies, clock: systemClock }, (_, response) => {
    response.writeHead(503, { 'Content-Type': 'text/plain', 'Retry-After': '30' }).end('kasir doctor is running\n');
  });
  try {
    return await listen(handler, { port, host });
  } catch (error) {
    if (error instanceof PortUnavailable) return undefined;
    throw error;
  }
}
