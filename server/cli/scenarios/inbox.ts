import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathTo } from '../../../shared/api/routes.ts';
import type { ConfiguredProvider } from '../../config/chosen-providers.ts';
import type { Config } from '../../config/config.ts';
import { isLoopbackHost } from '../../config/loopback.ts';
import { listen, PortUnavailable, type Listener } from '../../http/listen.ts';
import { readBody } from '../../http/middleware/raw-body.ts';
import { rawNotification } from '../../http/provider/raw-notification.ts';
import type { Gateway, RawNotification } from '../../payments/ports/ports.ts';
import { Manual } from '../../providers/scenario.ts';

/** Where the provider's notifications about the scenarios' payments arrive. */
export interface Inbox {
  /** Goes with each order. */
  readonly url: string;
  /**
   * The next one about this payment, verified.
   *
   * @throws {Manual} they do not arrive here
   * @throws {Error} none came in time
   */
  next(gateway: Gateway, merchantReference: string): Promise<RawNotification>;
  close(): Promise<void>;
}

const PATIENCE_MS = 12_000;
const LOOK_EVERY_MS = 100;

/**
 * For a simulator on this machine, a port of its own; for a sandbox, the public address, where no server runs that takes
 * them.
 *
 * @param place where the provider's address for notifications is set, if not with each order
 */
export async function openInbox(
  config: Config,
  { provider, baseUrl }: ConfiguredProvider,
  place: string | undefined,
): Promise<Inbox> {
  const arrived: RawNotification[] = [];
  const { status, contentType, body } = provider.notification.accepted;
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const received = await readBody(request).catch(() => undefined);
    if (received !== undefined) arrived.push(rawNotification(request, received));
    response.writeHead(status, { 'Content-Type': contentType }).end(body);
  };
  const isLocal = isLoopbackHost(baseUrl.hostname);
  const listener = await opened(take, isLocal ? { port: 0, host: '127.0.0.1' } : config);
  const path = pathTo('receiveNotification', { provider: provider.id });
  const url =
    isLocal && listener !== undefined ? `http://127.0.0.1:${listener.port}/scenarios` : config.publicUrl + path;
  const elsewhere =
    place !== undefined
      ? `they go to the address that is set in ${place}`
      : listener === undefined
        ? `the server at port ${config.port} takes them`
        : undefined;
  return {
    url,
    async next(gateway, merchantReference) {
      if (elsewhere !== undefined)
        throw new Manual(`${elsewhere}: look for ${merchantReference} with "kasir notifications list"`);
      const giveUpAt = Date.now() + PATIENCE_MS;
      for (;;) {
        const index = arrived.findIndex((raw) => isAbout(gateway, raw, merchantReference));
        const [found] = index === -1 ? [] : arrived.splice(index, 1);
        if (found !== undefined) return found;
        if (Date.now() > giveUpAt) throw new Error(`no notification about ${merchantReference} came to ${url}`);
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    },
    close: async () => listener?.close(0),
  };
}

async function opened(
  take: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  { port, host }: Pick<Config, 'port' | 'host'>,
): Promise<Listener | undefined> {
  try {
    return await listen(take, { port, host });
  } catch (error) {
    if (error instanceof PortUnavailable) return undefined;
    throw error;
  }
}

function isAbout(gateway: Gateway, raw: RawNotification, merchantReference: string): boolean {
  const verified = gateway.verify(raw);
  if (verified === undefined) return false;
  return gateway.read(verified).reports.some((report) => report.merchantReference === merchantReference);
}
