import type { FaultKind, SimulatedOperation } from '../../server/providers/simulation/simulator.ts';

/** What providers' answers can be made to be; see the simulators. */
export const PROVIDER_FAULTS = [
  'refuse',
  'timeout_before',
  '500',
  '503',
  '429',
  'error',
  'not_found',
  'timeout_after_commit',
  'reset_after_commit',
  '500_after_commit',
  'garbage',
  'html',
  'truncated',
  'huge',
  'redirect',
  'wrong_amount',
  'wrong_reference',
  'wrong_currency',
  'unknown_status',
  'stale_status',
  'unsigned',
  'wrong_signature',
  'decline',
  'pending',
] as const satisfies readonly FaultKind[];

/** Everything that goes wrong in a schedule, but for the crash points. */
export const FAULTS = [
  ...PROVIDER_FAULTS.map((kind) => `provider ${kind}` as const),
  // Between a gateway and its provider.
  'reset before send',
  'arrives after the time-out',
  'slow answer',
  'provider silent',
  // From the provider to us.
  'notification lost',
  'notification duplicated',
  'notification late',
  'notification damaged',
  'notification replayed',
  'notification forged',
  'notification of another payment',
  // What customers and staff do at the provider's side.
  'paid late',
  'paid twice',
  'other amount paid',
  'refunded by staff',
  'reversed',
  // The database.
  'store busy',
  'store full',
  'store down',
  'connection lost before commit',
  'connection lost after commit',
  // The process.
  'killed',
  'terminated',
  'stalled',
  // The storefront's endpoint.
  'storefront down',
  'storefront 500',
  'storefront slow',
  'storefront redirects',
  'storefront gone',
  'acknowledgement lost',
  // Between a page or the shop and us.
  'request lost',
  'answer lost',
  'stream dropped',
  'stream buffered',
  'page offline',
  'second tab',
  // The clock of one instance.
  'clock ahead',
  'clock stepped forward',
  'clock stepped back',
] as const;
export type Fault = (typeof FAULTS)[number];

/** The moments at which a process dies, in the order of a payment's life. */
export const CRASH_POINTS = [
  'before the intent is written',
  'intent written, not committed',
  'intent committed, not sent',
  'half sent',
  'sent, no answer',
  'answer read, outcome not written',
  'status written, event not',
  'outcome written, not committed',
  'outcome committed, not answered',
  'notification read, not stored',
  'notification stored, not acknowledged',
  'before an inquiry',
  'after an inquiry',
  'event claimed',
  'event delivered, not marked',
  'answer not sent',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

/** Points at which no process of this suite can die, and where it is tested instead. */
export const ELSEWHERE = {
  'during a checkpoint': 'SQLite runs it in one native call: test/deaths kills the process meanwhile',
  'during a migration': 'one transaction before the first request: test/deaths kills the process meanwhile',
} as const;

/** Calls that ask and change nothing. */
export const INQUIRIES: ReadonlySet<SimulatedOperation> = new Set([
  'inquire',
  'inquire_refund',
  'inquire_token',
  'inquire_payout',
  'balance',
]);
