import { isLoopbackHost } from '../../config/loopback.ts';

/** The port of a server that is reached at this address without a proxy: plain http on this machine, with a port. */
export function portOf(publicUrl: string): string | undefined {
  if (!URL.canParse(publicUrl)) return undefined;
  const { protocol, hostname, port } = new URL(publicUrl);
  return protocol === 'http:' && isLoopbackHost(hostname) && port !== '' ? port : undefined;
}
