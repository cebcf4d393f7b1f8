import type { ConfiguredProvider } from '../../../config/chosen-providers.ts';
import type { Examination, GeneralCheck } from '../check.ts';
import { combine, pass, warn, type Finding } from '../finding.ts';

/** The configuration can be read; what is in it that will not go well. */
export const checkConfig: GeneralCheck = (examination) => async () => {
  const { config } = examination;
  const environments = await Promise.all(config.providers.map(environmentOf));
  const named = environments.map(({ id, environment }) => `${id} (${environment})`).join(', ');
  return combine([
    pass(`providers: ${named}`),
    ...config.warnings.map(({ variable, message }) =>
      warn(`${variable} ${message}`, `correct or remove ${variable} in the environment`),
    ),
    ...mixed(new Set(environments.map(({ environment }) => environment))),
    ...approvalWithoutKeys(examination),
  ]);
};

async function environmentOf({ provider: { id }, diagnostics }: ConfiguredProvider) {
  return { id, environment: (await diagnostics?.())?.environment ?? 'environment not known' };
}

/** Customers would pay some channels with real money, and others with none. */
const mixed = (environments: ReadonlySet<string>): readonly Finding[] =>
  environments.has('production') && environments.has('sandbox')
    ? [
        warn(
          'some providers are in production and others in a sandbox: customers could pay real orders with test money',
          'remove one kind from KASIR_PROVIDERS, or give it keys of the other environment',
        ),
      ]
    : [];

const approvalWithoutKeys = ({ config }: Examination): readonly Finding[] =>
  config.payoutApproval && config.payoutKeys.length < 2
    ? [
        warn(
          'payouts wait for the approval with another key, and there is none',
          'put a second key into KASIR_PAYOUT_KEYS, or set KASIR_PAYOUT_APPROVAL=false',
        ),
      ]
    : [];
