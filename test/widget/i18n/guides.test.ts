import assert from 'node:assert/strict';
import { brotliCompressSync } from 'node:zlib';
import { describe, test } from 'node:test';
import { CHANNELS, type ChannelCode } from '../../../shared/channel.ts';
import { LANGUAGES } from '../../../shared/language.ts';
import type { GuideFacts } from '../../../widget/i18n/guides/guides.ts';
import { WAYS } from '../../../widget/i18n/guides/ways.ts';
import { loadGuides } from '../../../widget/i18n/load-payment-messages.ts';

const BANKS: readonly ChannelCode[] = [
  'va_bca',
  'va_bni',
  'va_bri',
  'va_mandiri',
  'va_permata',
  'va_cimb',
  'va_danamon',
  'va_maybank',
  'va_bsi',
  'va_bnc',
  'va_sampoerna',
  'va_muamalat',
  'va_bjb',
  'va_hana',
  'va_dki',
];
const STORES: readonly ChannelCode[] = ['retail_alfamart', 'retail_indomaret'];

const factsOf = (place: string): GuideFacts => ({ number: '8877 6543 2109 8765', amount: 'Rp150.000', place });

for (const locale of LANGUAGES)
  describe(`the guides in "${locale}"`, () => {
    test('explain every bank and store: each way to pay says the number and the amount', async () => {
      const { named } = await loadGuides(locale);
      for (const code of [...BANKS, ...STORES]) {
        const guides = named[code]?.(factsOf(CHANNELS[code].brand)) ?? [];
        assert.ok(guides.length > 0, code);
        for (const { title, steps } of guides) {
          const where = `${code}, ${title}`;
          assert.match(title, /\S/, code);
          assert.ok(steps.length >= 2 && steps.length <= 4, where);
          for (const step of steps) assert.doesNotMatch(step, /undefined|^\s*$/, where);
          assert.ok(
            steps.some((step) => step.includes('8877 6543 2109 8765')),
            `${where}: the number`,
          );
          assert.ok(
            steps.some((step) => step.includes('Rp150.000')),
            `${where}: the amount`,
          );
        }
        assert.equal(new Set(guides.map(({ title }) => title)).size, guides.length, `${code}: titles differ`);
      }
    });

    test('say a bill’s two numbers, the company’s first', async () => {
      const { named } = await loadGuides(locale);
      const guides = named['va_mandiri_bill']?.({ ...factsOf('Mandiri'), billerCode: '70012' }) ?? [];
      for (const { title, steps } of guides) {
        const company = steps.findIndex((step) => step.includes('70012'));
        const number = steps.findIndex((step) => step.includes('8877 6543 2109 8765'));
        assert.ok(company > 0 && company < number, title);
      }
    });

    test('name the company by the first digits of Mandiri’s number', async () => {
      const { named } = await loadGuides(locale);
      for (const { title, steps } of (named['va_mandiri']?.(factsOf('Mandiri')) ?? []).slice(0, 3))
        assert.ok(
          steps.some((step) => step.includes('88776')),
          title,
        );
    });

    test('name the bill that the cashier looks up', async () => {
      const { named } = await loadGuides(locale);
      const [guide] = named['retail_alfamart']?.({ ...factsOf('Alfamart'), biller: 'NICEPAY' }) ?? [];
      assert.ok(guide?.steps[0]?.includes('NICEPAY'));
    });

    test('speak of a barcode where there is one', async () => {
      const { named, retail } = await loadGuides(locale);
      for (const text of [named['retail_indomaret'], retail]) {
        const shown = (barcode: boolean) => text?.({ ...factsOf('Indomaret'), barcode })[0]?.steps[1];
        assert.notEqual(shown(true), shown(false));
      }
    });

    test('have a general form for a bank or store without its own, in no bank’s words', async () => {
      const { virtualAccount, retail } = await loadGuides(locale);
      for (const guides of [virtualAccount(factsOf('BIDV')), retail(factsOf('LBC'))])
        for (const { title, steps } of guides) {
          assert.ok(
            steps.some((step) => step.includes('8877 6543 2109 8765')),
            title,
          );
          if (locale !== 'id') assert.doesNotMatch(steps.join(' '), /Pembayaran|Lainnya/, title);
        }
    });
  });

test('a short last group of a number stays beside the one before it', async () => {
  const { named } = await loadGuides('en');
  const [guide] = named['retail_alfamart']?.({ ...factsOf('Alfamart'), number: 'KSR7 7889 900 11' }) ?? [];
  assert.ok(guide?.steps[1]?.includes('KSR7 7889 900\u00A011'));
});

test('every bank has an app, a machine or a teller; a way’s menus are told by name', () => {
  for (const bank of BANKS) {
    const ways = WAYS[bank] ?? [];
    assert.ok(
      ways.some(({ via }) => via === 'app'),
      bank,
    );
    assert.ok(ways.length >= 2, bank);
    for (const { via, path } of ways)
      if (via === 'app' || via === 'internet' || via === 'atm') assert.ok(path && path.length > 0, `${bank}: ${via}`);
  }
});

test('what every language repeats, the facts, is small', () => {
  assert.ok(brotliCompressSync(JSON.stringify(WAYS)).length < 2_000);
});
