import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Language } from '../../../shared/language.ts';
import { type LocaleSigns, pickLocale } from '../../../widget/i18n/locale.ts';

const NOWHERE: LocaleSigns = {
  requested: undefined,
  page: [],
  browser: [],
  country: () => undefined,
  timeZone: () => 'Europe/Berlin',
};
const picked = (signs: Partial<LocaleSigns>): string => pickLocale({ ...NOWHERE, ...signs });

test('the page’s setting comes before its language, and that before the browser’s (F15)', () => {
  assert.equal(picked({ requested: 'en', page: ['id'], browser: ['id'] }), 'en');
  assert.equal(picked({ page: ['en', 'id'], browser: ['id'] }), 'en');
  assert.equal(picked({ page: [null, 'id'], browser: ['en'] }), 'id');
  assert.equal(picked({ browser: ['fr-FR', 'id-ID', 'en'] }), 'id');
});

test('an unsupported language is ignored, however it is written (F15)', () => {
  for (const requested of ['fr', 'km-KH', 'my', 'lo', 'yue', '', ' ', 'ide', 'indonesia'])
    assert.equal(picked({ requested, page: ['xx'], browser: ['en-GB'], country: () => 'ID' }), 'en', requested);
});

test('former codes, scripts and regions are understood (F15)', () => {
  const written = {
    id: ['in', 'in-ID', 'IN_id', ' id ', 'id-ID'],
    en: ['EN', 'en_US', 'en-PH'],
    th: ['th', 'th-TH', 'th-TH-u-nu-thai'],
    vi: ['vi', 'vi_VN'],
    ms: ['ms', 'ms-MY', 'ms-Arab-MY', 'MS_sg'],
    fil: ['fil', 'fil-PH', 'tl', 'tl-PH'],
    // Simplified Chinese is nearer to a reader of Traditional Chinese than another language is.
    zh: ['zh', 'zh-CN', 'zh_Hans_CN', 'zh-Hans', 'zh-SG', 'zh-TW', 'zh-Hant', 'zh-Hant-HK'],
  } satisfies Record<Language, readonly string[]>;
  for (const [language, tags] of Object.entries(written))
    for (const requested of tags)
      for (const signs of [{ requested }, { page: [requested] }, { browser: ['fr', requested] }])
        assert.equal(picked({ ...signs, country: () => 'SG' }), language, requested);
});

test('by default Indonesia gets Indonesian and every other country English (F15)', () => {
  assert.equal(picked({ country: () => 'ID' }), 'id');
  assert.equal(picked({ country: () => 'PH', timeZone: () => 'Asia/Jakarta' }), 'en');
  for (const timeZone of ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'])
    assert.equal(picked({ timeZone: () => timeZone }), 'id', timeZone);
  assert.equal(picked({ timeZone: () => 'Asia/Manila' }), 'en');
});

test('neither the country nor the time zone is asked for where a language is named', () => {
  const asked = (): string => {
    throw new Error('asked for');
  };
  assert.equal(picked({ page: ['th'], country: asked, timeZone: asked }), 'th');
  assert.equal(picked({ country: () => 'ID', timeZone: asked }), 'id');
});
