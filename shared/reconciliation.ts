/**
 * How a payment here compares with what the provider says. `matched`: the same. `missing_here`: the provider has a
 * payment that is not here. `missing_there`: the provider does not know it. `status_differs`: paid, authorized or ended
 * on one side only. `refunded_there`: the provider has given back more. `unanswered`: the provider did not answer.
 */
export const RECONCILIATION_RESULTS = [
  'matched',
  'missing_here',
  'missing_there',
  'amount_differs',
  'status_differs',
  'refunded_there',
  'unanswered',
] as const;
export type ReconciliationResult = (typeof RECONCILIATION_RESULTS)[number];
