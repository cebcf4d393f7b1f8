import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FAILURE_CODES } from '../../../../../shared/payment-status.ts';
import { NotDelivered, OutcomeUnknown, Rejected } from '../../../../../server/payments/ports/ports.ts';
import { DuplicateReference, failureOf, readResultCode } from '../../../../../server/providers/nicepay/errors.ts';
import { meaningOf } from '../../../../../server/providers/nicepay/errors/result-codes.ts';

/**
 * Every documented code with its expected meaning; `!` where an operator has to act. Written independently of the tables,
 * to notice a range there that has a code too many or too few.
 */
const COMMON = `
1001 outcome_unknown  1002 outcome_unknown  1003 outcome_unknown  1004 outcome_unknown
8001 provider_error  8002 outcome_unknown  8003 provider_error  8004 provider_error  8005 outcome_unknown
9001 provider_error!  9002 busy  9003 provider_error  9004 outcome_unknown  9005 outcome_unknown  9006 provider_error
9007 provider_error!  9008 provider_error!  9009 outcome_unknown  9010 channel_unavailable!  9011 channel_unavailable!
9012 channel_unavailable!  9013 provider_error!  9014 provider_error!  9015 provider_error!  9016 provider_error!
9017 provider_error!  9018 provider_error!  9019 provider_error!  9020 provider_error!  9021 provider_error!
9022 provider_error!  9023 provider_error!  9024 provider_error!  9025 provider_error!  9026 provider_error!
9027 provider_error!  9028 provider_error!  9029 channel_unavailable!  9030 declined  9031 provider_error!
9501 provider_error  9502 declined  9503 channel_unavailable!  9504 channel_unavailable!
9505 channel_unavailable!  9506 channel_unavailable!  9507 outcome_unknown
`;

const CARD = `
8021 card_declined  8022 provider_error  8023 provider_error  8024 provider_error!  8026 authentication_failed
8027 card_invalid_number  8028 provider_error!  8029 provider_error  8030 card_unsupported!
9101 busy  9102 busy  9103 outcome_unknown  9104 busy  9105 busy  9106 card_declined  9107 busy
9108 channel_unavailable!  9109 provider_error!  9110 card_inactive  9111 card_inactive  9112 card_inactive
9113 card_inactive  9114 provider_error  9115 amount_not_allowed  9116 outcome_unknown  9117 authentication_failed
9118 channel_unavailable!  9119 channel_unavailable!  9120 channel_unavailable!  9121 channel_unavailable!
9122 channel_unavailable!  9123 limit_exceeded  9124 amount_not_allowed  9125 card_declined  9126 outcome_unknown
9127 outcome_unknown  9128 card_declined  9129 expired  9130 channel_unavailable!  9131 provider_error  9132 card_declined
9133 outcome_unknown  9134 outcome_unknown  9135 outcome_unknown  9136 provider_error  9137 provider_error  9138 provider_error!
9139 provider_error!  9140 saved_method_invalid!  9141 channel_unavailable!  9142 card_unsupported
9143 provider_error  9144 outcome_unknown  9145 amount_not_allowed  9146 provider_error  9147 provider_error!
9148 channel_unavailable!  9149 saved_method_invalid  9150 card_wrong_cvv  9151 card_declined  9152 card_declined
9153 card_unsupported  9154 limit_exceeded  9155 limit_exceeded  9156 provider_error  9157 authentication_failed
9158 provider_error  9159 card_declined  9160 card_invalid_expiry  9161 saved_method_invalid  9162 card_unsupported
00 outcome_unknown  01 card_declined  02 card_declined  03 channel_unavailable!  04 card_declined  05 card_declined
06 provider_error  07 card_declined  08 card_declined  09 outcome_unknown  10 outcome_unknown  11 outcome_unknown
12 card_declined  13 amount_not_allowed  14 card_invalid_number  15 card_unsupported  16 insufficient_funds
17 customer_canceled  19 provider_error  20 outcome_unknown  21 provider_error  22 provider_error  25 provider_error
28 provider_error  30 provider_error  41 card_declined  43 card_declined  51 insufficient_funds
52 account_invalid  53 account_invalid  54 card_expired  55 authentication_failed  57 card_inactive
58 card_unsupported  59 card_declined  61 limit_exceeded  62 card_inactive  63 card_declined  65 limit_exceeded
68 outcome_unknown  75 card_declined  76 outcome_unknown  77 outcome_unknown  78 card_inactive  80 card_invalid_expiry
81 provider_error  82 card_wrong_cvv  83 authentication_failed  85 outcome_unknown  91 card_unsupported
92 card_unsupported  93 card_declined  94 outcome_unknown  95 outcome_unknown  96 provider_error
B1 provider_error  N0 provider_error  N3 card_declined  N4 card_declined  N7 card_wrong_cvv  P2 provider_error
P5 card_declined  P6 card_declined  Q1 authentication_failed  R0 card_declined  R1 card_declined  R3 card_declined
XA card_declined  XD card_declined  Z3 card_declined
1 provider_error  2 card_declined  3 outcome_unknown  4 card_expired  5 insufficient_funds  6 provider_error
7 card_invalid_number  8 card_unsupported  9 card_declined  A provider_error  B card_declined  C customer_canceled
D outcome_unknown  E card_declined  F authentication_failed  I card_wrong_cvv  L outcome_unknown  N authentication_failed
P outcome_unknown  R card_declined  T card_declined  U card_wrong_cvv  V card_declined
`;

