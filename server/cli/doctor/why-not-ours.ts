import type { HttpResult } from './http-client.ts';

/** Why a request to the public address was not answered by our server, as far as the answer shows. */
export function whyNotOurs(result: HttpResult): string {
  if (!result.answered) return `the host ${result.why}`;
  const { status, headers } = result;
  if (headers['cf-mitigated'] !== undefined) return `Cloudflare answers with a challenge (HTTP ${status})`;
  if (status >= 300 && status < 400) return `it is redirected (HTTP ${status}) to ${originOf(headers['location'])}`;
  if (headers['cf-ray'] !== undefined && status >= 400) return `Cloudflare answers HTTP ${status}`;
  if (headers['content-type']?.startsWith('application/problem+json') === true)
    return `a Kasir server that does not have the keys of KASIR_API_KEYS, or is of an earlier version, answers HTTP ${status}`;
  if (status === 502 || status === 503 || status === 504)
    return `a proxy answers HTTP ${status}: it does not reach this server`;
  return `something else answers HTTP ${status}`;
}

const originOf = (location: string | undefined): string =>
  location !== undefined && URL.canParse(location) ? new URL(location).origin : 'another path';
