import type { ColumnType, Generated } from 'kysely';
import type { CheckoutColumns } from './codecs/checkout-codec.ts';
import type { EventColumns } from './codecs/event-codec.ts';
import type { PaymentColumns } from './codecs/payment-codec.ts';
import type { PayoutColumns } from './codecs/payout-codec.ts';
import type { RefundColumns } from './codecs/refund-codec.ts';
import type { SavedMethodColumns } from './codecs/saved-method-codec.ts';

/*
 * Every table, as Kysely sees it: those of the six entities by their codecs, the others written out. Times are epoch
 * milliseconds, booleans 0 or 1. A `Sealed` column holds encrypted text. `Fixed` columns are
 * written once; triggers enforce most of these as well.
 */
type Fixed<T> = ColumnType<T, T, never>;
type Sealed = string;
type Flag = 0 | 1;

export interface CheckoutsTable extends CheckoutColumns {
  /** When its personal data were erased. */
  forgotten_at: Generated<number | null>;
}

/** Every reference that a provider ever had for a payment, to find it by. */
export interface PaymentProviderReferencesTable {
  provider: Fixed<string>;
  name: Fixed<string>;
  value: Fixed<string>;
  payment_id: Fixed<string>;
}

export interface PaymentHistoryTable {
  position: Generated<number>;
  payment_id: Fixed<string>;
  at: Fixed<number>;
  source: Fixed<string>;
  said: Fixed<string>;
  from_status: Fixed<string>;
  to_status: Fixed<string>;
  /** Only ever erased. */
  note: string | null;
  /** The entry's number in its history, from 1. With `link` NULL in rows of versions without a ledger. */
  number: number | null;
  /** Keyed digest of the entry and of the link before it. */
  link: string | null;
  /** Erased with the note. */
  note_salt: string | null;
  /** Salted hash of the note. */
  note_hash: string | null;
}

export interface RefundProviderReferencesTable {
  name: Fixed<string>;
  value: Fixed<string>;
  refund_id: Fixed<string>;
}

export interface SavedMethodsTable extends SavedMethodColumns {
  /** Blind indexes: the sealed columns are found by them. */
  customer_index: Fixed<string>;
  token_index: Fixed<string>;
}

export interface PayoutsTable extends PayoutColumns {
  /** When its personal data were erased. */
  forgotten_at: ColumnType<number | null, never, number>;
}

/** Which payout holds a merchant's reference: one that is not failed. */
export interface PayoutReferencesTable {
  reference: Fixed<string>;
  payout_id: Fixed<string>;
}

export interface PayoutHistoryTable {
  position: Generated<number>;
  payout_id: Fixed<string>;
  at: Fixed<number>;
  source: Fixed<string>;
  said: Fixed<string>;
  from_status: Fixed<string>;
  to_status: Fixed<string>;
  /** Only ever erased. */
  note: string | null;
  /** The entry's number in its history, from 1. With `link` NULL in rows of versions without a ledger. */
  number: number | null;
  /** Keyed digest of the entry and of the link before it. */
  link: string | null;
  /** Erased with the note. */
  note_salt: string | null;
  /** Salted hash of the note. */
  note_hash: string | null;
}

export interface NotificationsTable {
  provider: Fixed<string>;
  dedupe_key: Fixed<string>;
  body: Fixed<Sealed>;
  matched: Fixed<Flag>;
  /** The id of the payment, refund or payout that it is about; empty when it matches none. */
  subject: Fixed<string>;
  /** The length of its body. */
  bytes: Fixed<number>;
  received_at: Fixed<number>;
}

/** `position` is the order of commits: a reader that continues after it misses nothing. */
export interface EventsTable extends EventColumns {
  position: Generated<number>;
}

/**
 * `due_at` is when the job can be claimed: its time while it waits, the end of its lease while it is claimed. When a
 * claimed job is scheduled again, the `rerun_` columns keep that until its run has ended.
 */
export interface JobsTable {
  id: Generated<number>;
  kind: Fixed<string>;
  key: Fixed<string>;
  lane: Fixed<string>;
  due_at: number;
  retry_count: number;
  /** How often in a row its handler has thrown. */
  failures: Generated<number>;
  version: number;
  claimed: Flag;
  /** A notification caused this run. */
  notified: Flag;
  rerun_at: number | null;
  rerun_retry_count: number | null;
  rerun_notified: Flag;
  /** The instance that runs it. */
  claimed_by: Generated<string | null>;
}

export interface InstancesTable {
  id: Fixed<string>;
  /** It lapses then, by the database's clock. */
  until: number;
}

/** How many requests of a budget were sent within a step of some seconds; `step` is when it began. */
export interface RequestCountsTable {
  budget: string;
  step: number;
  sent: number;
}

export interface LeasesTable {
  key: Fixed<string>;
  /** The id of the instance. */
  holder: string;
  turn: string;
}

export interface RateLimitsTable {
  /** A digest of what is limited. */
  key: Fixed<string>;
  used: number;
  ends_at: number;
}

/** The open event streams. */
export interface StreamSlotsTable {
  id: Fixed<string>;
  checkout_id: Fixed<string>;
  /** A digest of the client address. */
  address: Fixed<string>;
  /** The instance that holds it; its present id. */
  holder: string;
}

export interface IdempotencyRecordsTable {
  scope: Fixed<string>;
  key: Fixed<string>;
  // Replaced together, with the record of an expired key.
  fingerprint: string;
  resource_id: string;
  status: number | null;
  body: Sealed | null;
  created_at: number;
}

/** One row: the latest time that a process has recorded. */
export interface SeenTimeTable {
  id: Fixed<1>;
  at: number;
  /** Written to check that the disk has room. */
  filler: Generated<null>;
}

/** Where the history of each payment and payout ends; see `ledger/head.ts`. */
export interface LedgerHeadsTable {
  subject: Fixed<string>;
  entries: number;
  link: string;
  facts: string;
  suspect: string | null;
  mac: string;
  /** It is in a seal as it is now. */
  sealed: Flag;
}

/** Which histories had which end when; see `ledger/seal.ts`. */
export interface LedgerSealsTable {
  number: Fixed<number>;
  sealed_at: Fixed<number>;
  body: Fixed<string>;
  link: Fixed<string>;
}

/** One row, by which a start checks the encryption keys. */
export interface KeyCanaryTable {
  id: Fixed<1>;
  sealed: Sealed;
}

export interface Tables {
  checkouts: CheckoutsTable;
  payments: PaymentColumns;
  payment_provider_references: PaymentProviderReferencesTable;
  payment_history: PaymentHistoryTable;
  refunds: RefundColumns;
  refund_provider_references: RefundProviderReferencesTable;
  saved_methods: SavedMethodsTable;
  payouts: PayoutsTable;
  payout_references: PayoutReferencesTable;
  payout_history: PayoutHistoryTable;
  notifications: NotificationsTable;
  events: EventsTable;
  jobs: JobsTable;
  instances: InstancesTable;
  leases: LeasesTable;
  rate_limits: RateLimitsTable;
  stream_slots: StreamSlotsTable;
  ledger_heads: LedgerHeadsTable;
  ledger_seals: LedgerSealsTable;
  request_counts: RequestCountsTable;
  seen_time: SeenTimeTable;
  key_canary: KeyCanaryTable;
  idempotency_records: IdempotencyRecordsTable;
}
