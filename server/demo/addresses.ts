import { loopbackOrigin } from './demo-settings.ts';

/** Who is reached where, once the ports are known. No address ends in a slash. */
export interface Addresses {
  /** The BFF as browsers reach it. */
  readonly bffUrl: string;
  /** The shop's origin as browsers reach it. */
  readonly shopOrigin: string;
  /** Every origin under which a browser on this machine may have opened the shop. */
  readonly shopOrigins: ReadonlySet<string>;
  /** As this process reaches the BFF and the shop. */
  readonly bffFromHere: string;
  readonly shopFromHere: string;
}

/** `publicUrl`: where a tunnel or proxy makes the BFF known, if one does. */
export function demoAddresses(
  { host, port, shopPort }: { readonly host: string; readonly port: number; readonly shopPort: number | undefined },
  publicUrl: string | undefined,
): Addresses {
  const bffUrl = publicUrl === undefined ? `http://localhost:${port}` : publicUrl.replace(/\/+$/, '');
  const shopOrigin = shopPort === undefined ? originOf(bffUrl) : `http://localhost:${shopPort}`;
  const localPort = shopPort ?? port;
  return {
    bffUrl,
    shopOrigin,
    shopOrigins: new Set([shopOrigin, `http://localhost:${localPort}`, `http://127.0.0.1:${localPort}`]),
    bffFromHere: loopbackOrigin(host, port),
    shopFromHere: loopbackOrigin(host, localPort),
  };
}

/** What is no address is left as it is: the server's own configuration says what is wrong with it. */
const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);