const CIMB = `
C101 channel_unavailable!  C102 channel_unavailable!  C103 channel_unavailable!  C104 channel_unavailable!
C105 channel_unavailable!  C106 channel_unavailable!  C107 channel_unavailable!  C108 channel_unavailable!
C109 channel_unavailable!  C110 channel_unavailable!  C111 amount_not_allowed  C112 amount_not_allowed
C113 card_invalid_number  C114 card_invalid_expiry  C115 card_invalid_expiry  C116 card_wrong_cvv
C117 card_invalid_number  C118 card_invalid_expiry  C119 card_invalid_expiry  C120 card_wrong_cvv
C121 channel_unavailable!  C122 limit_exceeded  C123 channel_unavailable!  C124 provider_error
C301 provider_error  C302 provider_error  C303 provider_error  C304 provider_error  C305 provider_error
C306 provider_error  C307 provider_error  C308 provider_error  C309 provider_error  C310 provider_error
C311 amount_not_allowed  C312 provider_error  C313 provider_error  C314 provider_error!  C315 provider_error!
C401 provider_error!  C402 provider_error!  C403 outcome_unknown  C404 provider_error!  C405 provider_error!
C406 provider_error!  C407 provider_error!  C408 provider_error!  C409 provider_error!
C501 card_declined  C502 card_declined  C503 card_declined  C504 card_declined  C505 card_declined
C506 card_declined  C507 card_declined  C508 card_declined  C509 card_declined
C601 authentication_failed  C602 authentication_failed  C603 authentication_failed  C604 authentication_failed
C605 authentication_failed  C606 authentication_failed  C607 authentication_failed  C608 authentication_failed
C609 authentication_failed  C610 authentication_failed  C611 authentication_failed  C612 authentication_failed
C613 authentication_failed  C614 authentication_failed  C615 authentication_failed  C616 authentication_failed
C801 card_declined  C802 card_declined  C803 card_declined  C804 card_declined
C933 outcome_unknown  C935 customer_canceled  C937 card_declined  C955 outcome_unknown  C966 outcome_unknown  C967 outcome_unknown
C977 outcome_unknown  C988 outcome_unknown  C999 outcome_unknown
`;

/** Virtual accounts 92nn, store codes 95nn. */
const NUMBERS = `
01 busy  02 busy  03 channel_unavailable!  04 busy  05 provider_error  06 busy  07 provider_error!
08 channel_unavailable!  09 amount_not_allowed  10 provider_error!  11 provider_error!  12 channel_unavailable!
13 provider_error  14 channel_unavailable!  15 provider_error  16 provider_error  17 provider_error
18 provider_error  19 busy  20 busy  21 channel_unavailable!  22 channel_unavailable!  23 provider_error!
24 provider_error!  25 channel_unavailable!  26 provider_error!  27 provider_error  28 provider_error
29 provider_error!  30 provider_error!  31 provider_error!  32 provider_error!  33 provider_error
34 provider_error!  35 provider_error!  36 provider_error!
`;

