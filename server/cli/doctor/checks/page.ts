import { VERSION } from '../../../http/version.ts';
import { loadPageScripts } from '../../../http/page-scripts.ts';
import { findWidgetDirectory } from '../../../http/widget-assets.ts';
import type { GeneralCheck } from '../check.ts';
import { combine, fail, warn, type Finding } from '../finding.ts';
import { checkScripts } from '../page/check-scripts.ts';
import { checkContentPolicy } from '../page/content-policy.ts';
import { readPageTags } from '../page/page-tags.ts';

/**
 * The shop's page with the payment element: its content security policy, and its scripts against the inventory of this
 * build (PCI DSS 6.4.3 and 11.6.1).
 *
 * @param from the `import.meta.url` of a module near which the build lies
 */
export const checkPage =
  (address: string, from: string): GeneralCheck =>
  ({ config, http }) =>
  async (signal) => {
    const page = new URL(address);
    const { publicUrl, allowedOrigins } = config;
    const [result, inventory] = await Promise.all([
      http.send({ url: page.href, headers: { accept: 'text/html' }, signal }),
      findWidgetDirectory(from).then((folder) => loadPageScripts(folder, VERSION)),
    ]);
    const shown = page.origin + page.pathname;
    if (!result.answered) return fail(`${shown}: the host ${result.why}`, 'check the address after --page');
    if (result.status !== 200)
      return fail(`${shown} answers HTTP ${result.status}`, 'give --page the address of a page that anybody can open');
    const tags = readPageTags(result.text, page);
    const policies = [...tags.policies, ...(result.headers['content-security-policy']?.split(', ') ?? [])];
    const scripts = await checkScripts({
      scripts: tags.scripts,
      inventory,
      publicUrl,
      page,
      http,
      signal,
    });
    const findings: Finding[] = [scripts, ...checkContentPolicy(policies, new URL(publicUrl).origin, page.origin)];
    if (!allowedOrigins.has(page.origin))
      findings.push(fail(`${page.origin} is not an allowed origin`, `add ${page.origin} to KASIR_ALLOWED_ORIGINS`));
    if (!tags.hasElement)
      findings.push(
        warn(
          'there is no <kasir-checkout> in its HTML: it may be added by a script, which was not run',
          'give --page the page on which customers pay',
        ),
      );
    return combine(findings);
  };
