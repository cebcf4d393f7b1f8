import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LANGUAGES, type Language } from '../../../shared/language.ts';
import { CUSTOMER_REVIEWS, FAILURE_CODES } from '../../../shared/payment-status.ts';
import { PROBLEMS } from '../../../shared/problem.ts';
import { loadPaymentMessages } from '../../../widget/i18n/load-payment-messages.ts';
import { loadMessages } from '../../../widget/i18n/load-messages.ts';
import { textsOf } from './texts-of.ts';

/** What a customer reads in this language, by path; `terms` are only for languages with words of their own for them. */
async function allTexts(locale: Language): Promise<Map<string, string>> {
  const stages = { list: await loadMessages(locale), payment: await loadPaymentMessages(locale) };
  const texts = textsOf(stages);
  return new Map(texts.filter(([path]) => !path.startsWith('.list.terms')));
}

/** Words that these languages have from English, or share with it. */
const SAME_AS_ENGLISH: Readonly<Partial<Record<Language, readonly string[]>>> = {
  id: ['Email'],
  vi: ['Email'],
  fil: [
    'QR code',
    'E-wallet',
    'Bank transfer',
    'Card',
    'Calendar',
    'Bank account',
    'Credit / debit card',
    'Payment code',
    'Email',
  ],
};

const marksIn = (text: string): string[] => [...new Set(text.match(/<\d>/g))].toSorted();

for (const locale of LANGUAGES)
  describe(`the texts in "${locale}"`, () => {
    test('are those of English, none of them empty or still English', async () => {
      const english = await allTexts('en');
      const texts = await allTexts(locale);
      assert.ok(texts.size > 150);
      assert.deepEqual([...texts.keys()].toSorted(), [...english.keys()].toSorted());
      for (const [path, text] of texts) {
        assert.match(text, /\S/, path);
        assert.doesNotMatch(text, /undefined|NaN|\[object/, path);
        const borrowed = locale === 'en' || SAME_AS_ENGLISH[locale]?.includes(text) === true || !/[a-z]{2}/.test(text);
        if (!borrowed) assert.notEqual(text, english.get(path), path);
      }
      for (const word of SAME_AS_ENGLISH[locale] ?? []) assert.ok([...texts.values()].includes(word), word);
    });

    test('mention everything that the English ones mention', async () => {
      const english = await allTexts('en');
      for (const [path, text] of await allTexts(locale))
        assert.deepEqual(marksIn(text), marksIn(english.get(path) ?? ''), path);
    });

    test('count one and several', async () => {
      const { minutesLeft, channelsFound, cardFaultCount } = await loadPaymentMessages(locale);
      for (const text of [minutesLeft, channelsFound, cardFaultCount]) {
        assert.match(text(1), /\b1\b/);
        assert.match(text(2), /\b2\b/);
        // Of the seven only English changes the noun after a number.
        const category = (count: number) => (locale === 'en' ? new Intl.PluralRules('en').select(count) : 'other');
        assert.equal(text(1).replace('1', '2') === text(2), category(1) === category(2), text(1));
      }
    });

    test('have a text for every failure and review, each saying what to do next', async () => {
      const { failures, reviews } = await loadPaymentMessages(locale);
      // Thai ends no sentence with a full stop: a space is between sentences.
      const [twoSentences, sentence] =
        locale === 'th' ? [/\S \S/, /\S$/] : locale === 'zh' ? [/。\S.*。$/, /。$/] : [/\. \S.*\.$/, /\.$/];
      for (const code of FAILURE_CODES) assert.match(failures[code], twoSentences, code);
      for (const review of CUSTOMER_REVIEWS) assert.match(reviews[review], sentence, review);
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
  });
