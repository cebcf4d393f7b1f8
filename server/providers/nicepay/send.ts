import { NotDelivered, OutcomeUnknown, type ProviderRejection } from '../../payments/ports/ports.ts';
import type { ProviderAnswer } from '../http.ts';
import type { ProviderIo } from '../provider.ts';
import type { ApiCall } from './build.ts';
import type { NicepaySettings } from './environment.ts';
import { readRejection, SUCCESS } from './errors.ts';
import { parseObject, toSaid, type Said } from './read.ts';

export interface Sender {
  /** A call that answers in JSON, and said yes. Throws NotDelivered, Rejected or OutcomeUnknown. */
  ask(call: ApiCall, signal: AbortSignal): Promise<Said>;
  /** A call whose answer may be anything; 5xx and "too many" are thrown as above. */
  post(call: ApiCall, signal: AbortSignal): Promise<ProviderAnswer>;
}

/** The only place of this folder that talks to NICEPAY. */
export function sender({ baseUrl }: NicepaySettings, { fetch }: ProviderIo): Sender {
  async function post(call: ApiCall, signal: AbortSignal): Promise<ProviderAnswer> {
    const isJson = call.encoding === 'json';
    const answer = await fetch({
      method: 'POST',
      url: baseUrl.href + call.path,
      headers: {
        accept: isJson ? 'application/json' : '*/*',
        'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
      },
      body: isJson ? JSON.stringify(call.fields) : new URLSearchParams(call.fields).toString(),
      signal,
    });
    const code = `HTTP ${answer.status}`;
    if (answer.status === 429) throw new NotDelivered(`refused for now: ${code}`, { rejection: { code, mend: false } });
    if (answer.status >= 500)
      throw new OutcomeUnknown(`no trustworthy answer: ${code}`, { rejection: { code, mend: false } });
    return answer;
  }

  /** Business errors come with a result code; which HTTP status they have is not documented, so it decides nothing. */
  async function ask(call: ApiCall, signal: AbortSignal): Promise<Said> {
    const answer = await post(call, signal);
    const object = parseObject(answer.text);
    const said = object === undefined ? undefined : toSaid(object);
    const code = said?.text('resultCd');
    if (said === undefined || code === undefined) {
      throw new OutcomeUnknown(`the answer to a ${call.call} is not legible`, { rejection: illegible(answer) });
    }
    if (code === SUCCESS) {
      if (answer.status < 300) return said;
      throw new OutcomeUnknown(`success and HTTP ${answer.status} contradict each other`);
    }
    throw readRejection(code, call, said.text('resultMsg')).error;
  }

  return { ask, post };
}

/** Nothing of NICEPAY's answers so: another host, a proxy or a firewall does. */
const illegible = ({ status }: ProviderAnswer): ProviderRejection => ({
  code: `HTTP ${status}`,
  message: 'the answer is no answer of NICEPAY',
  mend: true,
  fix: 'check NICEPAY_BASE_URL, and whether anything between here and NICEPAY answers in its place',
});
