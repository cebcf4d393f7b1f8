import { connect } from 'node:tls';

export interface Certificate {
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** `TLSv1.3` */
  readonly protocol: string;
}

const TIMEOUT_MS = 6_000;

/** The certificate that is valid there; `undefined` where there is none: then requests say why. */
export function certificateOf({ hostname, port }: URL, signal: AbortSignal): Promise<Certificate | undefined> {
  return new Promise((resolve) => {
    const host = hostname.replace(/^\[|\]$/g, '');
    const socket = connect({ host, port: Number(port || 443), servername: host });
    const finish = (found?: Certificate): void => {
      resolve(found);
      socket.destroy();
    };
    socket.setTimeout(TIMEOUT_MS, () => finish());
    socket.on('error', () => finish());
    signal.addEventListener('abort', () => finish(), { once: true });
    socket.once('secureConnect', () => {
      const expiresAt = Date.parse(socket.getPeerCertificate().valid_to);
      finish(Number.isNaN(expiresAt) ? undefined : { expiresAt, protocol: socket.getProtocol() ?? 'TLS' });
    });
  });
}
