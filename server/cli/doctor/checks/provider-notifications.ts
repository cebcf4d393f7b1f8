import { createHash } from 'node:crypto';
import { pathTo } from '../../../../shared/api/routes.ts';
import { isLoopbackHost } from '../../../config/loopback.ts';
import type { NotificationFormat } from '../../../providers/diagnostics.ts';
import type { ProviderCheck } from '../check.ts';
import { combine, fail, pass, warn, type Finding } from '../finding.ts';
import type { ProbeResult } from '../public-probe.ts';
import { whyNotOurs } from '../why-not-ours.ts';

/** What is sent for a provider whose notification format is not known. */
const PLAIN: NotificationFormat = { contentType: 'application/json', body: '{ "probe": "a + b%2B\\u00e9" }' };

/**
 * Sends what looks like the provider's notification to its address through `PUBLIC_URL`, as far as a server that recognises
 * it as a probe: it has to arrive with the same bytes, since signatures cover them.
 */
export const checkNotifications: ProviderCheck =
  ({ provider, baseUrl, diagnostics }, { config, publicProbe }) =>
  async () => {
    const path = pathTo('receiveNotification', { provider: provider.id });
    const url = config.publicUrl + path;
    const format = (await diagnostics?.())?.notification ?? PLAIN;
    const setting = format.place === undefined ? '' : `; set it in ${format.place}`;
    const isFar = !isLoopbackHost(baseUrl.hostname);
    if (isFar && isLoopbackHost(new URL(config.publicUrl).hostname))
      return fail(
        `${provider.id} cannot deliver notifications to ${url}, an address of this machine alone`,
        `set PUBLIC_URL to the https address at which ${provider.id} reaches this server`,
      );
    const probe = await publicProbe();
    const result = await probe.send({
      method: 'POST',
      path,
      headers: { 'content-type': format.contentType, ...format.headers },
      body: format.body,
    });
    const findings = [arrived(result, url, format, probe.answeredBy !== undefined), ...changed(result, format)];
    return combine(findings.map((finding) => (finding.status === 'pass' ? pass(finding.message + setting) : finding)));
  };

function arrived(
  { result, received }: ProbeResult,
  url: string,
  { contentType }: NotificationFormat,
  othersArrive: boolean,
): Finding {
  if (received !== undefined) return pass(`a request like a notification (${contentType}) arrives at ${url}`);
  return fail(
    `a request like a notification does not arrive at ${url}: ${whyNotOurs(result)}`,
    othersArrive
      ? `let POST requests to ${new URL(url).pathname} through to this server, past bot protection, firewall rules and logins`
      : 'mend PUBLIC_URL first: see public_url',
  );
}

function changed({ received }: ProbeResult, { contentType, body }: NotificationFormat): readonly Finding[] {
  if (received === undefined) return [];
  const isSame = received.sha256 === createHash('sha256').update(body).digest('hex');
  const rewritten = fail(
    `the body arrives changed (${Buffer.byteLength(body)} bytes sent, ${received.bytes} received), so no signature can be verified`,
    'switch off whatever rewrites request bodies in the proxy in front of PUBLIC_URL (decoding, filtering, compression)',
  );
  const relabelled = warn(
    `the content type arrives as "${received.contentType.slice(0, 60)}" instead of "${contentType}"`,
    'let the proxy in front of PUBLIC_URL pass Content-Type on unchanged',
  );
  return [...(isSame ? [] : [rewritten]), ...(received.contentType === contentType ? [] : [relabelled])];
}
