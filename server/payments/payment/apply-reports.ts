import type { Domain } from '../core/domain.ts';
import type { Payment } from '../model/model.ts';
import type { ProviderReport, Tx } from '../ports/ports.ts';
import { commit } from '../core/unit-of-work.ts';
import { applyEvidence } from './apply-evidence.ts';

export interface ApplyReportsOptions {
  /** What else is stored in the same commit, where a report has decided something. */
  readonly andStore?: ((tx: Tx, payment: Payment) => Promise<void>) | undefined;
  /** Why the command was sent, for the history. */
  readonly note?: string | undefined;
}

/** Applies every report about this payment, in one commit. */
export function applyReports(
  deps: Domain,
  payment: Payment,
  reports: readonly ProviderReport[],
  source: 'command' | 'inquiry',
  { andStore, note }: ApplyReportsOptions = {},
): Promise<Payment> {
  return commit(deps, { of: 'payment', id: payment.id }, async (unitOfWork) => {
    let after = payment;
    for (const report of reports) {
      if (report.subject === 'payment') after = await applyEvidence(unitOfWork, payment.id, { source, report, note });
    }
    if (after.status !== 'creating') await andStore?.(unitOfWork.tx, after);
    return after;
  });
}
