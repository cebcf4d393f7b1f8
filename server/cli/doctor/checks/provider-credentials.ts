import type { CredentialCheck } from '../../../providers/diagnostics.ts';
import { scrubMessage } from '../../../providers/scrub-message.ts';
import { systemClock } from '../../../platform/clock.ts';
import { createIdGenerator } from '../../../platform/ids.ts';
import { silentLog } from '../../../platform/silent-log.ts';
import { providerHttp, type ProviderFetch } from '../../../providers/http.ts';
import type { ProviderCheck } from '../check.ts';
import { clockOf, timeOfHeader, type ClockReadings } from '../clock-readings.ts';
import { combine, fail, pass, skip, warn, type Finding } from '../finding.ts';
import { baseUrlVariable } from './provider-reachable.ts';

/** Each of them ends well before the check is given up. */
const CALL_TIMEOUT_MS = 8_000;

/** A signed test call with each of the credentials, about a payment that cannot exist. */
export const checkCredentials: ProviderCheck =
  ({ provider, baseUrl, diagnostics }, { clocks }) =>
  async (signal) => {
    const known = await diagnostics?.();
    if (known === undefined) return skip(`there is no harmless test call for ${provider.id}`);
    const http = providerHttp({ timeoutMs: CALL_TIMEOUT_MS });
    const fetch = timed(http.fetch, clockOf(provider.id, baseUrl), clocks);
    const io = { fetch, clock: systemClock, idGenerator: createIdGenerator(systemClock), log: silentLog };
    const checks = await known.checkCredentials(io, signal);
    const setting = `check ${baseUrlVariable(provider)}, and whether a proxy or firewall answers in its place`;
    return combine(checks.map((check) => toFinding(check, known.environment, setting)));
  };

function toFinding(
  { variables, result, message, fix }: CredentialCheck,
  environment: string,
  setting: string,
): Finding {
  const said = scrubMessage(message);
  switch (result) {
    case 'accepted':
      return pass(`${variables}: accepted in ${environment} (${said})`);
    case 'rejected':
      return fail(`${variables}: rejected (${said})`, naming(variables, fix ?? `check ${variables}`));
    case 'unclear':
      return warn(`${variables}: the answer to a test call is not clear (${said})`, naming(variables, fix ?? setting));
    case 'unanswered':
      return fail(`${variables}: a test call was not answered (${said})`, setting);
  }
}

/** The providers' own advice does not always name the variables. */
const naming = (variables: string, fix: string): string =>
  /\b[A-Z]+_[A-Z_]+\b/.test(fix) ? fix : `${fix} (${variables})`;

const timed =
  (fetch: ProviderFetch, source: string, clocks: ClockReadings): ProviderFetch =>
  async (call) => {
    const askedAt = Date.now();
    const answer = await fetch(call);
    clocks.note(source, timeOfHeader(answer.headers['date']), askedAt, Date.now());
    return answer;
  };
