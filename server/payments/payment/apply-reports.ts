import type { Domain } from '../core/domain.ts';
import type { Payment } from '../model/model.ts';
import type { Testimony } from '../ports/ports.ts';
import { commit } from '../core/unit-of-work.ts';
import { weigh } from './apply-evidence.ts';

/** Weighs every testimony about this payment, in one commit. */
export function believe(
  d: Domain,
  payment: Payment,
  testimonies: readonly Testimony[],
  source: 'answer' | 'inquiry',
): Promise<Payment> {
  return commit(d, async (unit) => {
    let after = payment;
    for (const testimony of testimonies) {
      if (testimony.subject === 'payment') after = await weigh(unit, payment.id, { source, testimony });
    }
    return after;
  });
}
