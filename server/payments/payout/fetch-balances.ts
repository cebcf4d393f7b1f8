import { CURRENCIES } from '../../../shared/money.ts';
import { CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import type { Balance, PayoutProvider } from '../ports/ports.ts';

export interface ProviderBalance extends Balance {
  readonly provider: string;
}

/**
 * Fetches the merchant's balances at each provider with payouts.
 *
 * @throws {GatewayError} what the gateway throws
 */
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

/** The providers with payouts, of every currency. */
export const allPayoutProviders = (deps: Domain): readonly PayoutProvider[] =>
  CURRENCIES.flatMap((currency) => deps.providerRouter.payoutProviders(currency));
