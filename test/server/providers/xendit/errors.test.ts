import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FAILURE_CODES } from '../../../../shared/payment-status.ts';
import { NotDelivered, OutcomeUnknown, Rejected } from '../../../../server/payments/ports/ports.ts';
import { readRejection } from '../../../../server/providers/xendit/errors.ts';
import { readFailure } from '../../../../server/providers/xendit/errors/failure-codes.ts';
import { sharedFile } from './support/shared-files.ts';
import { rejection } from './support/wire.ts';

const errorOf = (status: number, code: string) => readRejection(rejection(status, code), false).error;
const inquiryErrorOf = (status: number, code: string) => readRejection(rejection(status, code), true).error;

/** Every error of the reference, by what it does to a command. */
const REFUSED: readonly (readonly [status: number, code: string, failure: string])[] = [
  [400, 'API_VALIDATION_ERROR', 'provider_error'],
  [400, 'INVALID_VALUE_ERROR', 'amount_not_allowed'],
  [400, 'CARD_EXPIRED', 'card_expired'],
  [400, 'INVALID_PAYMENT_DETAILS', 'account_invalid'],
  [400, 'INVALID_TOKEN', 'saved_method_invalid'],
  [400, 'INACTIVE_PAYMENT_REQUEST', 'provider_error'],
  [400, 'INELIGIBLE_TRANSACTION_STATUS', 'provider_error'],
  [400, 'CAPTURE_AMOUNT_EXCEEDED', 'amount_not_allowed'],
  [400, 'REFUND_AMOUNT_EXCEEDED', 'amount_not_allowed'],
  [400, 'REFUND_IN_PROGRESS', 'provider_error'],
  [400, 'INSUFFICIENT_BALANCE', 'insufficient_funds'],
  [400, 'PARTIAL_REFUND_COUNTS_EXCEEDED', 'provider_error'],
  [400, 'INVALID_OTP', 'otp_invalid'],
  [400, 'EXPIRED_OTP', 'otp_expired'],
  [400, 'MAX_OTP_ATTEMPTS', 'otp_attempts_exceeded'],
  [400, 'INVALID_AMOUNT', 'amount_not_allowed'],
  [400, 'INVALID_PAYMENT_CHANNEL', 'channel_unavailable'],
  [400, 'INVALID_PRIMARY_PAYMENT_CHANNEL', 'provider_error'],
  [400, 'INVALID_METADATA', 'provider_error'],
  [400, 'INVALID_ITEM_METADATA', 'provider_error'],
  [400, 'INVALID_CURRENCY', 'channel_unavailable'],
  [400, 'INVALID_COUNTRY', 'channel_unavailable'],
  [400, 'INVALID_CUSTOMER_ID', 'provider_error'],
  [400, 'INVALID_URL', 'provider_error'],
  [400, 'MISSING_CUSTOMER', 'provider_error'],
  [400, 'DISALLOWED_CAPTURE_METHOD', 'channel_unavailable'],
  [400, 'INVALID_EXPIRY_DATE', 'provider_error'],
  [400, 'ITEMS_NOT_SUPPORTED', 'provider_error'],
  [400, 'SESSION_TYPE_NOT_SUPPORTED', 'provider_error'],
  [400, 'MODE_NOT_SUPPORTED', 'provider_error'],
  [401, 'INVALID_API_KEY', 'provider_error'],
  [403, 'UNAUTHORIZED_SENDER_IP', 'provider_error'],
  [403, 'SKIP_3DS_FORBIDDEN', 'provider_error'],
  [403, 'INVALID_MERCHANT_SETTINGS', 'provider_error'],
  [403, 'ACCOUNT_ACCESS_BLOCKED', 'account_blocked'],
  [403, 'REFUND_NOT_SUPPORTED', 'provider_error'],
  [403, 'PARTIAL_REFUND_NOT_SUPPORTED', 'provider_error'],
  [403, 'INELIGIBLE_SESSION_REQUEST', 'provider_error'],
  [404, 'DATA_NOT_FOUND', 'provider_error'],
  [404, 'CUSTOMER_NOT_FOUND', 'provider_error'],
  [404, 'SESSION_NOT_FOUND', 'provider_error'],
  [409, 'ACCOUNT_ALREADY_LINKED', 'account_invalid'],
  [503, 'ISSUER_UNAVAILABLE', 'channel_unavailable'],
  [400, 'SOMETHING_NEW', 'provider_error'],
  [422, 'SOMETHING_NEW', 'provider_error'],
  [400, 'constructor', 'provider_error'],
];
const NOT_NOW: readonly (readonly [number, string])[] = [
  [400, 'PAYMENT_REQUEST_RATE_LIMITED'],
  [400, 'TEMPORARILY_UNAVAILABLE'],
  [429, 'RATE_LIMIT_EXCEEDED'],
  [429, 'SOMETHING_NEW'],
  [503, 'CHANNEL_UNAVAILABLE'],
];
const UNKNOWN: readonly (readonly [number, string])[] = [
  [409, 'DATA_NOT_FOUND'],
  [409, 'DUPLICATE_ERROR'],
  [409, 'IDEMPOTENCY_ERROR'],
  [409, 'SOMETHING_NEW'],
  [500, 'SERVER_ERROR'],
  [500, 'INVALID_TOKEN'],
  [502, 'BAD_GATEWAY'],
  [503, 'SOMETHING_NEW'],
  [302, 'MOVED'],
];

