import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fromMajor, type Currency } from '../../../../shared/money.ts';
import { channelFacts } from '../../../../shared/channel.ts';
import { buildPaymentRequest } from '../../../../server/providers/xendit/build.ts';
import { CHANNEL_ROWS, findRow } from '../../../../server/providers/xendit/channels.ts';
import type { ChannelRow } from '../../../../server/providers/xendit/channels/channel-row.ts';
import { XENDIT_OFFERS } from '../../../../server/providers/xendit/offers.ts';
import { anOrder, siti } from './support/order.ts';
import { sharedFile } from './support/shared-files.ts';

const nameOf = (row: { country: string; code: string }): string => `${row.country} ${row.code}`;
const rowsWhere = (is: (row: ChannelRow) => boolean): string[] => CHANNEL_ROWS.filter(is).map(nameOf).sort();

test('one line per channel and country, of 150', () => {
  assert.equal(CHANNEL_ROWS.length, 150);
  assert.equal(new Set(CHANNEL_ROWS.map((row) => `${row.channel} ${row.country}`)).size, 150);
  assert.equal(new Set(CHANNEL_ROWS.map(nameOf)).size, 150);
});

test('a channel is found by our code, country and currency together', () => {
  assert.equal(findRow('ewallet_shopeepay', 'MY', 'MYR')?.maxAmount, 499_900);
  assert.equal(findRow('ewallet_shopeepay', 'ID', 'IDR')?.maxAmount, 20_000_000);
  assert.equal(findRow('ewallet_shopeepay', 'ID', 'MYR'), undefined);
  assert.equal(findRow('va_dki', 'ID', 'IDR'), undefined);
});

test('offers: facts follow from the table', () => {
  const offer = (channel: string, country: string) =>
    XENDIT_OFFERS.find((o) => o.channel === channel && o.country === country);
  assert.deepEqual(offer('online_banking_pesonet', 'PH')?.minAmount, 5_000_001);
  assert.deepEqual(offer('card', 'ID')?.expiryBounds, { minSeconds: 600, maxSeconds: 1800 });
  // The customer has something to do in every flow, the card's page among them.
  assert.equal(
    XENDIT_OFFERS.some((each) => each.chargesAtOnce),
    false,
  );
  assert.equal(offer('va_cimb', 'ID')?.expiryBounds, undefined);
  assert.equal(offer('ewallet_ovo', 'ID')?.expiresAfterSeconds, 54);
  assert.deepEqual(offer('mobile_banking_ktb', 'TH')?.devices, ['mobile']);
  assert.equal(offer('direct_debit_bri', 'ID')?.supports.saveRequired, true);
  assert.equal(offer('qris', 'ID')?.supports.refund, 'full');
});

test('codes that are closed after the first payment are those of channels without confirmed single payments', () => {
  assert.deepEqual(
    rowsWhere((row) => row.flow === 'REUSABLE_PAYMENT_CODE'),
    ['ID BJB_VIRTUAL_ACCOUNT', 'ID HANA_VIRTUAL_ACCOUNT'],
  );
  assert.deepEqual(
    XENDIT_OFFERS.filter((offer) => offer.closeAfterPaid).map((offer) => offer.channel),
    ['va_bjb', 'va_hana'],
  );
});

test('patterns accept valid values and no others', () => {
  const field = (channel: ChannelRow['channel'], name: string) =>
    findRow(channel, 'ID', 'IDR')?.fields.find((each) => each.name === name);
  const cashtag = field('ewallet_jeniuspay', 'cashtag')?.pattern?.regex;
  for (const good of ['$siti', '$s1.t_i']) assert.match(good, cashtag ?? /never^/);
  for (const bad of ['siti', '$', '$si ti', '$$siti', '$siti\n']) assert.doesNotMatch(bad, cashtag ?? /^/);
  const lastFour = field('direct_debit_bri', 'cardLastFour')?.pattern?.regex;
  assert.match('4242', lastFour ?? /never^/);
  for (const bad of ['424', '42424', '4242424242424242', '42a2']) assert.doesNotMatch(bad, lastFour ?? /^/);
});

interface VendorChannel {
  readonly channel_code: string;
  readonly country: string;
  readonly currency: Currency;
  readonly category: string;
  readonly min_amount: number;
  readonly max_amount: number | null;
  readonly supports: {
    readonly PAY_AND_SAVE: boolean;
    readonly REUSABLE_PAYMENT_CODE: boolean;
    readonly merchant_initiated: boolean;
    readonly manual_capture: boolean;
  };
  readonly refund: { readonly full: boolean; readonly partial: boolean };
  readonly set_expiry: boolean | null;
  readonly default_expiry_hours: number | string | null;
  readonly expected_actions: readonly { readonly descriptor: string }[];
  readonly channel_properties: { readonly required: readonly string[]; readonly optional: readonly string[] };
}

const file = sharedFile('channels.json');

