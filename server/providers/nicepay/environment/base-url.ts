import { isLoopback } from '../../loopback.ts';
import { ACCOUNTS, variablesOf, type Accounts } from './accounts.ts';
import type { Report } from './report-fault.ts';

/** Hosts of NICEPAY's, on-premise and cloud. Which of the two a merchant uses NICEPAY tells him. */
const SANDBOX_HOSTS = ['dev.nicepay.co.id', 'dev-services.nicepay.co.id', 'staging.nicepay.co.id', 'qa.nicepay.co.id'];
/** Those to recommend: NICEPAY has others (`api.`), and nobody publishes the list of them. */
const PRODUCTION_HOSTS = ['www.nicepay.co.id', 'services.nicepay.co.id'];

/** Errs on the safe side: a host of NICEPAY's that is not known to be for trials takes real money. */
function kindOf(hostname: string): 'sandbox' | 'production' | 'not NICEPAY' {
  const host = hostname.replace(/\.$/, '');
  if (SANDBOX_HOSTS.includes(host)) return 'sandbox';
  return host === 'nicepay.co.id' || host.endsWith('.nicepay.co.id') ? 'production' : 'not NICEPAY';
}

/** Merchant ids that NICEPAY publishes for trying out. */
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

/** Read exactly: what stands before `/nicepay` is kept, so that a simulator may live below a path. */
export function readBaseUrl(
  text: string | undefined,
  accounts: Accounts,
  report: Report,
): { readonly url: URL; readonly isProduction: boolean } | undefined {
  const fault = text === undefined ? NEEDED : faultOf(text);
  if (text === undefined || fault !== undefined) {
    report(VARIABLE, fault ?? NEEDED);
    return undefined;
  }
  const url = new URL(text);
  const isProduction = kindOf(url.hostname) === 'production';
  for (const name of isProduction ? ACCOUNTS : []) {
    if (SANDBOX_IMIDS.has(accounts[name]?.iMid ?? '')) {
      report(variablesOf(name).iMid, 'is a published trial id, and NICEPAY_BASE_URL is a production host');
    }
  }
  return { url, isProduction };
}

const NEEDED = `is needed: ${[...SANDBOX_HOSTS.slice(0, 2), ...PRODUCTION_HOSTS].map((host) => `https://${host}/nicepay`).join(', ')}`;

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
    return 'must be an https address, or http on loopback, without credentials, query or fragment';
  }
  if (!url.pathname.endsWith('/nicepay')) return 'must end in /nicepay';
  if (url.hostname.replace(/\.$/, '') === 'nicepay.co.id') return 'must name the host www.nicepay.co.id';
  if (/(^|\.)(nicepay\.co\.kr|nicepayments\.com)$/.test(url.hostname)) {
    return 'belongs to the Korean NICE Payments, which is another company with another interface';
  }
  return undefined;
}

/** NICEPAY's own pages may lie on another of its hosts than the one we talk to: any of the same kind. */
export function isOwnHost(url: URL, base: URL): boolean {
  if (url.origin === base.origin) return true;
  const kind = kindOf(base.hostname);
  return url.protocol === 'https:' && url.port === '' && kind !== 'not NICEPAY' && kindOf(url.hostname) === kind;
}

/** Whether the customer's browser may be sent there: nobody else's address, and nothing hidden in it. */
export const isSafePage = (url: URL, base: URL): boolean =>
  isOwnHost(url, base) && url.username === '' && url.password === '';
