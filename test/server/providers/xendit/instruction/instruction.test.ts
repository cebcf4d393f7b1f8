import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ChannelCode } from '../../../../../shared/channel.ts';
import type { Device } from '../../../../../server/payments/model/model.ts';
import { toInstruction } from '../../../../../server/providers/xendit/instruction/instruction.ts';
import { findRow } from '../../../../../server/providers/xendit/channels.ts';
import { paymentRequestSchema } from '../../../../../server/providers/xendit/schema.ts';
import { aRequest, QRIS_TEXT, VA_NUMBER } from '../support/objects.ts';
import { NOW } from '../support/order.ts';

type Triple = readonly [type: string, descriptor: string, value: string];

interface Case {
  readonly channel: ChannelCode;
  readonly providerRouter?: readonly [country: string, currency: string];
  readonly device?: Device['kind'];
  readonly status?: string;
  readonly properties?: object;
  readonly created?: string | undefined;
  readonly base?: string;
}

function instructionOf(
  actions: readonly Triple[],
  { channel, providerRouter = ['ID', 'IDR'], device, status, properties, created, base }: Case,
) {
  const body = aRequest({
    actions: actions.map(([type, descriptor, value]) => ({ type, descriptor, value })),
    status: status ?? 'REQUIRES_ACTION',
    channel_properties: properties ?? {},
    created,
  });
  return toInstruction(paymentRequestSchema.parse(body), {
    row: findRow(channel, ...providerRouter),
    device: device === undefined ? undefined : { kind: device },
    base: new URL(base ?? 'https://api.xendit.co'),
    createdAt: NOW,
  });
}

const WEB: Triple = ['REDIRECT_CUSTOMER', 'WEB_URL', 'https://redirect.partner.com/pay'];
const DEEP: Triple = ['REDIRECT_CUSTOMER', 'DEEPLINK_URL', 'shopeeid://pay/1'];
const QR: Triple = ['PRESENT_TO_CUSTOMER', 'QR_STRING', QRIS_TEXT];
const VA: Triple = ['PRESENT_TO_CUSTOMER', 'VIRTUAL_ACCOUNT_NUMBER', VA_NUMBER];
const CODE: Triple = ['PRESENT_TO_CUSTOMER', 'PAYMENT_CODE', 'TEST123456'];

describe('shown to the customer', () => {
  test('a virtual account, with the name it stands in', () => {
    assert.deepEqual(instructionOf([VA], { channel: 'va_bca', properties: { display_name: 'Siti Aminah' } }), {
      kind: 'virtual_account',
      bank: 'BCA',
      number: VA_NUMBER,
      accountName: 'Siti Aminah',
      guide: 'va_bca',
    });
  });

  test('a Vietnamese account: the number and the QR, in any order', () => {
    const expected = {
      kind: 'virtual_account',
      bank: 'BIDV',
      number: VA_NUMBER,
      qrPayload: QRIS_TEXT,
      guide: 'va_bidv',
    };
    for (const actions of [
      [VA, QR],
      [QR, VA],
    ]) {
      assert.deepEqual(instructionOf(actions, { channel: 'va_bidv', providerRouter: ['VN', 'VND'] }), expected);
    }
  });

  test('a reusable code is shown from either of its two first statuses', () => {
    for (const status of ['ACCEPTING_PAYMENTS', 'REQUIRES_ACTION']) {
      assert.equal(instructionOf([VA], { channel: 'va_bjb', status })?.kind, 'virtual_account');
    }
  });

  test('store codes, with the hours of store counters', () => {
    assert.deepEqual(instructionOf([CODE], { channel: 'retail_alfamart' }), {
      kind: 'retail_code',
      store: 'Alfamart',
      code: 'TEST123456',
      barcode: 'code128',
      hours: { closedFrom: '22:00', closedUntil: '01:00', timeZone: 'Asia/Jakarta' },
      guide: 'retail_alfamart',
    });
    const indomaret = instructionOf([CODE], { channel: 'retail_indomaret' });
    assert.deepEqual(indomaret?.kind === 'retail_code' && indomaret.hours, {
      closedFrom: '23:00',
      closedUntil: '01:00',
      timeZone: 'Asia/Jakarta',
    });
    assert.deepEqual(instructionOf([CODE], { channel: 'retail_cebuana', providerRouter: ['PH', 'PHP'] }), {
      kind: 'retail_code',
      store: 'Cebuana Lhuillier',
      code: 'TEST123456',
      guide: 'retail_cebuana',
    });
  });

  test('the QR text unchanged', () => {
    assert.deepEqual(instructionOf([QR], { channel: 'qris' }), { kind: 'qr', format: 'qris', payload: QRIS_TEXT });
    assert.deepEqual(instructionOf([QR], { channel: 'promptpay', providerRouter: ['TH', 'THB'] }), {
      kind: 'qr',
      format: 'promptpay',
      payload: QRIS_TEXT,
    });
  });
});

