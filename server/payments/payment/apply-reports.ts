import type { Domain } from '../core/domain.ts';
import type { Payment } from '../model/model.ts';
import type { ProviderReport, Tx } from '../ports/ports.ts';
import { commit } from '../core/unit-of-work.ts';
import { applyEvidence } from './apply-evidence.ts';

/**
 * Applies every report about this payment, in one commit.
 *
 * @param andStore what else is stored in it, where a report has decided something
 */
export function applyReports(
  deps: Domain,
  payment: Payment,
  reports: readonly ProviderReport[],
  source: 'command' | 'inquiry',
  andStore?: (tx: Tx, payment: Payment) => Promise<void>,
): Promise<Payment> {
  return commit(deps, { of: 'payment', id: payment.id }, async (unitOfWork) => {
    let after = payment;
    for (const report of reports) {
      if (report.subject === 'payment') after = await applyEvidence(unitOfWork, payment.id, { source, report });
    }
    if (after.status !== 'creating') await andStore?.(unitOfWork.tx, after);
    return after;
  });
}
