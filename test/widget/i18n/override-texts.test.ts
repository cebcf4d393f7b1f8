import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import type { GuideFacts } from '../../../widget/i18n/guides/guides.ts';
import type { KasirMessages } from '../../../widget/i18n/kasir-messages.ts';
import { channelLabel } from '../../../widget/i18n/channel-label.ts';
import { loadMessages } from '../../../widget/i18n/load-messages.ts';
import { loadGuides, loadPaymentMessages } from '../../../widget/i18n/load-payment-messages.ts';

/** What a script without types may set. */
const untyped = (json: object): KasirMessages => Object.assign({}, json);

const FACTS: GuideFacts = { number: '1234 5678', amount: 'Rp150.000', place: 'BCA' };

describe('a shop’s own texts', () => {
  const logged: string[] = [];
  beforeEach((t) => {
    logged.length = 0;
    if ('mock' in t) t.mock.method(console, 'error', (...words: unknown[]) => void logged.push(words.join(' ')));
  });

  test('replace some of a stage, and leave the others', async () => {
    const own: KasirMessages = {
      en: {
        pay: (amount) => `Order for ${amount}`,
        groups: { qr: 'Scan to pay' },
        channels: { va_bca: 'BCA transfer', ewallet_new: 'New wallet' },
        problems: { other: 'Oh no.', rate_limited: 'Slowly.' },
        paidHeading: 'Thank you!',
        qrSteps: ['Scan it.'],
        cardLabels: { holder: 'Your name' },
      },
    };
    const list = await loadMessages('en', own);
    assert.equal(list.pay('$5'), 'Order for $5');
    assert.equal(list.groups.qr, 'Scan to pay');
    assert.equal(list.groups.card, 'Card');
    assert.equal(channelLabel(list, 'va_bca', 'BCA Virtual Account'), 'BCA transfer');
    assert.equal(channelLabel(list, 'ewallet_new', 'EW'), 'New wallet');
    assert.equal(list.problems.other, 'Oh no.');
    assert.match(list.problems['unreachable'] ?? '', /Connection lost/);
    const payment = await loadPaymentMessages('en', own, list);
    assert.equal(payment.paidHeading, 'Thank you!');
    assert.deepEqual(payment.qrSteps, ['Scan it.']);
    assert.equal(payment.cardLabels.holder, 'Your name');
    assert.equal(payment.cardLabels.number, 'Card number');
    assert.equal(payment.problems['rate_limited'], 'Slowly.');
    assert.deepEqual(logged, []);
  });

  test('name a channel before the language’s own form does', async () => {
    const list = await loadMessages('th', { th: { channels: { va_bca: 'โอน BCA' } } });
    assert.equal(channelLabel(list, 'va_bca', 'BCA Virtual Account'), 'โอน BCA');
    assert.equal(channelLabel(list, 'va_bni', 'BNI Virtual Account'), 'บัญชีเสมือน BNI');
  });

  test('are of their language only', async () => {
    const own: KasirMessages = { id: { total: 'Jumlah' } };
    assert.equal((await loadMessages('en', own)).total, (await loadMessages('en')).total);
    assert.equal((await loadMessages('id', own)).total, 'Jumlah');
  });

  test('replace a guide, or add one', async () => {
    const own: KasirMessages = {
      en: { guides: { va_bca: ({ number }) => [{ title: 'At our till', steps: [`Say ${number}.`] }] } },
    };
    const { named } = await loadGuides('en', own);
    assert.deepEqual(named['va_bca']?.(FACTS), [{ title: 'At our till', steps: ['Say 1234 5678.'] }]);
    assert.ok((named['va_bni']?.(FACTS).length ?? 0) > 3);
    assert.deepEqual(logged, []);
  });

  test('of the wrong shape are ignored, and each reported once by its name', async () => {
    const own = untyped({
      vi: {
        total: 5,
        pay: 'Trả',
        groups: 'QR',
        noMatch: () => 7,
        channels: { va_bca: 1 },
        qrSteps: 'Quét',
        paidHeader: 'Xong',
        cardLabels: { nummer: 'Số' },
        pushSteps: () => 'Mở',
        guides: { va_bca: 'Chuyển', va_bni: () => [{ title: 'X' }] },
      },
      total: 'Tổng',
    });
    const [plain, plainPayment, plainGuides] = [
      await loadMessages('vi'),
      await loadPaymentMessages('vi'),
      await loadGuides('vi'),
    ];
    for (let again = 0; again < 2; again++) {
      const list = await loadMessages('vi', own);
      const payment = await loadPaymentMessages('vi', own, list);
      const guides = await loadGuides('vi', own);
      assert.equal(list.total, plain.total);
      assert.equal(list.pay('5'), plain.pay('5'));
      assert.deepEqual(list.groups, plain.groups);
      assert.equal(list.noMatch('x'), plain.noMatch('x'));
      assert.deepEqual(payment.qrSteps, plainPayment.qrSteps);
      assert.deepEqual(payment.pushSteps('OVO'), plainPayment.pushSteps('OVO'));
      for (const name of ['va_bca', 'va_bni'])
        assert.deepEqual(guides.named[name]?.(FACTS), plainGuides.named[name]?.(FACTS));
    }
    const names = logged.map((line) => /^Kasir: (\S+) /.exec(line)?.[1] ?? line).toSorted();
    assert.deepEqual(names, [
      'messages.total',
      'messages.vi.cardLabels.nummer',
      'messages.vi.channels.va_bca',
      'messages.vi.groups',
      'messages.vi.guides.va_bca',
      'messages.vi.guides.va_bni',
      'messages.vi.noMatch',
      'messages.vi.paidHeader',
      'messages.vi.pay',
      'messages.vi.pushSteps',
      'messages.vi.qrSteps',
      'messages.vi.total',
    ]);
    assert.match(logged.join('\n'), /messages\.vi\.pay has to be a function; it is ignored\./);
    assert.match(logged.join('\n'), /messages\.vi\.paidHeader is not a text of the widget/);
  });

  test('that throw do not break the screen', async () => {
    const list = await loadMessages('ms', {
      ms: {
        pay: () => {
          throw new Error('of the shop');
        },
      },
    });
    assert.equal(list.pay('RM 5'), 'Bayar RM 5');
    assert.equal(logged.length, 1);
  });
});