describe('redirects by device, whatever the order', () => {
  const orders = [
    [WEB, DEEP, QR],
    [QR, DEEP, WEB],
    [DEEP, QR, WEB],
  ];

  test('a phone: the app first, the page beside it', () => {
    for (const actions of orders) {
      assert.deepEqual(instructionOf(actions, { channel: 'ewallet_shopeepay', device: 'mobile' }), {
        kind: 'redirect',
        url: WEB[2],
        appUrl: DEEP[2],
        method: 'GET',
      });
    }
  });

  test('a desktop: the page, and no app', () => {
    for (const actions of orders) {
      assert.deepEqual(instructionOf(actions, { channel: 'ewallet_shopeepay', device: 'desktop' }), {
        kind: 'redirect',
        url: WEB[2],
        method: 'GET',
      });
    }
  });

  test('an unknown device gets both, for its page to choose', () => {
    const instruction = instructionOf([WEB, DEEP], { channel: 'ewallet_dana' });
    assert.deepEqual(instruction, { kind: 'redirect', url: WEB[2], appUrl: DEEP[2], method: 'GET' });
  });

  test('a desktop without a page: the QR code', () => {
    const providerRouter = ['MY', 'MYR'] as const;
    const actions = [DEEP, QR];
    assert.deepEqual(instructionOf(actions, { channel: 'ewallet_wechatpay', providerRouter, device: 'desktop' }), {
      kind: 'qr',
      format: 'wechatpay',
      payload: QRIS_TEXT,
    });
    assert.deepEqual(instructionOf(actions, { channel: 'ewallet_wechatpay', providerRouter, device: 'mobile' }), {
      kind: 'redirect',
      url: DEEP[2],
      appUrl: DEEP[2],
      method: 'GET',
    });
  });

  test('only a deep link', () => {
    const link: Triple = ['REDIRECT_CUSTOMER', 'DEEPLINK_URL', 'https://link.bank.example/pay'];
    assert.deepEqual(
      instructionOf([link], { channel: 'mobile_banking_ktb', providerRouter: ['TH', 'THB'], device: 'mobile' }),
      {
        kind: 'redirect',
        url: link[2],
        appUrl: link[2],
        method: 'GET',
      },
    );
  });

  test('unsafe URLs count as absent', () => {
    const evil: Triple = ['REDIRECT_CUSTOMER', 'WEB_URL', 'javascript:alert(document.domain)'];
    const bare: Triple = ['REDIRECT_CUSTOMER', 'WEB_URL', 'xendit.co/example'];
    const strange: Triple = ['REDIRECT_CUSTOMER', 'DEEPLINK_URL', 'evilapp://x'];
    assert.equal(instructionOf([evil], { channel: 'ewallet_dana' }), undefined);
    assert.equal(instructionOf([bare, strange], { channel: 'ewallet_dana' }), undefined);
    assert.deepEqual(instructionOf([evil, DEEP], { channel: 'ewallet_dana' }), {
      kind: 'redirect',
      url: DEEP[2],
      appUrl: DEEP[2],
      method: 'GET',
    });
    assert.deepEqual(instructionOf([evil, QR], { channel: 'ewallet_shopeepay' })?.kind, 'qr');
  });

  test('the simulator’s own pages on loopback are accepted', () => {
    const page: Triple = ['REDIRECT_CUSTOMER', 'WEB_URL', 'http://localhost:4000/simulators/xendit/pay/1'];
    const base = 'http://localhost:4000/simulators/xendit';
    assert.deepEqual(instructionOf([page], { channel: 'ewallet_dana', base }), {
      kind: 'redirect',
      url: page[2],
      method: 'GET',
    });
  });
});

