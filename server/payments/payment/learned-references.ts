import type { Payment, ProviderReferences } from '../model/model.ts';

/**
 * The provider's names for a payment that are news. Only an inquiry corrects one that is known; the answer to a command
 * may add to them.
 */
export const learnedReferences = (
  payment: Payment,
  providerReferences: ProviderReferences,
  source: 'command' | 'inquiry',
): readonly (readonly [name: string, value: string])[] =>
  Object.entries(providerReferences).filter(([name, value]) => {
    const known = payment.providerReferences[name];
    return known === undefined || (source === 'inquiry' && known !== value);
  });