describe('an answer to a command', () => {
  test('rejected for good', () => {
    for (const [status, code, failure] of REFUSED) {
      const error = errorOf(status, code);
      assert.ok(error instanceof Rejected, code);
      assert.deepEqual(error.failure, { code: failure, providerCode: code });
    }
  });

  test('not done, and can be tried again', () => {
    for (const [status, code] of NOT_NOW) assert.ok(errorOf(status, code) instanceof NotDelivered, code);
  });

  test('unknown', () => {
    for (const [status, code] of UNKNOWN)
      assert.ok(errorOf(status, code) instanceof OutcomeUnknown, `${status} ${code}`);
  });

  test('unreadable: unknown, unless the status decides', () => {
    const page = (status: number) => readRejection({ status, headers: {}, text: '<html>nginx</html>' }, false);
    for (const status of [300, 302, 400, 403, 404, 409, 413, 500, 502, 503, 504])
      assert.ok(page(status).error instanceof OutcomeUnknown, String(status));
    assert.ok(page(429).error instanceof NotDelivered);
    assert.ok(page(401).error instanceof Rejected);
    assert.equal(page(502).code, 'HTTP 502');
    for (const text of ['', '{}', '[]', 'null', '{"error_code":7}', '{"error_code":""}']) {
      assert.ok(readRejection({ status: 400, headers: {}, text }, false).error instanceof OutcomeUnknown, text);
    }
  });
});

describe('an answer to an inquiry', () => {
  test('only 404 is an answer', () => {
    assert.ok(inquiryErrorOf(404, 'DATA_NOT_FOUND') instanceof Rejected);
    for (const [status, code] of [
      [401, 'INVALID_API_KEY'],
      [403, 'UNAUTHORIZED_SENDER_IP'],
      [400, 'API_VALIDATION_ERROR'],
      [500, 'SERVER_ERROR'],
      [409, 'X'],
    ] as const) {
      assert.ok(inquiryErrorOf(status, code) instanceof OutcomeUnknown, code);
    }
    assert.ok(inquiryErrorOf(429, 'RATE_LIMIT_EXCEEDED') instanceof NotDelivered);
    assert.ok(readRejection({ status: 404, headers: {}, text: 'not here' }, true).error instanceof OutcomeUnknown);
  });
});

test('what the merchant has to fix is marked', () => {
  for (const [status, code] of [
    [401, 'INVALID_API_KEY'],
    [401, 'X'],
    [403, 'INVALID_MERCHANT_SETTINGS'],
    [403, 'UNAUTHORIZED_SENDER_IP'],
    [400, 'API_VALIDATION_ERROR'],
    [403, 'SKIP_3DS_FORBIDDEN'],
  ] as const) {
    assert.equal(readRejection(rejection(status, code), false).mend, true, code);
  }
  for (const [status, code] of [
    [400, 'INVALID_OTP'],
    [403, 'REFUND_NOT_SUPPORTED'],
    [500, 'SERVER_ERROR'],
    [404, 'DATA_NOT_FOUND'],
  ] as const) {
    assert.equal(readRejection(rejection(status, code), false).mend, false, code);
  }
});

