import type { RegisteredProvider } from '../../../providers/provider.ts';
import type { ProviderCheck } from '../check.ts';
import { clockOf } from '../clock-readings.ts';
import { fail, pass } from '../finding.ts';

/** Any answer will do: whose it is shows with the credentials. */
export const checkReachable: ProviderCheck =
  ({ provider, baseUrl }, { http }) =>
  async (signal) => {
    const { host } = baseUrl;
    const result = await http.send({ url: baseUrl.href, signal, clockOf: clockOf(provider.id, baseUrl) });
    if (result.answered) return pass(`${host} answers`);
    const place = baseUrlVariable(provider);
    const fix = result.isTls
      ? `check ${place}, and whether a proxy on the way out replaces TLS certificates (NODE_EXTRA_CA_CERTS names its authority)`
      : `check ${place}, and that this machine's firewall, DNS and proxy let it connect to ${host}`;
    return fail(`${host} ${result.why}`, fix);
  };

/** By the habit that all providers' variables keep. */
export const baseUrlVariable = ({ id, variables }: RegisteredProvider): string =>
  variables.find((name) => name.endsWith('_BASE_URL')) ?? `the base URL of ${id}`;