const VIRTUAL_ACCOUNT = `
8041 provider_error  8042 provider_error  8045 provider_error  9237 channel_unavailable!
`;

const CANCEL = `
8061 provider_error  8062 provider_error  8063 provider_error!  8064 provider_error!  8065 provider_error!
8066 provider_error!  8067 provider_error!  8090 outcome_unknown  9301 provider_error!  9302 busy  9303 busy
9304 outcome_unknown  9305 outcome_unknown  9306 outcome_unknown  9307 outcome_unknown  9308 outcome_unknown  9309 outcome_unknown
9310 outcome_unknown  9311 provider_error  9312 amount_not_allowed  9313 amount_not_allowed  9314 channel_unavailable
9315 outcome_unknown  9316 provider_error  9317 amount_not_allowed  9318 channel_unavailable  9319 amount_not_allowed
9320 amount_not_allowed  9321 amount_not_allowed  9322 channel_unavailable!  9323 channel_unavailable!
9324 channel_unavailable!  9325 channel_unavailable!  9326 channel_unavailable  9327 channel_unavailable
9328 declined  9329 declined  9330 channel_unavailable  9331 channel_unavailable!  9332 channel_unavailable!
9333 declined  9334 expired
`;

const OTHER = `
8200 provider_error  8201 provider_error  8202 amount_not_allowed
9750 account_invalid  9751 provider_error!  9752 declined
9801 provider_error  9802 provider_error!  9803 account_invalid  9804 otp_invalid  9805 account_invalid
9806 declined  9807 outcome_unknown  9808 outcome_unknown  9809 provider_error!  9810 declined
`;

const rows = (text: string): readonly (readonly [code: string, expected: string])[] => {
  const words = text.trim().split(/\s+/);
  return Array.from({ length: words.length / 2 }, (_, index) => [words[index * 2] ?? '', words[index * 2 + 1] ?? '']);
};

const kindOf = (code: string, payMethod: string, isCancel = false): string => {
  const meaning = meaningOf(code, payMethod, isCancel);
  if (meaning === undefined) return 'unknown';
  return meaning.kind === 'failure' ? `${meaning.failure}${meaning.needsOperator ? '!' : ''}` : meaning.kind;
};

describe('every documented code', () => {
  const cases = [
    ['common', COMMON, '01', ''],
    ['card', CARD, '01', ''],
    ['CIMB', CIMB, '01', ''],
    ['virtual account', NUMBERS, '02', '92'],
    ['virtual account, more', VIRTUAL_ACCOUNT, '02', ''],
    ['store', NUMBERS, '03', '95'],
    ['others', OTHER, '05', ''],
  ] as const;
  for (const [name, text, payMethod, prefix] of cases) {
    test(name, () => {
      for (const [code, expected] of rows(text))
        assert.equal(kindOf(prefix + code, payMethod), expected, prefix + code);
    });
  }

  test('cancel', () => {
    for (const [code, expected] of rows(CANCEL)) assert.equal(kindOf(code, '01', true), expected, code);
  });

  test('every expectation is a known kind or failure code', () => {
    for (const [code, expected] of [COMMON, CARD, CIMB, NUMBERS, VIRTUAL_ACCOUNT, CANCEL, OTHER].flatMap(rows)) {
      const kind = expected.replace('!', '');
      assert.ok(['busy', 'outcome_unknown', ...FAILURE_CODES].includes(kind), `${code} ${kind}`);
    }
  });
});

describe('codes with two meanings', () => {
  test('95nn is a store’s code for stores, and a common one for all other methods', () => {
    assert.equal(kindOf('9509', '03'), 'amount_not_allowed');
    assert.equal(kindOf('9503', '03'), 'channel_unavailable!');
    assert.equal(kindOf('9502', '03'), 'busy');
    assert.equal(kindOf('9502', '01'), 'declined');
    assert.equal(kindOf('9507', '01'), 'outcome_unknown');
    assert.equal(kindOf('9507', '03'), 'provider_error!');
  });

  test('CIMB’s codes with four digits, unless NICEPAY has that number itself', () => {
    for (const [code, same] of [
      ['1013', 'C113'],
      ['3011', 'C311'],
      ['4003', 'C403'],
      ['5009', 'C509'],
      ['6012', 'C612'],
      ['9935', 'C935'],
    ] as const) {
      assert.equal(kindOf(code, '01'), kindOf(same, '01'), code);
      assert.notEqual(kindOf(code, '01'), 'unknown');
    }
    assert.equal(kindOf('1001', '01'), 'outcome_unknown');
    assert.equal(kindOf('8003', '01'), 'provider_error');
  });

  test('undocumented codes', () => {
    for (const code of ['', '9998', 'C125', '1099', 'ZZ', '__proto__', 'constructor']) {
      assert.equal(kindOf(code, '01'), 'unknown', code);
    }
  });
});