describe("the table against the provider's own", { skip: file.skip }, () => {
  const vendor = file.skip === false ? (file.read() as { channels: VendorChannel[] }).channels : [];
  const pairs = vendor.map((theirs) => ({
    theirs,
    ours: CHANNEL_ROWS.find((row) => row.code === theirs.channel_code && row.country === theirs.country),
  }));
  /** Names of the channels for which the two do not say the same. */
  const differing = (same: (ours: ChannelRow, theirs: VendorChannel) => boolean): string[] =>
    pairs.flatMap(({ ours, theirs }) => (ours !== undefined && !same(ours, theirs) ? [nameOf(ours)] : [])).sort();

  test('every channel of the provider has its line, in its currency', () => {
    assert.equal(vendor.length, 150);
    assert.deepEqual(
      pairs.filter(({ ours }) => ours === undefined),
      [],
    );
    assert.deepEqual(
      differing((ours, theirs) => ours.currency === theirs.currency),
      [],
    );
  });

  test('kinds agree', () => {
    const KINDS: Readonly<Record<string, string>> = {
      VIRTUAL_ACCOUNT: 'virtual_account',
      OVER_THE_COUNTER: 'retail',
      QR_CODE: 'qr',
      EWALLET: 'ewallet',
      CARDS: 'card',
      DIRECT_DEBIT: 'direct_debit',
      PAYLATER: 'paylater',
      ONLINE_BANKING: 'online_banking',
      MOBILE_BANKING: 'online_banking',
    };
    assert.deepEqual(
      differing((ours, theirs) => channelFacts(ours.channel).kind === KINDS[theirs.category]),
      [],
    );
  });

  test('limits are the provider’s, or narrower where the channel page says so', () => {
    assert.deepEqual(
      differing((ours, theirs) => ours.minAmount === fromMajor(theirs.min_amount, theirs.currency)),
      [
        'ID BNC_VIRTUAL_ACCOUNT',
        'ID LINKAJA',
        'ID MUAMALAT_VIRTUAL_ACCOUNT',
        'VN APPOTA',
        'VN SHOPEEPAY',
        'VN VNPTWALLET',
      ],
    );
    assert.deepEqual(
      differing(
        (ours, theirs) =>
          theirs.max_amount !== null && ours.maxAmount === fromMajor(theirs.max_amount, theirs.currency),
      ),
      ['ID BRI_DIRECT_DEBIT', 'ID LINKAJA', 'ID QRIS', 'PH BPI_RECURRING', 'SG CARDS', 'VN CARDS'],
    );
    for (const { ours, theirs } of pairs) {
      assert.ok((ours?.minAmount ?? 0) >= (fromMajor(theirs.min_amount, theirs.currency) ?? 0), theirs.channel_code);
    }
  });

  test('saving, merchant-initiated charges, authorization and refunds are the provider’s, or less', () => {
    assert.deepEqual(
      differing((ours, theirs) => (ours.saves !== 'no') === theirs.supports.PAY_AND_SAVE),
      ['ID GOPAY'],
    );
    assert.deepEqual(
      differing((ours, theirs) => ours.merchantInitiated === theirs.supports.merchant_initiated),
      ['ID GOPAY'],
    );
    assert.deepEqual(
      differing((ours, theirs) => ours.manualCapture === theirs.supports.manual_capture),
      [],
    );
    const refund = ({ refund: { full, partial } }: VendorChannel) => (partial ? 'partial' : full ? 'full' : 'none');
    assert.deepEqual(
      differing((ours, theirs) => ours.refund === refund(theirs)),
      ['ID KREDIVO', 'PH BPI_RECURRING', 'PH UBP_EADA'],
    );
    assert.deepEqual(
      differing((ours, theirs) => ours.flow !== 'REUSABLE_PAYMENT_CODE' || theirs.supports.REUSABLE_PAYMENT_CODE),
      [],
    );
  });

  test('expiry is sent only where it is accepted, and its default is the provider’s', () => {
    assert.deepEqual(
      differing((ours, theirs) => ours.expirySettable === (theirs.set_expiry === true)),
      ['ID CARDS', 'MY CARDS', 'PH CARDS', 'SG CARDS', 'TH CARDS', 'TH PROMPTPAY', 'VN CARDS'],
    );
    const hoursOf = ({ default_expiry_hours: hours }: VendorChannel) =>
      hours === null ? undefined : Number.parseFloat(String(hours));
    assert.deepEqual(
      differing((ours, theirs) => {
        const theirHours = hoursOf(theirs);
        if (ours.flow === 'SESSION' || theirHours === undefined)
          return ours.flow === 'SESSION' || ours.lifeSeconds === undefined;
        return Math.abs((ours.lifeSeconds ?? Infinity) - theirHours * 3600) <= 20;
      }),
      [],
    );
  });

  test('every required property is sent, and no unknown one', () => {
    const fields = { phone: '+6281210002000', email: 'siti@example.com', cashtag: '$siti', cardLastFour: '4242' };
    for (const { ours, theirs } of pairs) {
      if (ours === undefined || ours.flow === 'SESSION') continue;
      const order = anOrder({
        channel: ours.channel,
        country: ours.country,
        money: { amount: 500_000, currency: ours.currency },
        customer: siti,
        fields,
      });
      const { channel_properties: sent } = buildPaymentRequest(order, ours) as {
        channel_properties: Record<string, string>;
      };
      const { required, optional } = theirs.channel_properties;
      for (const name of required) assert.equal(typeof sent[name], 'string', `${nameOf(ours)} needs ${name}`);
      // Of some nothing is known at all; those are sent what their neighbours are.
      if (required.length + optional.length === 0) continue;
      // Its page says that these two redirect as well; requests that worked in the field carry the way back.
      const inTheField = ['OVO', 'JENIUSPAY'].includes(ours.code) ? ['success_return_url', 'failure_return_url'] : [];
      for (const name of Object.keys(sent))
        assert.ok([...required, ...optional, ...inTheField].includes(name), `${nameOf(ours)} does not know ${name}`);
    }
  });

  test('app-only channels are offered on phones only', () => {
    const appOnly = differing(
      (_, { expected_actions: actions }) =>
        !(actions.length > 0 && actions.every((a) => a.descriptor === 'DEEPLINK_URL')),
    );
    assert.deepEqual(
      rowsWhere((row) => row.devices !== undefined),
      appOnly,
    );
  });
});
