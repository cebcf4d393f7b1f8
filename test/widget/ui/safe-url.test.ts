import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAppUrl, isWebUrl } from '../../../widget/ui/safe-url.ts';

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

test('an app link has the scheme of an app, or of the web', () => {
  for (const url of ['gojek://gopay/pay?id=1', 'intent://pay#Intent;end', 'https://wallet.test/open'])
    assert.ok(isAppUrl(url), url);
  for (const url of EVIL) assert.ok(!isAppUrl(url), url);
});
