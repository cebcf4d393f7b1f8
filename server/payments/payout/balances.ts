import { CURRENCIES } from '../../../shared/money.ts';
import { CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import type { Balance, PayoutProvider } from '../ports/ports.ts';

export interface ProviderBalance extends Balance {
  readonly provider: string;
}

/** What the merchant has at each provider that pays out, asked now. Throws what the gateway throws. */
export async function fetchBalances(deps: Domain): Promise<readonly ProviderBalance[]> {
  const providers = [...new Set(allPayoutProviders(deps).map(({ provider }) => provider))];
  const answers = await Promise.all(
    providers.map(async (provider) => {
      const there = (await deps.providerRouter.gateway(provider).balance?.(deps.timeout(CALL_TIMEOUT_MS))) ?? [];
      return there.map((balance) => ({ ...balance, provider }));
    }),
  );
  return answers.flat();
}

/** Everybody who pays out in any currency. */
export const allPayoutProviders = (deps: Domain): readonly PayoutProvider[] =>
  CURRENCIES.flatMap((currency) => deps.providerRouter.payoutProviders(currency));
