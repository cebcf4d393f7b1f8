import { z } from 'zod';
import { hostFault, modeOfHost, readOrigin, type Mode } from './environment/hosts.ts';

export interface MidtransSettings {
  /** Authenticates every request and verifies every notification. */
  readonly serverKey: string;
  /** The account's own id, which answers repeat; absent: not compared. */
  readonly merchantId: string | undefined;
  /** Of the Core API, without `/v2` and without a slash at the end. Its path is kept. */
  readonly baseUrl: URL;
  /** Of Snap, ends in `/snap/v1`. */
  readonly snapBaseUrl: URL;
}

const PRODUCTION = 'https://api.midtrans.com';
const PRODUCTION_SNAP = 'https://app.midtrans.com/snap/v1';

const serverKey = z
  .string('is required: the server key from the dashboard, Settings → Access Keys')
  .refine((key) => /^[\x21-\x39\x3b-\x7e]{8,}$/.test(key), 'must be one server key, without blanks and colons')
  .refine((key) => !isClientKey(key), 'is a client key; the server key is the other one in Settings → Access Keys');

const clientKey = z
  .string()
  .refine((key) => /^[\x21-\x7e]+$/.test(key), 'must be one client key, without blanks')
  .refine(
    (key) => !/^(SB-)?Mid-server-/.test(key),
    'is a server key, which is secret; the client key is the other one in Settings → Access Keys',
  );

const merchantId = z.string().regex(/^[\w-]{1,64}$/, 'must be the merchant ID from the dashboard, such as G123456789');

const address = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform((text, context) => {
      const url = readOrigin(text);
      if (url !== undefined) return url;
      context.addIssue('must be an https address, or http on loopback, without credentials, query or fragment');
      return z.NEVER;
    });

export const VARIABLES = [
  'MIDTRANS_SERVER_KEY',
  'MIDTRANS_CLIENT_KEY',
  'MIDTRANS_MERCHANT_ID',
  'MIDTRANS_BASE_URL',
  'MIDTRANS_SNAP_BASE_URL',
] as const;

/** An empty variable counts as absent. */
export const midtransEnvironment = z.preprocess(
  (environment: Record<string, string | undefined>) =>
    Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== '')),
  z
    .object({
      MIDTRANS_SERVER_KEY: serverKey,
      MIDTRANS_CLIENT_KEY: clientKey.optional(),
      MIDTRANS_MERCHANT_ID: merchantId.optional(),
      MIDTRANS_BASE_URL: address(PRODUCTION),
      MIDTRANS_SNAP_BASE_URL: address(PRODUCTION_SNAP),
    })
    .superRefine((own, context) => {
      const fault = (variable: (typeof VARIABLES)[number], message: string | undefined): void => {
        if (message !== undefined) context.addIssue({ code: 'custom', path: [variable], message });
      };
      const mode = modeOfKey(own.MIDTRANS_SERVER_KEY);
      for (const variable of ['MIDTRANS_BASE_URL', 'MIDTRANS_SNAP_BASE_URL'] as const)
        fault(variable, hostFault(variable, own[variable]) ?? modeFault('MIDTRANS_SERVER_KEY', mode, own[variable]));
      const [core, snap] = [modeOfHost(own.MIDTRANS_BASE_URL), modeOfHost(own.MIDTRANS_SNAP_BASE_URL)];
      if (mode === undefined && core !== undefined && snap !== undefined && core !== snap)
        fault('MIDTRANS_SNAP_BASE_URL', `is the ${snap} host, but MIDTRANS_BASE_URL is the ${core} host`);
      const clientMode = modeOfKey(own.MIDTRANS_CLIENT_KEY ?? '');
      if (mode !== undefined && clientMode !== undefined && mode !== clientMode)
        fault('MIDTRANS_CLIENT_KEY', `is a ${clientMode} key, but MIDTRANS_SERVER_KEY is a ${mode} key`);
    })
    .transform((own): MidtransSettings => ({
      serverKey: own.MIDTRANS_SERVER_KEY,
      merchantId: own.MIDTRANS_MERCHANT_ID,
      baseUrl: own.MIDTRANS_BASE_URL,
      snapBaseUrl: own.MIDTRANS_SNAP_BASE_URL,
    })),
);

const isClientKey = (key: string): boolean => /^(SB-)?Mid-client-/.test(key);

/** `undefined` for a key in another form than the documented ones. */
function modeOfKey(key: string): Mode | undefined {
  if (key.startsWith('SB-Mid-')) return 'sandbox';
  return key.startsWith('Mid-') ? 'production' : undefined;
}

function modeFault(variable: string, mode: Mode | undefined, url: URL): string | undefined {
  const host = modeOfHost(url);
  return mode === undefined || host === undefined || mode === host
    ? undefined
    : `is the ${host} host, but ${variable} is a ${mode} key`;
}