describe('the card failures of the integration guide', () => {
  const CASES = {
    card_inactive: ['78', '57', '62', '9110', '9111', '9112', '9113'],
    card_expired: ['54', '4'],
    card_invalid_number: ['14', '8027', '7', 'C113', 'C117'],
    card_invalid_expiry: ['9160', '80', 'C114', 'C115', 'C118', 'C119'],
    card_wrong_cvv: ['N7', '82', 'I', 'U', 'C116', 'C120', '9150'],
    card_unsupported: ['15', '91', '92', '9142', '9153', '9162'],
    limit_exceeded: ['9154', '9155', '9123', '61', '65', 'C122'],
    authentication_failed: ['8026', '9117', '9157', 'Q1', 'F', 'C601', 'C616'],
  } as const;
  for (const [failure, codes] of Object.entries(CASES)) {
    test(failure, () => {
      for (const code of codes) assert.deepEqual(failureOf(code, '01'), { code: failure, providerCode: code });
    });
  }

  test('an expired number', () => assert.equal(failureOf('9129', '02').code, 'expired'));

  test('a code without a definite meaning reads as declined and is kept', () => {
    assert.deepEqual(failureOf('9101', '01'), { code: 'declined', providerCode: '9101' });
    assert.deepEqual(failureOf('ZZ99', '01'), { code: 'declined', providerCode: 'ZZ99' });
    assert.deepEqual(failureOf(undefined, '01'), { code: 'declined' });
  });
});

describe('the error of a call', () => {
  const endOf = (code: string, call: 'registration' | 'payment' | 'inquiry' | 'cancel' | 'receipt', payMethod = '01') =>
    readResultCode(code, { call, payMethod });

  test('a definite rejection', () => {
    const { error, needsOperator } = endOf('9115', 'registration');
    assert.ok(error instanceof Rejected);
    assert.deepEqual(error.failure, { code: 'amount_not_allowed', providerCode: '9115' });
    assert.equal(needsOperator, false);
  });

  test('a wrong token needs the operator', () => {
    const { error, needsOperator } = endOf('9010', 'registration');
    assert.ok(error instanceof Rejected);
    assert.equal(needsOperator, true);
  });

  test('busy: nothing was done', () => assert.ok(endOf('9101', 'registration').error instanceof NotDelivered));

  test('an unknown outcome: only an inquiry can tell', () => {
    for (const code of ['1004', '9507', '9009']) {
      assert.ok(endOf(code, 'registration').error instanceof OutcomeUnknown, code);
    }
    assert.ok(endOf('9009', 'registration').error instanceof DuplicateReference);
    assert.ok(endOf('9315', 'cancel').error instanceof OutcomeUnknown);
  });

  test('a rejected inquiry says nothing about the payment', () => {
    for (const code of ['9010', '54', '9228', 'ZZ99']) {
      assert.ok(endOf(code, 'inquiry').error instanceof OutcomeUnknown, code);
    }
    assert.ok(endOf('9002', 'inquiry').error instanceof NotDelivered);
  });

  test('an undocumented code: definite where no money can have moved, else the outcome is unknown', () => {
    assert.ok(endOf('ZZ99', 'registration').error instanceof Rejected);
    assert.ok(endOf('ZZ99', 'receipt').error instanceof Rejected);
    assert.ok(endOf('ZZ99', 'payment').error instanceof OutcomeUnknown);
    assert.ok(endOf('ZZ99', 'cancel').error instanceof OutcomeUnknown);
  });

  test('a code that can never succeed has its reason', () => {
    const { error } = endOf('9330', 'cancel', '02');
    assert.match(error.message, /refund it outside the provider/);
  });
});
