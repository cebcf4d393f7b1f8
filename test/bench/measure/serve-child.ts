import { createServer, type RequestListener } from 'node:http';

/** Listens on any port and prints it for `startChild`. */
export function serveChild(listener: RequestListener): void {
  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, listener);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address !== null) console.log(JSON.stringify({ port: address.port }));
  });
}