describe('approved elsewhere', () => {
  test('OVO: a push to the phone, for 54 seconds from when it was made', () => {
    const properties = { account_mobile_number: '+6281210002000' };
    assert.deepEqual(instructionOf([], { channel: 'ewallet_ovo', properties, created: '2026-03-01T10:00:10Z' }), {
      kind: 'push',
      app: 'OVO',
      phone: '••••••••••2000',
      respondBy: '2026-03-01T10:01:04.000Z',
    });
    const undated = instructionOf([], { channel: 'ewallet_ovo', properties, created: 'soon' });
    assert.equal(undated?.kind === 'push' && undated.respondBy, new Date(NOW + 54_000).toISOString());
  });

  test('Jenius: a push to the $Cashtag', () => {
    const instruction = instructionOf([], { channel: 'ewallet_jeniuspay', properties: { cashtag: '$sitiaminah' } });
    assert.deepEqual(instruction?.kind === 'push' && [instruction.app, instruction.phone], [
      'Jenius Pay',
      '•••••••inah',
    ]);
  });

  test('no push for other channels, and none once it is decided', () => {
    assert.equal(instructionOf([], { channel: 'ewallet_dana' }), undefined);
    assert.equal(instructionOf([], { channel: 'ewallet_ovo', status: 'SUCCEEDED' }), undefined);
    assert.equal(instructionOf([VA], { channel: 'va_bca', status: 'PENDING' }), undefined);
    assert.equal(instructionOf([VA], { channel: 'va_bca', status: 'CANCELED' }), undefined);
  });

  test('a one-time password, sent to a masked phone number', () => {
    const post: Triple = [
      'API_POST_REQUEST',
      'VALIDATE_OTP',
      'https://api.xendit.co/v3/payment_requests/pr-1/validate_otp',
    ];
    const properties = { mobile_number: '+6281210002000' };
    assert.deepEqual(instructionOf([post], { channel: 'direct_debit_bri', properties }), {
      kind: 'otp',
      sentTo: '••••••••••2000',
    });
    assert.deepEqual(instructionOf([post], { channel: 'direct_debit_bri' }), { kind: 'otp' });
  });

  test('unknown actions are ignored', () => {
    const old: Triple = ['API_POST_REQUEST', 'DEBIT_ACCOUNT', 'https://api.xendit.co/v1/direct_debits/authorize'];
    assert.equal(instructionOf([old], { channel: 'direct_debit_bpi', providerRouter: ['PH', 'PHP'] }), undefined);
    assert.equal(instructionOf([['TELEPATHY', 'THINK', 'hard']], { channel: 'ewallet_ovo' }), undefined);
  });
});

test('malformed actions do not affect the others', () => {
  const body = aRequest({
    actions: ['x', null, { type: 'PRESENT_TO_CUSTOMER' }, { descriptor: 'VIRTUAL_ACCOUNT_NUMBER', value: VA_NUMBER }],
  });
  const context = { row: findRow('va_bca', 'ID', 'IDR'), base: new URL('https://api.xendit.co'), createdAt: NOW };
  assert.equal(toInstruction(paymentRequestSchema.parse(body), context)?.kind, 'virtual_account');
  assert.equal(toInstruction(paymentRequestSchema.parse(aRequest({ actions: 'none' })), context), undefined);
  assert.equal(toInstruction(paymentRequestSchema.parse(aRequest()), { ...context, row: undefined }), undefined);
});
