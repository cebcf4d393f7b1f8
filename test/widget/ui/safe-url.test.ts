import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeAppUrl } from '../../../server/providers/safe-url.ts';
import { APP_SCHEMES } from '../../../shared/app-scheme.ts';
import { isAppUrl, isWebUrl } from '../../../widget/ui/safe-url.ts';

/** Schemes that a phone acts on, but not by opening a payment app. */
const NO_APPS = [
  'intent://pay#Intent;scheme=gojek;end',
  'tel:+62811',
  'sms:+62811',
  'market://details?id=x',
  'ms-msdt:/id',
  'mailto:a@b.test',
  'itms-apps://x',
  'unknownwallet://pay',
  ' gojek://pay',
  'go\njek://pay',
];

const EVIL = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'blob:https://shop.test/1',
  'file:///etc/passwd',
  'about:blank',
  'view-source:https://x.test',
  '//evil.test',
  '/\\evil.test',
  'evil.test',
  '',
];

test('a page is an http(s) address without a user name', () => {
  for (const url of ['https://pay.test/1?x=y#z', 'http://localhost:4000/simulators']) assert.ok(isWebUrl(url), url);
  for (const url of [...EVIL, 'https://user@evil.test', 'https://user:pass@evil.test', 'gojek://pay'])
    assert.ok(!isWebUrl(url), url);
});

test('an app link has the scheme of an app that both sides know, or of the web (S11)', () => {
  for (const url of ['gojek://gopay/pay?id=1', 'SHOPEEID://main', 'https://wallet.test/open'])
    assert.ok(isAppUrl(url), url);
  for (const url of [...EVIL, ...NO_APPS]) assert.ok(!isAppUrl(url), url);
});

test('the server and the widget accept the same addresses (S11)', () => {
  const base = new URL('https://api.provider.test');
  for (const scheme of APP_SCHEMES) assert.ok(isAppUrl(safeAppUrl(`${scheme}://pay`, base) ?? ''), scheme);
  for (const url of [...EVIL, ...NO_APPS]) {
    const passed = safeAppUrl(url, base);
    assert.ok(passed === undefined || isAppUrl(passed), url);
  }
});
