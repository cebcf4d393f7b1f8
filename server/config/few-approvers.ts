import type { ConfigFault } from './fault.ts';

interface Approval {
  readonly payoutApproval: boolean;
  readonly payoutKeys: readonly unknown[];
  /** Absent where there are no operators. */
  readonly backOffice: object | undefined;
}

/** Where payouts need approval, a key alone makes payouts that nobody can approve. */
export function fewApprovers({ payoutApproval, payoutKeys, backOffice }: Approval): ConfigFault[] {
  if (!payoutApproval || backOffice !== undefined || payoutKeys.length > 1) return [];
  return [
    payoutKeys.length === 0
      ? {
          variable: 'KASIR_PAYOUT_APPROVAL',
          message: 'has no effect without KASIR_PAYOUT_KEYS or a back office: nobody can make a payout',
        }
      : {
          variable: 'KASIR_PAYOUT_KEYS',
          message:
            'has one key, whose payouts nobody can approve (KASIR_PAYOUT_APPROVAL=true): add a second key or a back office',
        },
  ];
}
