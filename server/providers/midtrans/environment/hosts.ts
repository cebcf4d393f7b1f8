import { isLoopback } from '../../loopback.ts';

export type Mode = 'sandbox' | 'production';

/** By the API that they serve. `veritrans.co.id` is the older name of the same hosts. */
const HOSTS = {
  MIDTRANS_BASE_URL: {
    'api.sandbox.midtrans.com': 'sandbox',
    'api.midtrans.com': 'production',
    'api.sandbox.veritrans.co.id': 'sandbox',
    'api.veritrans.co.id': 'production',
  },
  MIDTRANS_SNAP_BASE_URL: {
    'app.sandbox.midtrans.com': 'sandbox',
    'app.midtrans.com': 'production',
    'app.sandbox.veritrans.co.id': 'sandbox',
    'app.veritrans.co.id': 'production',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Mode>>>>;

type Variable = keyof typeof HOSTS;

const MODES: ReadonlyMap<string, Mode> = new Map(Object.values(HOSTS).flatMap((hosts) => Object.entries(hosts)));

/** `undefined` for a host that is not Midtrans' own: a simulator or a proxy. */
export const modeOfHost = ({ hostname }: URL): Mode | undefined => MODES.get(hostname.replace(/\.$/, ''));

/** The address without a slash at the end; `undefined` where it cannot be the base of an API. */
export function readOrigin(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isAllowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!isAllowed || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return undefined;
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

/** Core API and Snap answer 404 to each other's paths. */
export function hostFault(variable: Variable, url: URL): string | undefined {
  const hostname = url.hostname.replace(/\.$/, '');
  const isOther = MODES.has(hostname) && !Object.hasOwn(HOSTS[variable], hostname);
  if (variable === 'MIDTRANS_BASE_URL') {
    if (isOther)
      return 'is a host of Snap; the Core API is on https://api.midtrans.com or https://api.sandbox.midtrans.com';
    return /\/v\d+$/.test(url.pathname) ? 'must be the origin alone, without /v2' : undefined;
  }
  if (isOther)
    return 'is a host of the Core API; Snap is on https://app.midtrans.com/snap/v1 or https://app.sandbox.midtrans.com/snap/v1';
  return url.pathname.endsWith('/snap/v1') ? undefined : 'must end in /snap/v1';
}
