import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LocaleSigns, pickLocale } from '../../../widget/i18n/locale.ts';

const NOWHERE: LocaleSigns = {
  requested: undefined,
  page: [],
  browser: [],
  country: undefined,
  timeZone: 'Europe/Berlin',
};
const picked = (signs: Partial<LocaleSigns>): string => pickLocale({ ...NOWHERE, ...signs });

test('the page’s setting comes before its language, and that before the browser’s (F15)', () => {
  assert.equal(picked({ requested: 'en', page: ['id'], browser: ['id'] }), 'en');
  assert.equal(picked({ page: ['en', 'id'], browser: ['id'] }), 'en');
  assert.equal(picked({ page: [null, 'id'], browser: ['en'] }), 'id');
  assert.equal(picked({ browser: ['fr-FR', 'id-ID', 'en'] }), 'id');
});

test('an unsupported language is ignored, however it is written (F15)', () => {
  for (const requested of [
    'fr',
    'th',
    'vi',
    'ms',
    'fil',
    'tl',
    'zh',
    'zh-CN',
    'zh_Hans_CN',
    '',
    ' ',
    'ide',
    'indonesia',
  ])
    assert.equal(picked({ requested, page: ['xx'], browser: ['en-GB'], country: 'ID' }), 'en', requested);
});

test('former codes and regions are understood (F15)', () => {
  for (const requested of ['in', 'in-ID', 'IN_id', ' id ', 'id-ID'])
    assert.equal(picked({ requested, browser: ['en'] }), 'id');
  for (const requested of ['EN', 'en_US', 'en-PH']) assert.equal(picked({ requested, browser: ['id'] }), 'en');
});

test('by default Indonesia gets Indonesian and every other country English (F15)', () => {
  assert.equal(picked({ country: 'ID' }), 'id');
  assert.equal(picked({ country: 'PH', timeZone: 'Asia/Jakarta' }), 'en');
  for (const timeZone of ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'])
    assert.equal(picked({ timeZone }), 'id', timeZone);
  assert.equal(picked({ timeZone: 'Asia/Manila' }), 'en');
});
