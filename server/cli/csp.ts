import { configureProviders } from '../config/chosen-providers.ts';
import { publicUrl } from '../config/formats.ts';
import { withFiles, readSecretFile } from '../config/secret-files.ts';
import { fileVariablesOf } from '../config/config.ts';
import { environment, EXIT_CONFIG } from '../main.ts';
import { providers } from '../providers/registry.ts';
import { CommandFailed } from './command-failed.ts';
import { printResult } from './print-result.ts';

/**
 * The directives of the Content-Security-Policy that a page with the widget needs: nothing else loads or runs.
 *
 * @param server the origin of this server
 * @param formActions the origins that the customer's browser posts a form to
 */
export const shopPolicy = (server: string, formActions: readonly string[]): Readonly<Record<string, string>> => ({
  'default-src': "'none'",
  'script-src': server,
  'connect-src': server,
  'base-uri': "'none'",
  // Chromium also checks where the answer to a form redirects to: this server, then the page of the shop.
  'form-action': ["'self'", server, ...formActions].join(' '),
  'frame-ancestors': "'self'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'lit-html',
});

/** `csp`: prints the policy for the configured server and providers. Needs `PUBLIC_URL`; contacts nobody. */
export function printPolicy(isJson: boolean): void {
  const { environment: filled, faults } = withFiles(environment, fileVariablesOf(), readSecretFile);
  const server = publicUrl.safeParse(filled['PUBLIC_URL']);
  if (!server.success) {
    const fault = faults.find(({ variable }) => variable === 'PUBLIC_URL_FILE');
    throw new CommandFailed(
      fault === undefined
        ? 'PUBLIC_URL is required: the https address of the server that the page loads the widget from'
        : `${fault.variable} ${fault.message}`,
      EXIT_CONFIG,
    );
  }
  const chosen = configureProviders(filled, providers);
  const actions = chosen.configured.flatMap(({ formAction }) => formAction?.origin ?? []);
  const directives = shopPolicy(new URL(server.data).origin, [...new Set(actions)]);
  const policy = Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
  printResult(isJson, { policy, directives }, `Content-Security-Policy: ${policy}\n`);
  if (chosen.faults.length > 0)
    process.stderr.write(
      `the providers are not configured (${chosen.faults[0]?.variable} ${chosen.faults[0]?.message}): "form-action" may lack one of theirs\n`,
    );
}
