import { NotDelivered, OutcomeUnknown, type ProviderRejection } from '../../payments/ports/ports.ts';
import type { ProviderAnswer } from '../http.ts';
import type { ProviderIo } from '../provider.ts';
import type { ApiCall } from './build.ts';
import type { NicepaySettings } from './environment.ts';
import { readResultCode, SUCCESS } from './errors.ts';
import { parseObject, readFields, type ReceivedFields } from './read.ts';

export interface Sender {
  /**
   * Sends a call that is answered in JSON, and returns the fields of a successful response.
   *
   * @throws {NotDelivered} NICEPAY was not reached or did nothing: the call may be repeated
   * @throws {Rejected} NICEPAY rejected the call
   * @throws {OutcomeUnknown} there is no response, or none that tells what was done
   */
  send(call: ApiCall, signal: AbortSignal): Promise<ReceivedFields>;
  /**
   * Sends a call that may be answered in any format, and returns the raw response.
   *
   * @throws {NotDelivered} as above, and for HTTP 429
   * @throws {OutcomeUnknown} as above, and for HTTP 5xx
   */
  sendRaw(call: ApiCall, signal: AbortSignal): Promise<ProviderAnswer>;
}

/** The only place in this folder that calls NICEPAY. */
export function createSender({ baseUrl }: NicepaySettings, { fetch }: ProviderIo): Sender {
  async function sendRaw(call: ApiCall, signal: AbortSignal): Promise<ProviderAnswer> {
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
    if (answer.status === 429) throw new NotDelivered(`rate limited: ${code}`, { rejection: { code, mend: false } });
    if (answer.status >= 500)
      throw new OutcomeUnknown(`no usable response: ${code}`, { rejection: { code, mend: false } });
    return answer;
  }

  /** Business errors carry a result code. Which HTTP status they have is not documented, so it is not looked at. */
  async function send(call: ApiCall, signal: AbortSignal): Promise<ReceivedFields> {
    const answer = await sendRaw(call, signal);
    const object = parseObject(answer.text);
    const fields = object === undefined ? undefined : readFields(object);
    const code = fields?.text('resultCd');
    if (fields === undefined || code === undefined) {
      throw new OutcomeUnknown(`the response to the ${call.call} call is not readable`, {
        rejection: notFromNicepay(answer),
      });
    }
    if (code === SUCCESS) {
      if (answer.status < 300) return fields;
      throw new OutcomeUnknown(`resultCd ${SUCCESS} contradicts HTTP ${answer.status}`);
    }
    throw readResultCode(code, call, fields.text('resultMsg')).error;
  }

  return { send, sendRaw };
}

/** NICEPAY always answers with a result code; another host, a proxy or a firewall does not. */
const notFromNicepay = ({ status }: ProviderAnswer): ProviderRejection => ({
  code: `HTTP ${status}`,
  message: 'the response has no result code, so it is not from NICEPAY',
  mend: true,
  fix: 'check NICEPAY_BASE_URL, and whether a proxy or firewall answers instead of NICEPAY',
});
