import { isLoopback } from '../../loopback.ts';
import { ACCOUNTS, variablesOf, type Accounts } from './accounts.ts';
import type { ReportFault } from './report-fault.ts';

/** NICEPAY's hosts, on-premise and cloud. NICEPAY tells each merchant which of the two to use. */
const SANDBOX_HOSTS = ['dev.nicepay.co.id', 'dev-services.nicepay.co.id', 'staging.nicepay.co.id', 'qa.nicepay.co.id'];
/** The documented ones. NICEPAY has others (`api.`) and publishes no list of them. */
const PRODUCTION_HOSTS = ['www.nicepay.co.id', 'services.nicepay.co.id'];

/** To be safe, a NICEPAY host that is not a known sandbox counts as production. */
function kindOf(hostname: string): 'sandbox' | 'production' | 'not NICEPAY' {
  const host = hostname.replace(/\.$/, '');
  if (SANDBOX_HOSTS.includes(host)) return 'sandbox';
  return host === 'nicepay.co.id' || host.endsWith('.nicepay.co.id') ? 'production' : 'not NICEPAY';
}

/** Merchant ids that NICEPAY publishes for its sandbox. */
const SANDBOX_IMIDS = new Set([
  'IONPAYTEST',
  'TESTMPGS04',
  'TESTMPGS05',
  'CVSNORMAL0',
  'NORMALTEST',
  'TNICEVA023',
  'TNICEEW051',
  'TNICEQR081',
  'TNICECP041',
  'PAYLOANTES',
  'PAYLOANTE5',
  'SHOPEETEST',
  'FIXOPEN001',
]);

const VARIABLE = 'NICEPAY_BASE_URL';

/** Whatever stands before `/nicepay` is kept, so that a simulator may be served below a path. */
export function readBaseUrl(
  text: string | undefined,
  accounts: Accounts,
  reportFault: ReportFault,
): { readonly url: URL; readonly isProduction: boolean } | undefined {
  const fault = text === undefined ? REQUIRED : faultOf(text);
  if (text === undefined || fault !== undefined) {
    reportFault(VARIABLE, fault ?? REQUIRED);
    return undefined;
  }
  const url = new URL(text);
  const isProduction = kindOf(url.hostname) === 'production';
  for (const name of isProduction ? ACCOUNTS : []) {
    if (SANDBOX_IMIDS.has(accounts[name]?.iMid ?? '')) {
      reportFault(variablesOf(name).iMid, 'is a published sandbox id, but NICEPAY_BASE_URL is a production host');
    }
  }
  return { url, isProduction };
}

const REQUIRED = `is required, one of ${[...SANDBOX_HOSTS.slice(0, 2), ...PRODUCTION_HOSTS].map((host) => `https://${host}/nicepay`).join(', ')}`;

function faultOf(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const allowed = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (
    url === undefined ||
    !allowed ||
    url.username !== '' ||
    url.password !== '' ||
    url.search !== '' ||
    url.hash !== ''
  ) {
    return 'must be an https URL, or http on loopback, without credentials, query or fragment';
  }
  if (!url.pathname.endsWith('/nicepay')) return 'must end in /nicepay';
  if (url.hostname.replace(/\.$/, '') === 'nicepay.co.id') return 'must use the host www.nicepay.co.id';
  if (/(^|\.)(nicepay\.co\.kr|nicepayments\.com)$/.test(url.hostname)) {
    return 'belongs to the Korean NICE Payments, another company with another API';
  }
  return undefined;
}

/** To be safe, a host that is neither NICEPAY's sandbox nor this machine counts as production. */
export const environmentOf = ({ hostname }: URL): 'sandbox' | 'production' =>
  kindOf(hostname) === 'sandbox' || isLoopback(hostname) ? 'sandbox' : 'production';

/** NICEPAY's pages may be on another of its hosts than the API: any host of the same kind, sandbox or production. */
export function isOwnHost(url: URL, base: URL): boolean {
  if (url.origin === base.origin) return true;
  const kind = kindOf(base.hostname);
  return url.protocol === 'https:' && url.port === '' && kind !== 'not NICEPAY' && kindOf(url.hostname) === kind;
}

/** Whether the customer's browser may be sent to the URL: a host of NICEPAY's, and no credentials in it. */
export const isSafePage = (url: URL, base: URL): boolean =>
  isOwnHost(url, base) && url.username === '' && url.password === '';