test('what the merchant has to fix is marked, and says how; a closed channel is unavailable (P5)', () => {
  for (const [status, code, fix] of [
    [403, 'REQUEST_FORBIDDEN_ERROR', /XENDIT_SECRET_KEY/],
    [403, 'CHANNEL_NOT_ACTIVATED', /KASIR_ROUTES/],
    [403, 'INVALID_MERCHANT_CREDENTIALS', /credentials/],
    [400, 'INVALID_MERCHANT_CREDENTIALS', /credentials/],
    [400, 'INSUFFICIENT_BALANCE', /balance/],
    [400, 'INVALID_URL', /PUBLIC_URL/],
    [400, 'MISSING_CUSTOMER', undefined],
    [403, 'A_NEW_PROHIBITION', undefined],
  ] as const) {
    const { error, mend } = readRejection(rejection(status, code), false);
    assert.equal(mend, true, code);
    assert.equal(error.rejection?.mend, true, code);
    if (fix !== undefined) assert.match(error.rejection?.fix ?? '', fix);
    assert.equal(
      readRejection(rejection(status, code), true).error.rejection?.mend,
      true,
      'also as the answer to a question',
    );
  }
  for (const [status, code] of [
    [403, 'ACCOUNT_ACCESS_BLOCKED'],
    [403, 'PARTIAL_REFUND_NOT_SUPPORTED'],
    [403, 'INELIGIBLE_SESSION_REQUEST'],
    [400, 'INVALID_PAYMENT_DETAILS'],
    [503, 'CHANNEL_UNAVAILABLE'],
  ] as const)
    assert.equal(readRejection(rejection(status, code), false).mend, false, code);
  const closed = errorOf(403, 'CHANNEL_NOT_ACTIVATED');
  assert.ok(closed instanceof Rejected);
  assert.deepEqual(closed.failure, { code: 'channel_unavailable', providerCode: 'CHANNEL_NOT_ACTIVATED' });
});

test('Xendit’s message is kept for the log, with the wrong fields and without personal data (N1)', () => {
  const text = JSON.stringify({
    error_code: 'API_VALIDATION_ERROR',
    message: 'There was an error with the format submitted to the server.',
    errors: [{ path: 'channel_properties.success_return_url', message: 'must be https, not for siti@example.com' }],
  });
  const { error } = readRejection({ status: 400, headers: { 'request-id': 'req-1' }, text }, false);
  assert.equal(
    error.rejection?.message,
    'There was an error with the format submitted to the server. must be https, not for [email] ' +
      'channel_properties.success_return_url (request-id req-1)',
  );
});

test('of a validation error the paths are kept, never the messages', () => {
  const text = JSON.stringify({
    error_code: 'API_VALIDATION_ERROR',
    message: 'mobile_number 08123456789 is wrong',
    errors: [
      '"08123456789" fails',
      { path: 'customer.mobile_number', message: '08123456789' },
      { field: 'email' },
      { path: 7 },
      null,
    ],
  });
  const read = readRejection({ status: 400, headers: {}, text }, false);
  assert.deepEqual(read.paths, ['customer.mobile_number', 'email']);
  assert.equal(`${read.error.message}${JSON.stringify(read)}`.includes('08123456789'), false);
});

test('failure codes: all map to known ones, blanks are ignored, unknown ones are declined', () => {
  assert.deepEqual(readFailure('CAPTURE_AMOUNT_EXCEEDED '), {
    code: 'amount_not_allowed',
    providerCode: 'CAPTURE_AMOUNT_EXCEEDED',
  });
  assert.deepEqual(readFailure('NEVER_HEARD_OF'), { code: 'declined', providerCode: 'NEVER_HEARD_OF' });
  assert.deepEqual(readFailure('__proto__'), { code: 'declined', providerCode: '__proto__' });
  for (const code of [undefined, '', ' ']) assert.deepEqual(readFailure(code), { code: 'declined' });
});

test('what the customer must not see is not shown', () => {
  for (const code of ['INVALID_CVV', 'STOLEN_CARD', 'SUSPECTED_FRAUDULENT', 'ISSUER_SUSPECT_FRAUD'])
    assert.equal(readFailure(code).code, 'card_declined');
});

const file = sharedFile('openapi.json');

test("every code in the provider's document is mapped", { skip: file.skip }, () => {
  const { components } = file.read() as {
    components: { schemas: Record<string, { enum?: string[]; properties?: Record<string, { enum?: string[] }> }> };
  };
  const { PaymentFailureCodes, PaymentTokenFailureCodes, RefundFailureCode } = components.schemas;
  const failures = [PaymentFailureCodes, PaymentTokenFailureCodes, RefundFailureCode].flatMap(
    (schema) => schema?.enum ?? [],
  );
  assert.ok(failures.length > 30);
  // Those for which "declined" is the reading and not the default.
  const plain = new Set(['FAILURE_DETAILS_UNAVAILABLE']);
  for (const code of failures) {
    const read = readFailure(code);
    assert.ok(FAILURE_CODES.includes(read.code));
    assert.equal(read.code === 'declined', plain.has(code), code);
  }
  const known = new Set([...REFUSED, ...NOT_NOW, ...UNKNOWN].map(([, code]) => code));
  const errors = Object.entries(components.schemas)
    .filter(([name]) => name.startsWith('Http'))
    .flatMap(([, schema]) => schema.properties?.['error_code']?.enum ?? []);
  assert.ok(errors.length > 20);
  for (const code of errors) assert.ok(known.has(code), `${code} has no test`);
});
