import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { portHolder } from './port-holder.ts';

/** The type of Koa's `app.callback()`. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

export interface Listener {
  /** The actual port; it differs from the requested one if that is 0. */
  readonly port: number;
  /**
   * Stops accepting connections, lets running requests finish, and resolves after the last response. Requests that are
   * not finished after `graceMs` are aborted.
   */
  close(graceMs: number): Promise<void>;
}

export interface ListenOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  /** The variable that configures the port, for the error message. */
  readonly setBy?: string;
  /** The same for the host. */
  readonly hostSetBy?: string;
}

/** The port cannot be used. The message tells the operator why, and what to do. */
export class PortUnavailable extends Error {
  override readonly name = 'PortUnavailable';
}

const HEADERS_TIMEOUT_MS = 10_000;
/** For receiving a request. Responses, and so event streams, are not limited. */
const REQUEST_TIMEOUT_MS = 15_000;
/** Longer than the usual proxy keeps a connection, so that it is the proxy who ends it. */
const KEEP_ALIVE_MS = 65_000;
const CHECK_INTERVAL_MS = 2_000;
const SWEEP_MS = 50;

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is already in use: stop the process that uses it',
  EACCES: 'requires privileges that this user does not have: grant them',
};

/**
 * Serves HTTP. Slow requests are ended by timeouts.
 *
 * @throws {PortUnavailable}
 */
export async function listen(
  handler: Handler,
  { port, host, setBy = 'PORT', hostSetBy = 'HOST' }: ListenOptions,
): Promise<Listener> {
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: CHECK_INTERVAL_MS,
    },
    (request, response) => void handler(request, response),
  );
  // No limit in Node, which would silently drop headers: `headerLimit` rejects too many. Their size is limited to 16 KiB.
  server.maxHeadersCount = 0;
  await new Promise<void>((resolve, reject) => {
    const fail = (cause: Error): void => {
      const code = 'code' in cause ? String(cause.code) : '';
      const holder = code === 'EADDRINUSE' ? portHolder(port) : undefined;
      const reason =
        code === 'EADDRNOTAVAIL'
          ? `is not an address of this machine: check ${hostSetBy}`
          : (REASONS[code] ?? cause.message);
      const why = holder === undefined ? reason : `is already in use by ${holder}: stop it`;
      reject(new PortUnavailable(`port ${port} on ${host} ${why}, or choose another port with ${setBy}`, { cause }));
    };
    server.once('error', fail).listen(port, host, () => {
      server.off('error', fail);
      resolve();
    });
  });
  return { port: portOf(server, port), close: (graceMs) => close(server, graceMs) };
}

function portOf(server: Server, requested: number): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : requested;
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    // Otherwise a keep-alive connection stays open after its last response.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    server.close(() => {
      clearTimeout(cutOff);
      clearInterval(sweep);
      resolve();
    });
  });
}
