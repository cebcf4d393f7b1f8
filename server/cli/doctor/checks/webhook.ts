import { randomBytes } from 'node:crypto';
import { isLoopbackHost } from '../../../config/loopback.ts';
import { eventHeaders } from '../../../jobs/event-headers.ts';
import type { Examination, GeneralCheck } from '../check.ts';
import { combine, fail, pass, warn, type Finding } from '../finding.ts';
import type { HttpResult } from '../http-client.ts';

/**
 * Sends the shop a signed `ping`, which no shop has to know: it has to be answered with 2xx like every event. Then one with
 * a wrong signature, which has to be refused.
 */
export const checkWebhook: GeneralCheck = (examination) => async (signal) => {
  const { webhook, publicUrl } = examination.config;
  if (webhook === undefined)
    return warn(
      'no address for events: the shop learns of payments only by asking for GET /v1/events',
      'set KASIR_WEBHOOK_URL and KASIR_WEBHOOK_SECRET',
    );
  const { host, hostname, protocol } = new URL(webhook.url);
  const [signed, forged] = await Promise.all([
    ping(
      examination,
      webhook.url,
      webhook.secrets.map((secret) => secret.reveal()),
      signal,
    ),
    ping(examination, webhook.url, [`whsec_${randomBytes(32).toString('base64')}`], signal),
  ]);
  const isExposed = protocol === 'http:' && !isLoopbackHost(new URL(publicUrl).hostname) && !isLoopbackHost(hostname);
  return combine([
    readSigned(signed, host),
    ...(isAccepted(signed) ? [readForged(forged)] : []),
    ...(isExposed ? [warn('events are sent without TLS', 'set KASIR_WEBHOOK_URL to an https address')] : []),
  ]);
};

async function ping(
  { http }: Examination,
  url: string,
  secrets: readonly string[],
  signal: AbortSignal,
): Promise<HttpResult> {
  const at = new Date();
  // The id of no event: those begin with `evt_`.
  const id = `ping_${randomBytes(12).toString('hex')}`;
  const body = JSON.stringify({ type: 'ping', timestamp: at.toISOString(), data: { sequence: 0 } });
  const { host, hostname } = new URL(url);
  return http.send({
    url,
    method: 'POST',
    headers: eventHeaders(id, body, at, secrets),
    body,
    signal,
    clockOf: isLoopbackHost(hostname) ? undefined : `the shop (${host})`,
  });
}

const isAccepted = (result: HttpResult): boolean => result.answered && result.status >= 200 && result.status < 300;

function readSigned(result: HttpResult, host: string): Finding {
  if (!result.answered)
    return fail(
      `${host} ${result.why}`,
      'check KASIR_WEBHOOK_URL, and that the shop is running and lets this machine connect',
    );
  const { status } = result;
  const message = `the shop at ${host} answers a signed ping with HTTP ${status}`;
  if (isAccepted(result)) return pass(message);
  if (status === 401 || status === 403)
    return fail(
      message,
      'give the shop the secret of KASIR_WEBHOOK_SECRET, let it verify the body as it was received, and answer 2xx to a genuine type that it does not know',
    );
  if (status >= 300 && status < 400)
    return fail(`${message}, and redirects are not followed`, 'set KASIR_WEBHOOK_URL to the final address');
  if (status === 404 || status === 405)
    return fail(message, 'set KASIR_WEBHOOK_URL to the address at which the shop receives events by POST');
  return fail(
    message,
    'let the shop at KASIR_WEBHOOK_URL answer 2xx to every event with a valid signature, also of a type that it does not know',
  );
}

const readForged = (result: HttpResult): Finding =>
  isAccepted(result)
    ? fail(
        'the shop also accepts a ping with a wrong signature: anybody can tell it that an order is paid',
        'let the shop at KASIR_WEBHOOK_URL verify webhook-signature with KASIR_WEBHOOK_SECRET before it reads the body',
      )
    : pass('it refuses one with a wrong signature');
