import { OTHER_PAYMENT, PAYMENT, REFERENCE, REFUND, REQUEST, SESSION, TOKEN } from './order.ts';

/* Objects as Xendit answers with them, in our own values: literal vendor JSON, not made by the code under test. */

type Json = Readonly<Record<string, unknown>>;

export const VA_NUMBER = '381659999999999';
export const QRIS_TEXT =
  '00020101021226570011ID.DANA.WWW011893600915302259148102090225914810303UMI51440014ID.CO.QRIS.WWW6304ABCD';

export const aRequest = (over: Json = {}): Json => ({
  business_id: '5f27a14a9bf05c73dd040bc8',
  reference_id: REFERENCE,
  payment_request_id: REQUEST,
  type: 'PAY',
  country: 'ID',
  currency: 'IDR',
  request_amount: 150000,
  capture_method: 'AUTOMATIC',
  channel_code: 'BCA_VIRTUAL_ACCOUNT',
  channel_properties: { display_name: 'Siti Aminah', expires_at: '2026-03-02T10:00:00Z' },
  actions: [{ type: 'PRESENT_TO_CUSTOMER', descriptor: 'VIRTUAL_ACCOUNT_NUMBER', value: VA_NUMBER }],
  status: 'REQUIRES_ACTION',
  metadata: {},
  created: '2026-03-01T10:00:00Z',
  updated: '2026-03-01T10:00:00Z',
  ...over,
});

export const aPaidRequest = (over: Json = {}): Json =>
  aRequest({ status: 'SUCCEEDED', latest_payment_id: PAYMENT, actions: [], ...over });

export const aVendorPayment = (over: Json = {}): Json => ({
  payment_id: PAYMENT,
  business_id: '5f27a14a9bf05c73dd040bc8',
  reference_id: REFERENCE,
  payment_request_id: REQUEST,
  type: 'PAY',
  country: 'ID',
  currency: 'IDR',
  request_amount: 150000,
  capture_method: 'AUTOMATIC',
  channel_code: 'BCA_VIRTUAL_ACCOUNT',
  captures: [
    {
      capture_timestamp: '2026-03-01T10:05:00Z',
      capture_id: 'cptr-1502feb0-bb79-47ae-9d1e-e69394d3949c',
      capture_amount: 150000,
    },
  ],
  status: 'SUCCEEDED',
  payment_details: {},
  metadata: {},
  created: '2026-03-01T10:05:00Z',
  updated: '2026-03-01T10:05:00Z',
  ...over,
});

export const anotherPayment = (over: Json = {}): Json => aVendorPayment({ payment_id: OTHER_PAYMENT, ...over });

export const aSession = (over: Json = {}): Json => ({
  payment_session_id: SESSION,
  created: '2026-03-01T10:00:00Z',
  updated: '2026-03-01T10:00:00Z',
  reference_id: REFERENCE,
  customer_id: null,
  session_type: 'PAY',
  allow_save_payment_method: 'DISABLED',
  currency: 'IDR',
  amount: 150000,
  country: 'ID',
  mode: 'PAYMENT_LINK',
  capture_method: 'AUTOMATIC',
  allowed_payment_channels: ['CARDS'],
  expires_at: '2026-03-01T10:30:00Z',
  locale: 'id',
  items: null,
  metadata: null,
  status: 'ACTIVE',
  payment_link_url: 'https://xen.to/kGxPCi60',
  payment_token_id: null,
  payment_id: null,
  payment_request_id: null,
  business_id: '661f87c614802d6c402cd82d',
  ...over,
});

export const aToken = (over: Json = {}): Json => ({
  payment_token_id: TOKEN,
  business_id: '5f27a14a9bf05c73dd040bc8',
  reference_id: REFERENCE,
  customer_id: 'cust-b98d6f63-d240-44ec-9bd5-aa42954c4f48',
  country: 'ID',
  currency: 'IDR',
  channel_code: 'OVO',
  channel_properties: {},
  status: 'ACTIVE',
  token_details: { account_name: 'Siti Aminah', account_balance: '1000001', account_point_balance: '50000' },
  created: '2026-03-01T10:05:00Z',
  updated: '2026-03-01T10:05:00Z',
  ...over,
});

export const aVendorRefund = (over: Json = {}): Json => ({
  id: REFUND,
  payment_request_id: REQUEST,
  payment_id: PAYMENT,
  invoice_id: null,
  payment_method_type: 'EWALLET',
  reference_id: 'rf01JX3Z9V7K2M4N6P8Q0R2S4T6',
  channel_code: 'DANA',
  currency: 'IDR',
  amount: 50000,
  status: 'PENDING',
  reason: 'REQUESTED_BY_CUSTOMER',
  failure_code: null,
  refund_fee_amount: null,
  metadata: null,
  created: '2026-03-01T11:00:00Z',
  updated: '2026-03-01T11:00:00Z',
  ...over,
});

export const anEnvelope = (event: string, data: Json): Json => ({
  event,
  business_id: '5f27a14a9bf05c73dd040bc8',
  created: '2026-03-01T10:06:00Z',
  api_version: 'v3',
  data,
});
