import { BROWSER_ROUTES } from '../../../../shared/api/routes.ts';
import { isLoopbackHost } from '../../../config/loopback.ts';
import { STREAM_PAUSE_MS } from '../../../http/answer-probes.ts';
import { certificateOf } from '../certificate.ts';
import type { Examination, GeneralCheck } from '../check.ts';
import { combine, fail, pass, skip, warn, type Finding } from '../finding.ts';
import type { HttpResult } from '../http-client.ts';
import { FORGED_ADDRESS, type PublicProbe } from '../public-probe.ts';
import { whyNotOurs } from '../why-not-ours.ts';

/** The server through its public address: reachable, with a good certificate, behind proxies that pass on what they should. */
export const checkPublicUrl: GeneralCheck = (examination) => async (signal) => {
  const { config, publicProbe } = examination;
  const url = new URL(config.publicUrl);
  const [probe, certificate] = await Promise.all([publicProbe(), checkCertificate(url, signal)]);
  if (probe.answeredBy === undefined) {
    const { result } = probe.first;
    return combine([
      fail(`${url.href} does not lead to this server: ${whyNotOurs(result)}`, mendOf(result, url, config.port)),
      ...certificate,
    ]);
  }
  const who =
    probe.answeredBy === 'server'
      ? 'the running server answers'
      : `no server is running; the doctor answered on port ${config.port} in its place`;
  return combine([
    pass(`${url.href} leads to this machine: ${who}`),
    ...certificate,
    ...checkAddress(probe, examination),
    await checkStreams(probe),
  ]);
};

function mendOf(result: HttpResult, { protocol, host, hostname, port: reached }: URL, port: number): string {
  if (!result.answered && result.isTls)
    return `give ${host} in PUBLIC_URL a certificate that browsers and providers trust, with its whole chain`;
  if (result.answered && result.headers['content-type']?.startsWith('application/problem+json') === true)
    return 'run the doctor with the environment of the server that answers at PUBLIC_URL, KASIR_API_KEYS above all';
  const wanted = reached === '' ? '80' : reached;
  return protocol === 'http:' && isLoopbackHost(hostname) && wanted !== String(port)
    ? `set PORT=${wanted}, the port in PUBLIC_URL: the server listens on ${port} (or let a proxy there pass requests on to it)`
    : `check PUBLIC_URL, its DNS entry, and that the proxy there passes requests on to port ${port} of this machine`;
}

const DAY_MS = 86_400_000;
/** Certificates that renew themselves do it earlier. */
const SOON_DAYS = 14;

async function checkCertificate(url: URL, signal: AbortSignal): Promise<readonly Finding[]> {
  if (url.protocol !== 'https:')
    return isLoopbackHost(url.hostname) ? [] : [fail('PUBLIC_URL is not https', 'set PUBLIC_URL to an https address')];
  const certificate = await certificateOf(url, signal);
  if (certificate === undefined) return [];
  const days = Math.floor((certificate.expiresAt - Date.now()) / DAY_MS);
  const message = `the TLS certificate is valid for ${days} more days (${certificate.protocol})`;
  return [
    days < SOON_DAYS
      ? warn(message, `renew the certificate of ${url.host}, and find out why it did not renew itself`)
      : pass(message),
  ];
}

/** What the server takes for the customer's address, by which it counts: that of no proxy, and not what a client claims. */
function checkAddress({ first }: PublicProbe, { config }: Examination): readonly Finding[] {
  const { received } = first;
  if (received === undefined) return [];
  const { clientAddress, forwardedFor } = received;
  const trusted = config.trustedProxies;
  const from = forwardedFor.lastIndexOf(FORGED_ADDRESS);
  // Each proxy adds the address that it saw; one that replaces the header starts the list anew.
  const proxies = forwardedFor.length - (from + 1);
  if (clientAddress === FORGED_ADDRESS)
    return [
      fail(
        `a client can choose its own address, because ${inWords(trusted)} trusted and ${proxies} added one to X-Forwarded-For`,
        `set KASIR_TRUSTED_PROXIES=${proxies}`,
      ),
    ];
  if (proxies > trusted)
    return [
      warn(
        `all customers count as one: ${inWords(trusted)} trusted, and ${proxies} added an address to X-Forwarded-For`,
        `set KASIR_TRUSTED_PROXIES=${proxies}`,
      ),
    ];
  if (proxies < trusted)
    return [
      warn(
        `${inWords(trusted)} trusted, and ${proxies} added an address to X-Forwarded-For`,
        `set KASIR_TRUSTED_PROXIES=${proxies}, or let every proxy append to X-Forwarded-For`,
      ),
    ];
  return [pass(`customers' addresses arrive (${proxies} ${proxies === 1 ? 'proxy' : 'proxies'})`)];
}

const inWords = (proxies: number): string => (proxies === 1 ? '1 proxy is' : `${proxies} proxies are`);

/** Both parts of a stream in one piece: somebody in between has waited for the end. */
async function checkStreams(probe: PublicProbe): Promise<Finding> {
  const [method, path] = BROWSER_ROUTES.sessionEvents;
  const { result } = await probe.send({ method, path, headers: { accept: 'text/event-stream' } });
  if (!result.answered) return warn(`an event stream is not answered: the host ${result.why}`, BUFFERING);
  if (!result.text.includes(': second')) return skip('event streams were not tried: another server answered');
  const [firstAt = 0, lastAt = 0] = [result.arrivals[0], result.arrivals.at(-1)];
  return lastAt - firstAt < STREAM_PAUSE_MS / 2
    ? warn('event streams arrive only when they end, so customers see that they have paid much too late', BUFFERING)
    : pass('event streams arrive as they are sent');
}

const BUFFERING = `switch off response buffering for ${BROWSER_ROUTES.sessionEvents[1]} in the proxy in front of PUBLIC_URL (nginx: proxy_buffering off)`;
