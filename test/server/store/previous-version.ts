import { createHash } from 'node:crypto';
import { createCipher } from '../../../server/platform/crypto.ts';
import type { Connection } from '../../../server/store/connection.ts';
import { migrateConnection } from '../../../server/store/migrate.ts';
import { SQLITE_MIGRATIONS as migrations } from '../../../server/store/migrations/all.ts';
import { event, fullCheckout, fullPayment, NOON, payout, refund, savedMethod } from './samples.ts';
import { KEY } from './temp-store.ts';

const cipher = createCipher([KEY]);

export const NOTIFICATION = Buffer.from('{"status":"PAID"}');

/** The samples, as SQL of the version whose newest migration was `0010_readiness` has written them: every column. */
const ROWS: readonly (readonly [table: string, row: Readonly<Record<string, string | number | null>>])[] = [
  [
    'checkouts',
    {
      id: 'co_1',
      reference: 'order-1',
      amount: 150_000,
      currency: 'IDR',
      country: 'ID',
      description: 'Batik, 2 m',
      items: '[{"name":"Batik","quantity":2,"unitAmount":75000}]',
      customer: cipher.seal(JSON.stringify(fullCheckout().customer), 'checkouts.customer:co_1'),
      return_url: 'https://shop.example/thanks',
      expires_at: NOON + 86_400_000,
      channels: '["qris","va_bca"]',
      capture: 'manual',
      save_payment: 'offer',
      installments: '[3,6]',
      metadata: '{"cart":"77"}',
      status: 'open',
      sequence: 0,
      created_at: NOON,
      updated_at: NOON,
      forgotten_at: null,
    },
  ],
  [
    'payments',
    {
      id: 'pay_1',
      checkout_id: 'co_1',
      provider: 'bank-of-tests',
      channel: 'ewallet_ovo',
      reference: 'REF1',
      amount: 150_000,
      currency: 'IDR',
      status: 'requires_action',
      expires_at: NOON + 900_000,
      instruction: cipher.seal(JSON.stringify(fullPayment().instruction), 'payments.instruction:pay_1'),
      fields: cipher.seal('{"phone":"+6281299canary"}', 'payments.fields:pay_1'),
      device: '{"kind":"mobile","os":"android"}',
      ids: '{"request":"pr-1","payment":"py-1"}',
      unconfirmed: `[{"ids":{"session":"ps-9"},"transactionId":"py-1","outcome":"paid","receivedAt":${NOON},"contradicted":2},{"ids":{},"outcome":"token","receivedAt":${NOON + 1},"contradicted":0}]`,
      quick_starts: `[${NOON},${NOON + 5}]`,
      inquiries: 7,
      inquired_at: NOON + 9,
      received: `[{"transactionId":"py-3","amount":150000,"at":${NOON + 8}}]`,
      transaction_id: 'py-1',
      failure: '{"code":"declined","providerCode":"DECLINED_BY_TEST"}',
      review: 'amount_differs',
      captured_amount: 100_000,
      refunded_amount: 50_000,
      refund_claims: `[{"ids":{"refund":"rfd-8"},"money":{"amount":50000,"currency":"IDR"},"receivedAt":${NOON + 2},"decided":true},{"ids":{},"receivedAt":${NOON + 3}}]`,
      reversed_at: NOON + 5,
      saved_method_id: 'tok_1',
      save_consent_at: NOON,
      unknown_since: NOON + 4,
      resolution: 'res_1',
      merchant_initiated: 1,
      created_at: NOON,
      updated_at: NOON,
    },
  ],
  ['payment_ids', { provider: 'bank-of-tests', name: 'request', value: 'pr-1', payment_id: 'pay_1' }],
  [
    'payment_history',
    {
      payment_id: 'pay_1',
      at: NOON,
      source: 'notice',
      said: 'paid (SUCCEEDED)',
      from_status: 'creating',
      to_status: 'requires_action',
      note: 'review: amount_differs',
    },
  ],
  [
    'refunds',
    {
      id: 'rf_1',
      payment_id: 'pay_1',
      reference: 'RF1',
      amount: 50_000,
      currency: 'IDR',
      status: 'processing',
      reason: 'too small',
      ids: '{"refund":"rfd-1"}',
      failure: '{"code":"provider_error"}',
      created_at: NOON,
      updated_at: NOON,
      unconfirmed_ids: '{"refund":"rfd-9"}',
      resolves: 'paid_twice',
      origin: 'api',
    },
  ],
  ['refund_ids', { name: 'refund', value: 'rfd-1', refund_id: 'rf_1' }],
  [
    'saved_methods',
    {
      id: 'tok_1',
      customer: cipher.seal('cust-canary', 'saved_methods.customer:tok_1'),
      customer_index: cipher.blindIndex('cust-canary', 'saved_methods.customer'),
      provider: 'bank-of-tests',
      channel: 'card',
      currency: 'IDR',
      country: 'ID',
      token: cipher.seal('pt-canary-90392f42', 'saved_methods.token:tok_1'),
      token_index: cipher.blindIndex('pt-canary-90392f42', 'saved_methods.token'),
      label: 'Kartu kredit / debit',
      masked: cipher.seal('•••• canary 4242', 'saved_methods.masked:tok_1'),
      expires_at: NOON + 1_000_000,
      status: 'active',
      payment_id: 'pay_1',
      created_at: NOON,
      updated_at: NOON,
    },
  ],
  [
    'payouts',
    {
      id: 'po_1',
      provider: 'bank-of-tests',
      reference: 'seller-7',
      order_reference: 'po1',
      amount: 200_000,
      currency: 'IDR',
      bank_code: '014',
      account_number: cipher.seal('00account0canary', 'payouts.account_number:po_1'),
      account_name: cipher.seal('Holder Canary', 'payouts.account_name:po_1'),
      description: cipher.seal('Purpose Canary', 'payouts.description:po_1'),
      fee_bearer: 'merchant',
      status: 'processing',
      fee: 5_000,
      ids: '{"order":"W01"}',
      failure: '{"code":"provider_error"}',
      made_by: 'digest-1',
      approved_by: 'digest-2',
      unknown_since: NOON + 6,
      resolution: 'res_2',
      resolved_at: NOON + 7,
      sequence: 0,
      created_at: NOON,
      updated_at: NOON,
      forgotten_at: null,
    },
  ],
  ['payout_references', { reference: 'seller-7', payout_id: 'po_1' }],
  [
    'payout_history',
    {
      payout_id: 'po_1',
      at: NOON,
      source: 'answer',
      said: 'processing',
      from_status: 'unknown',
      to_status: 'processing',
      note: null,
    },
  ],
  [
    'notices',
    {
      provider: 'bank-of-tests',
      dedupe_key: createHash('sha256').update(NOTIFICATION).digest('base64url'),
      body: 'sealed',
      matched: 1,
      received_at: NOON,
      subject: 'pay_1',
      bytes: NOTIFICATION.length,
    },
  ],
  [
    'events',
    {
      position: 41,
      id: 'evt_1',
      type: 'checkout.paid',
      stream: 'co_1',
      sequence: 1,
      body: cipher.seal(event().body, 'events.body:evt_1'),
      created_at: NOON,
      delivered_at: NOON + 10,
      attempts: 2,
      next_attempt_at: NOON + 20,
      abandoned: 1,
      last_answer: `{"at":${NOON + 9},"status":500}`,
      refused_since: NOON + 8,
      requested: 1,
      probe_at: NOON + 30,
    },
  ],
  [
    'jobs',
    {
      kind: 'inquire',
      key: 'pay_1',
      lane: 'provider:bank-of-tests',
      due_at: NOON,
      attempt: 3,
      version: 5,
      claimed: 1,
      again_at: NOON + 1,
      again_attempt: 2,
      notified: 0,
      again_notified: 1,
    },
  ],
  [
    'answers',
    {
      scope: 'session:co_1',
      key: 'key-1',
      fingerprint: 'f',
      resource_id: 'pay_1',
      status: 201,
      body: cipher.seal('{"id":"pay_1"}', 'answers.body:session:co_1/key-1'),
      created_at: NOON,
    },
  ],
  ['seen_time', { id: 1, at: NOON, filler: null }],
  ['key_canary', { id: 1, sealed: cipher.seal('canary', 'key_canary.sealed:1') }],
];

/** Makes the file a database of that version, with a row in every table. */
export async function writePreviousVersion(file: Connection): Promise<void> {
  await migrateConnection(file, Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0011')));
  file.exec('PRAGMA foreign_keys = ON');
  for (const [table, row] of ROWS) {
    const names = Object.keys(row);
    file.query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      Object.values(row),
    );
  }
}

/** What must be read from it. */
export const STORED = {
  checkout: fullCheckout(),
  payment: fullPayment({
    refundClaims: [
      {
        providerReferences: { refund: 'rfd-8' },
        money: { amount: 50_000, currency: 'IDR' },
        receivedAt: NOON + 2,
        decided: true,
      },
      { providerReferences: {}, receivedAt: NOON + 3 },
    ],
    unknownSince: NOON + 4,
    resolution: 'res_1',
  }),
  refund: refund({ resolves: 'paid_twice' }),
  savedMethod: savedMethod(),
  payout: payout({ unknownSince: NOON + 6, resolution: 'res_2', resolvedAt: NOON + 7 }),
  event: event({
    lastResponse: { at: NOON + 9, status: 500 },
    refusedSince: NOON + 8,
    requested: true,
    probeAt: NOON + 30,
  }),
};
