import { BROWSER_ROUTES } from '../../../../shared/api/routes.ts';
import { isLoopbackHost } from '../../../config/loopback.ts';
import type { Examination, GeneralCheck } from '../check.ts';
import { combine, fail, pass, skip, warn, type Finding } from '../finding.ts';

/** So many are tried; a shop with more has a pattern that these show. */
const MAX_TRIED = 20;

/** The pages that may embed the widget, and to which customers return. */
export const checkOrigins: GeneralCheck = (examination) => async (signal) => {
  const { config, publicProbe } = examination;
  const origins = [...config.allowedOrigins].slice(0, MAX_TRIED);
  const { answeredBy } = await publicProbe();
  const findings = await Promise.all(
    origins.map(async (origin) => [
      ...mixedTransport(origin, config.publicUrl),
      await checkShop(origin, examination, signal),
      ...(answeredBy === 'server' ? await checkPreflight(origin, examination, signal) : []),
    ]),
  );
  const untried =
    answeredBy === 'server' ? [] : [skip('the answer to browsers was not tried: no server of ours is running')];
  const rest = combine([...findings.flat(), ...untried]);
  return rest.status === 'skip' ? { ...rest, status: 'pass' } : rest;
};

function mixedTransport(origin: string, publicUrl: string): readonly Finding[] {
  const isLocal = isLoopbackHost(new URL(origin).hostname);
  const isLocalServer = isLoopbackHost(new URL(publicUrl).hostname);
  if (isLocal && !isLocalServer)
    return [
      warn(
        `${origin} is a page on the customer's own machine`,
        `remove ${origin} from KASIR_ALLOWED_ORIGINS before real customers pay`,
      ),
    ];
  if (!isLocal && isLocalServer)
    return [
      warn(
        `${origin} cannot reach a server at ${publicUrl}`,
        'set PUBLIC_URL to the https address at which customers reach this server',
      ),
    ];
  return [];
}

/** Customers return there. Where the shop itself redirects to another origin, its pages have that one. */
async function checkShop(origin: string, { http }: Examination, signal: AbortSignal): Promise<Finding> {
  const result = await http.send({ url: `${origin}/`, signal });
  if (!result.answered)
    return warn(
      `the shop at ${origin} ${result.why}`,
      `correct or remove ${origin} in KASIR_ALLOWED_ORIGINS, or make the shop reachable there`,
    );
  const { location = '' } = result.headers;
  const target = URL.canParse(location, origin) ? new URL(location, origin).origin : origin;
  return result.status >= 300 && result.status < 400 && target !== origin
    ? warn(`${origin} redirects to ${target}`, `put ${target} into KASIR_ALLOWED_ORIGINS: it is what browsers send`)
    : pass(`the shop at ${origin} answers`);
}

/** As a browser asks before the widget's first call. */
async function checkPreflight(
  origin: string,
  { http, config }: Examination,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const result = await http.send({
    url: config.publicUrl + BROWSER_ROUTES.createSessionPayment[1],
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,idempotency-key',
    },
    signal,
  });
  if (!result.answered) return [];
  const allowed = result.headers['access-control-allow-origin'];
  const fix = `let the proxy in front of PUBLIC_URL pass OPTIONS requests and Access-Control-* headers on unchanged, and restart the server if ${origin} was added to KASIR_ALLOWED_ORIGINS after its start`;
  if (allowed === origin) return [];
  return [fail(`browsers on ${origin} are refused (Access-Control-Allow-Origin: ${allowed ?? 'none'})`, fix)];
}
