import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LANGUAGES } from '../../../shared/language.ts';
import { CUSTOMER_REVIEWS, FAILURE_CODES } from '../../../shared/payment-status.ts';
import { PROBLEMS } from '../../../shared/problem.ts';
import { loadGuides, loadPaymentMessages } from '../../../widget/i18n/load-payment-messages.ts';
import { loadMessages } from '../../../widget/i18n/load-messages.ts';

/** Every text by its path; functions get sample values. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return texts(Reflect.apply(value, undefined, ['X', 'Y', 'Z']), path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => texts(entry, `${path}.${key}`));
}

for (const locale of LANGUAGES)
  describe(`the texts in "${locale}"`, () => {
    test('are all there', async () => {
      const all = [...texts(await loadMessages(locale)), ...texts(await loadPaymentMessages(locale))];
      assert.ok(all.length > 100);
      for (const [path, text] of all) assert.match(text, /\S/, path);
      assert.ok(!all.some(([, text]) => text.includes('undefined')));
    });

    test('have a text for every failure and review, each saying what to do next', async () => {
      const { failures, reviews } = await loadPaymentMessages(locale);
      for (const code of FAILURE_CODES) assert.match(failures[code], /\. \S.*\.$/, code);
      for (const review of CUSTOMER_REVIEWS) assert.match(reviews[review], /\.$/, review);
    });

    test('have a text for the problems a customer can meet', async () => {
      const known = { ...(await loadPaymentMessages(locale)).problems, ...(await loadMessages(locale)).problems };
      const met = [
        'provider_rejected',
        'provider_unavailable',
        'channel_unavailable',
        'amount_out_of_range',
        'rate_limited',
        'state_conflict',
        'invalid_request',
      ];
      for (const code of [...met, 'token_expired', 'unreachable']) assert.ok(known[code], code);
      for (const code of met) assert.ok(code in PROBLEMS, code);
    });

    test('explain each bank and store in steps that name the number or the amount', async () => {
      const { named, virtualAccount, retail } = await loadGuides(locale);
      const needed = ['va_bca', 'va_mandiri', 'va_bni', 'va_bri', 'va_permata', 'retail_alfamart', 'retail_indomaret'];
      for (const name of needed) assert.ok(named[name], name);
      for (const text of [...Object.values(named), virtualAccount, retail]) {
        const guides = text({ number: '<number>', amount: '<amount>', place: '<place>' });
        assert.ok(guides.length > 0);
        for (const { title, steps } of guides) {
          assert.match(title, /\S/);
          assert.ok(steps.length >= 3 && steps.some((step) => step.includes('<number>')), title);
        }
      }
    });
  });

test('every language has the same texts', async () => {
  const [first, ...others] = await Promise.all(
    LANGUAGES.map(async (locale) =>
      [...texts(await loadMessages(locale)), ...texts(await loadPaymentMessages(locale))].map(([path]) => path),
    ),
  );
  for (const other of others) assert.deepEqual(other.toSorted(), first?.toSorted());
});
