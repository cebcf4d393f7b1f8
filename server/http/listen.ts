import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { portHolder } from './port-holder.ts';

/** What `app.callback()` of Koa is. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

export interface Listener {
  /** The port that was really taken; it matters where 0 was asked for. */
  readonly port: number;
  /**
   * Takes no new connections, lets requests that run finish, and resolves when the last is answered. Those that are not
   * after `graceMs` are cut off.
   */
  close(graceMs: number): Promise<void>;
}

export interface ListenOptions {
  /** 0: any that is free. */
  readonly port: number;
  readonly host: string;
  /** The variable that the port comes from, for the words about one that cannot be had. */
  readonly setBy?: string;
}

/** The port cannot be had. The message is for whoever starts the server: why, and what to do. */
export class PortUnavailable extends Error {
  override readonly name = 'PortUnavailable';
}

const HEADERS_TIMEOUT_MS = 10_000;
/** For a request to come in whole. Answers, and so event streams, may take as long as they like. */
const REQUEST_TIMEOUT_MS = 15_000;
/** Longer than the usual proxy keeps a connection, so that it is the proxy who ends it. */
const KEEP_ALIVE_MS = 65_000;
const CHECK_INTERVAL_MS = 2_000;
const SWEEP_MS = 50;

const WHY_NOT: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is already in use: stop the process that uses it',
  EACCES: 'requires privileges that this user does not have: grant them',
  EADDRNOTAVAIL: 'is not an address of this machine: check HOST',
};

/** Serves over HTTP. Slow or endless requests are ended by time. Throws {@link PortUnavailable}. */
export async function listen(handler: Handler, { port, host, setBy = 'PORT' }: ListenOptions): Promise<Listener> {
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: CHECK_INTERVAL_MS,
    },
    (request, response) => void handler(request, response),
  );
  // Node drops what is over its limit; ours is refused, so all are to be seen. Their bytes are bounded: 16 KiB.
  server.maxHeadersCount = 0;
  await new Promise<void>((resolve, reject) => {
    const refuse = (cause: Error): void => {
      const code = 'code' in cause ? String(cause.code) : '';
      const holder = code === 'EADDRINUSE' ? portHolder(port) : undefined;
      const why = holder === undefined ? (WHY_NOT[code] ?? cause.message) : `is already in use by ${holder}: stop it`;
      reject(new PortUnavailable(`port ${port} on ${host} ${why}, or choose another port with ${setBy}`, { cause }));
    };
    server.once('error', refuse).listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
  return { port: portOf(server, port), close: (graceMs) => close(server, graceMs) };
}

function portOf(server: Server, asked: number): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : asked;
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMs);
    // A connection whose last request has just been answered would else be kept open for the next.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    server.close(() => {
      clearTimeout(cutOff);
      clearInterval(sweep);
      resolve();
    });
  });
}
