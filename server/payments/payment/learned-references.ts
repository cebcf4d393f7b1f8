import type { Payment, ProviderReferences } from '../model/model.ts';

/**
 * The provider's references that a report adds to a payment, or corrects. Only an inquiry corrects a known one; the
 * answer to a command can only add.
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
