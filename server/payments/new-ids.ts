import type { Payment, ProviderIds } from './payment.ts';

/**
 * The provider's names for a payment that are news. One that is known stays, save while the provider has answered no
 * call of ours: until then it is hearsay, for the signature of a notice need not cover our reference, and what a
 * replayed one has taught must give way to what is heard or answered next.
 */
export function newIds(payment: Payment, ids: ProviderIds): readonly (readonly [name: string, value: string])[] {
  const isHearsay = isUnanswered(payment);
  return Object.entries(ids).filter(([name, value]) => {
    const known = payment.ids[name];
    return known === undefined || (isHearsay && known !== value);
  });
}

const isUnanswered = ({ status, instruction }: Payment): boolean =>
  (status === 'creating' || status === 'unknown') && instruction.kind === 'none';
