import type { ColumnType, Generated, RawBuilder } from 'kysely';

/*
 * Every table, as Kysely sees it. Times are epoch milliseconds, booleans 0 or 1. `Sealed` columns hold an envelope of
 * the cipher, `Json` ones JSON text. What has the type `Fixed` is written once: triggers hold SQL to it as well.
 */
type Fixed<T> = ColumnType<T, T, never>;
/** Written once, and taken away when it is old enough. */
type Forgettable<T> = ColumnType<T | null, T | null, null>;
type Json = string;
type Sealed = string;
type Flag = 0 | 1;
/** Changed by an expression that never lets it fall. */
type Rising = ColumnType<number, number, RawBuilder<number>>;

export interface CheckoutsTable {
  id: Fixed<string>;
  reference: Fixed<string>;
  amount: Fixed<number>;
  currency: Fixed<string>;
  country: Fixed<string>;
  description: Forgettable<string>;
  items: Forgettable<Json>;
  customer: Forgettable<Sealed>;
  return_url: Fixed<string>;
  expires_at: Fixed<number>;
  channels: Fixed<Json | null>;
  capture: Fixed<string>;
  save_payment: Fixed<string>;
  installments: Fixed<Json | null>;
  metadata: Forgettable<Json>;
  status: string;
  sequence: number;
  created_at: Fixed<number>;
  updated_at: Rising;
  /** Its personal data are gone. */
  forgotten_at: Generated<number | null>;
}

export interface PaymentsTable {
  id: Fixed<string>;
  checkout_id: Fixed<string>;
  provider: Fixed<string>;
  channel: Fixed<string>;
  reference: Fixed<string>;
  amount: Fixed<number>;
  currency: Fixed<string>;
  status: string;
  expires_at: number;
  instruction: Sealed;
  fields: Sealed;
  device: Json | null;
  ids: Json;
  /** What notifications said and no inquiry has settled. */
  unconfirmed: Json;
  quick_starts: Json;
  inquiries: number;
  inquired_at: number | null;
  /** Every money movement that an inquiry confirmed. */
  received: Json;
  transaction_id: string | null;
  failure: Json | null;
  review: string | null;
  captured_amount: number | null;
  refunded_amount: number;
  /** Refunds that only notifications told of. */
  refund_claims: Json | null;
  reversed_at: number | null;
  saved_method_id: string | null;
  save_consent_at: number | null;
  unknown_since: number | null;
  resolution: string | null;
  merchant_initiated: Flag;
  created_at: Fixed<number>;
  updated_at: Rising;
}

/** Every provider's name a payment ever had, so that it is found by them. */
export interface PaymentIdsTable {
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
  note: Fixed<string | null>;
}

export interface RefundsTable {
  id: Fixed<string>;
  payment_id: Fixed<string>;
  reference: Fixed<string>;
  amount: Fixed<number>;
  currency: Fixed<string>;
  status: string;
  origin: Fixed<string>;
  reason: Forgettable<string>;
  resolves: Fixed<string | null>;
  ids: Json;
  /** What a notification called it and no inquiry has confirmed. */
  unconfirmed_ids: Json;
  failure: Json | null;
  created_at: Fixed<number>;
  updated_at: Rising;
}

export interface RefundIdsTable {
  name: Fixed<string>;
  value: Fixed<string>;
  refund_id: Fixed<string>;
}

export interface SavedMethodsTable {
  id: Fixed<string>;
  customer: Fixed<Sealed>;
  customer_index: Fixed<string>;
  provider: Fixed<string>;
  channel: Fixed<string>;
  currency: Fixed<string>;
  country: Fixed<string>;
  token: Fixed<Sealed>;
  token_index: Fixed<string>;
  label: string;
  masked: Sealed | null;
  expires_at: number | null;
  status: string;
  payment_id: Fixed<string>;
  created_at: Fixed<number>;
  updated_at: Rising;
}

export interface PayoutsTable {
  id: Fixed<string>;
  provider: Fixed<string>;
  reference: Fixed<string>;
  order_reference: Fixed<string>;
  amount: Fixed<number>;
  currency: Fixed<string>;
  bank_code: Fixed<string>;
  /** Of these three nothing is left once `forgotten_at` is there. */
  account_number: Sealed;
  account_name: Sealed;
  description: Sealed;
  forgotten_at: ColumnType<number | null, never, number>;
  fee_bearer: Fixed<string>;
  status: string;
  fee: number | null;
  ids: Json;
  failure: Json | null;
  made_by: Fixed<string>;
  approved_by: string | null;
  unknown_since: number | null;
  resolution: string | null;
  resolved_at: number | null;
  sequence: number;
  created_at: Fixed<number>;
  updated_at: Rising;
}

/** Which payout has a reference, as long as it is not failed. */
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
  note: Fixed<string | null>;
}

export interface NoticesTable {
  provider: Fixed<string>;
  dedupe_key: Fixed<string>;
  body: Fixed<Sealed>;
  matched: Fixed<Flag>;
  /** The id of what it is about; empty where that is nothing we know. */
  subject: Fixed<string>;
  /** How long its body is. */
  bytes: Fixed<number>;
  received_at: Fixed<number>;
}

/** `position` is the order of commits: a reader that goes on behind it misses nothing. */
export interface EventsTable {
  position: Generated<number>;
  id: Fixed<string>;
  type: Fixed<string>;
  /** The checkout or payout that it is an event of. */
  stream: Fixed<string>;
  sequence: Fixed<number>;
  body: Fixed<Sealed>;
  created_at: Fixed<number>;
  delivered_at: number | null;
  attempts: number;
  next_attempt_at: number | null;
  abandoned: Flag;
  last_answer: Json | null;
  refused_since: number | null;
  requested: Flag;
  probe_at: number | null;
}

/**
 * `due_at` is when the job may be claimed: its time while it waits, the end of the lease while somebody has it. Asked
 * for again meanwhile, the new time waits in `again_at` until the one who has it is done.
 */
export interface JobsTable {
  id: Generated<number>;
  kind: Fixed<string>;
  key: Fixed<string>;
  lane: Fixed<string>;
  due_at: number;
  attempt: number;
  version: number;
  claimed: Flag;
  /** A notification asked for this run. */
  notified: Flag;
  again_at: number | null;
  again_attempt: number | null;
  again_notified: Flag;
}

export interface AnswersTable {
  scope: Fixed<string>;
  key: Fixed<string>;
  fingerprint: Fixed<string>;
  resource_id: Fixed<string>;
  status: number | null;
  body: Sealed | null;
  created_at: Fixed<number>;
}

/** One row: the latest moment that a process has seen. */
export interface SeenTimeTable {
  id: Fixed<1>;
  at: number;
  /** Written to learn whether anything can be. */
  filler: Generated<null>;
}

export interface Tables {
  checkouts: CheckoutsTable;
  payments: PaymentsTable;
  payment_ids: PaymentIdsTable;
  payment_history: PaymentHistoryTable;
  refunds: RefundsTable;
  refund_ids: RefundIdsTable;
  saved_methods: SavedMethodsTable;
  payouts: PayoutsTable;
  payout_references: PayoutReferencesTable;
  payout_history: PayoutHistoryTable;
  notices: NoticesTable;
  events: EventsTable;
  jobs: JobsTable;
  seen_time: SeenTimeTable;
  answers: AnswersTable;
}
