import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ChannelCode } from '../../../../shared/channel.ts';
import type { Offer } from '../../../../server/payments/ports/ports.ts';
import { Rejected } from '../../../../server/payments/ports/ports.ts';
import { CHANNEL_ROWS, findChosen, rowOf } from '../../../../server/providers/nicepay/channels.ts';
import { NICEPAY_OFFERS, offersFor } from '../../../../server/providers/nicepay/offers.ts';
import { settingsOf } from './support/settings.ts';

const offerOf = (channel: ChannelCode, offers: readonly Offer[] = NICEPAY_OFFERS): Offer =>
  offers.find((offer) => offer.channel === channel) ?? assert.fail(`${channel} is not offered`);

const DAY = 24 * 3600;

describe('the table of channels', () => {
  test('has every channel once, with the code that its payment method needs', () => {
    assert.equal(new Set(CHANNEL_ROWS.map(({ channel }) => channel)).size, CHANNEL_ROWS.length);
    for (const row of CHANNEL_ROWS) {
      assert.equal(row.bankCd !== undefined, row.payMethod === '02', row.channel);
      assert.equal(row.mitraCd !== undefined, ['03', '04', '05', '06', '08'].includes(row.payMethod), row.channel);
      for (const code of [row.bankCd, row.mitraCd]) assert.match(code ?? 'NONE', /^[A-Z]{4}$/);
    }
  });

  test('has NICEPAY’s codes', () => {
    const codes = CHANNEL_ROWS.map(({ channel, payMethod, bankCd, mitraCd }) => [
      channel,
      payMethod,
      bankCd ?? mitraCd,
    ]);
    assert.deepEqual(codes, [
      ['va_bca', '02', 'CENA'],
      ['va_mandiri', '02', 'BMRI'],
      ['va_bni', '02', 'BNIN'],
      ['va_bri', '02', 'BRIN'],
      ['va_permata', '02', 'BBBA'],
      ['va_cimb', '02', 'BNIA'],
      ['va_danamon', '02', 'BDIN'],
      ['va_maybank', '02', 'IBBK'],
      ['va_hana', '02', 'HNBN'],
      ['va_bjb', '02', 'PDJB'],
      ['va_bnc', '02', 'YUDB'],
      ['va_dki', '02', 'BDKI'],
      ['retail_alfamart', '03', 'ALMA'],
      ['retail_indomaret', '03', 'INDO'],
      ['qris', '08', 'QSHP'],
      ['ewallet_ovo', '05', 'OVOE'],
      ['ewallet_dana', '05', 'DANA'],
      ['ewallet_linkaja', '05', 'LINK'],
      ['ewallet_shopeepay', '05', 'ESHP'],
      ['clickpay_jenius', '04', 'JENC'],
      ['paylater_akulaku', '06', 'AKLP'],
      ['paylater_kredivo', '06', 'KDVI'],
      ['paylater_indodana', '06', 'IDNA'],
      ['card', '01', undefined],
      ['checkout_page', '00', undefined],
    ]);
  });

  test('finds what a customer chose on the page by NICEPAY’s codes', () => {
    assert.equal(findChosen('02', 'BNIN')?.channel, 'va_bni');
    assert.equal(findChosen('03', 'INDO')?.channel, 'retail_indomaret');
    assert.equal(findChosen('02', 'OTHR'), undefined);
    assert.equal(findChosen('01', undefined), undefined);
    assert.throws(() => rowOf({ channel: 'ewallet_gcash' }), Rejected);
  });
});

describe('offers', () => {
  test('an unpaid number can be canceled, and a paid one cannot be refunded', () => {
    for (const channel of ['va_bca', 'retail_alfamart', 'retail_indomaret'] as const) {
      assert.equal(offerOf(channel).supports.cancel, true);
      assert.equal(offerOf(channel).supports.refund, 'none');
    }
  });

  test('for everything else it is the other way round', () => {
    for (const channel of ['card', 'qris', 'ewallet_ovo', 'clickpay_jenius', 'paylater_kredivo'] as const) {
      assert.equal(offerOf(channel).supports.cancel, false);
      assert.equal(offerOf(channel).supports.refund, 'partial');
    }
  });

  test('a store code is valid for seven days at most, a QR code for a day, a form for half an hour', () => {
    assert.deepEqual(offerOf('retail_alfamart').expiryBounds, { minSeconds: 60, maxSeconds: 7 * DAY });
    assert.deepEqual(offerOf('qris').expiryBounds, { minSeconds: 60, maxSeconds: DAY });
    assert.equal(offerOf('card').expiryBounds, undefined);
    assert.equal(offerOf('card').expiresAfterSeconds, 1800);
    assert.equal(offerOf('ewallet_dana').expiresAfterSeconds, 1800);
  });

  test('only cards can be saved, authorized and charged later', () => {
    for (const { channel, supports } of NICEPAY_OFFERS) {
      const isCard = channel === 'card';
      assert.deepEqual(
        [supports.save, supports.manualCapture, supports.partialCapture, supports.merchantInitiated],
        [isCard, isCard, isCard, isCard],
        channel,
      );
    }
  });

  test('a registration moves no money', () => {
    assert.ok(NICEPAY_OFFERS.every(({ chargesAtOnce, closeAfterPaid }) => !chargesAtOnce && !closeAfterPaid));
  });

  test('the customer fills in a field only where its value matters', () => {
    const customerFields = NICEPAY_OFFERS.filter(({ fields }) => fields.length > 0).map(({ channel, fields }) => [
      channel,
      fields.map(({ name, required }) => (required ? name : `${name}?`)).join(' '),
    ]);
    assert.deepEqual(Object.fromEntries(customerFields), {
      ewallet_ovo: 'phone',
      clickpay_jenius: 'cashtag?',
      paylater_akulaku: 'name phone email',
      paylater_kredivo: 'name phone email',
      paylater_indodana: 'name phone email',
      card: 'installment?',
    });
  });

  test('instalments are 1, 3, 6 and 12 months, limited by what the shop allows', () => {
    const [field] = offerOf('card').fields;
    assert.deepEqual(
      field?.options?.map(({ value }) => value),
      ['1', '3', '6', '12'],
    );
    assert.equal(field?.narrowedBy, 'installments');
  });
});

describe('the offers of some settings', () => {
  test('everything, with a merchant id of each kind', () => {
    assert.deepEqual(offersFor(settingsOf()), NICEPAY_OFFERS);
  });

  test('no manual capture without a merchant id for it', () => {
    const without = offersFor(settingsOf({ NICEPAY_IMID_PREAUTH: undefined, NICEPAY_MERCHANT_KEY_PREAUTH: undefined }));
    assert.equal(offerOf('card', without).supports.manualCapture, false);
    assert.equal(without.length, NICEPAY_OFFERS.length);
  });

  test('no Akulaku without a seller', () => {
    const without = offersFor(settingsOf({ NICEPAY_SELLER: undefined })).map(({ channel }) => channel);
    assert.equal(without.includes('paylater_akulaku'), false);
    assert.equal(without.includes('paylater_kredivo'), true);
  });
});
