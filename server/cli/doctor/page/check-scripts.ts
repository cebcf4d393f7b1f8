import { createHash } from 'node:crypto';
import type { PageScripts } from '../../../http/page-scripts.ts';
import { combine, fail, pass, warn, type Finding } from '../finding.ts';
import type { HttpClient } from '../http-client.ts';
import type { ScriptTag } from './page-tags.ts';

export interface ScriptsCheck {
  readonly scripts: readonly ScriptTag[];
  /** Of this build. */
  readonly inventory: PageScripts;
  readonly publicUrl: string;
  readonly page: URL;
  readonly http: HttpClient;
  readonly signal: AbortSignal;
}

/** The shop may have its own scripts at the same origin. */
const OUR_PATH = /^\/(?:kasir[^/]*\.js|chunks\/)/;

/** So many strangers are named. */
const MAX_NAMED = 10;

/** Ours are what the build has made; everybody else's are named, so that each can be authorised and justified. */
export async function checkScripts({
  scripts,
  inventory,
  publicUrl,
  page,
  http,
  signal,
}: ScriptsCheck): Promise<Finding> {
  const running = scripts.filter(({ runs }) => runs);
  const isOurs = ({ source }: ScriptTag): boolean =>
    source?.href.startsWith(publicUrl) === true && OUR_PATH.test(source.href.slice(publicUrl.length));
  const ours = running.filter(isOurs);
  const foreign = running.filter(
    (tag) => !isOurs(tag) && tag.source !== undefined && tag.source.origin !== page.origin,
  );
  const inline = running.filter(({ source }) => source === undefined).length;
  const checked = await Promise.all(ours.map((tag) => checkOurs(tag, { inventory, publicUrl, http, signal })));
  const none = fail(
    `no script of ${publicUrl} is on the page`,
    `put <script type="module" src="${publicUrl}/kasir.js"></script> into the page`,
  );
  return combine([
    ...(ours.length === 0 ? [none] : checked),
    ...strangers(foreign),
    pass(`${running.length} scripts in its HTML, ${inline} of them inline, ${foreign.length} from other origins`),
  ]);
}

async function checkOurs(
  { source, integrity }: ScriptTag,
  { inventory, publicUrl, http, signal }: Pick<ScriptsCheck, 'inventory' | 'publicUrl' | 'http' | 'signal'>,
): Promise<Finding> {
  const address = source?.href ?? '';
  const path = (source === undefined ? '' : source.origin + source.pathname).slice(publicUrl.length);
  const known = inventory.scripts.find((script) => script.path === path);
  if (known === undefined)
    return warn(
      `${address} is not a script of this build (version ${inventory.version})`,
      'upgrade the server and the page together, or keep the earlier build in KASIR_WIDGET_RELEASES',
    );
  const result = await http.send({ url: address, signal });
  if (!result.answered || result.status !== 200)
    return fail(`${address} ${result.answered ? `answers HTTP ${result.status}` : result.why}`, 'check PUBLIC_URL');
  const served = `sha384-${createHash('sha384').update(result.text).digest('base64')}`;
  if (served !== known.integrity)
    return fail(
      `${address} is served with another content than the build has (${served})`,
      'find out who changed it: a proxy in front of PUBLIC_URL that rewrites scripts, another version of the server, or an attacker',
    );
  if (integrity !== undefined && integrity !== '' && !integrity.split(/\s+/).includes(known.integrity))
    return fail(
      `the integrity attribute of ${address} is that of another build, so browsers refuse it`,
      `set integrity="${known.integrity}" in the page, as \`kasir sri\` prints it`,
    );
  return pass(`${path} is the script of this build`);
}

function strangers(foreign: readonly ScriptTag[]): readonly Finding[] {
  if (foreign.length === 0) return [];
  const names = foreign.slice(0, MAX_NAMED).map(({ source }) => `${source?.origin ?? ''}${source?.pathname ?? ''}`);
  const unbound = foreign.filter(({ integrity = '' }) => integrity === '').length;
  return [
    warn(
      `scripts of others run on the payment page: ${names.join(', ')}${unbound === 0 ? '' : `; ${unbound} without an integrity attribute`}`,
      'remove from the page what payments do not need, and keep a list of the rest with a reason for each (PCI DSS 6.4.3)',
    ),
  ];
}
