import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeAppUrl, safeWebUrl } from '../../../server/providers/safe-url.ts';

const live = new URL('https://api.xendit.co');
const local = new URL('http://localhost:4000/simulators/xendit');

test('https is accepted for any host', () => {
  for (const url of ['https://redirect.partner.com/3ds-xyz', 'https://xen.to/kGxPCi60', 'https://127.0.0.1/x']) {
    assert.equal(safeWebUrl(url, live), url);
    assert.equal(safeAppUrl(url, live), url);
  }
});

test('http is accepted only on loopback, and only where the base URL is on loopback', () => {
  assert.equal(
    safeWebUrl('http://localhost:4000/simulators/xendit/pay/1', local),
    'http://localhost:4000/simulators/xendit/pay/1',
  );
  assert.equal(safeWebUrl('http://127.0.0.1:9999/pay', local), 'http://127.0.0.1:9999/pay');
  assert.equal(safeWebUrl('http://localhost:4000/pay', live), undefined);
  assert.equal(safeWebUrl('http://shop.example/pay', local), undefined);
});

test('everything else is refused', () => {
  const refused = [
    '',
    'xendit.co/example',
    '//evil.example',
    '/relative',
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:https://xendit.co/1',
    'file:///etc/passwd',
    'ftp://xendit.co/',
    'intent://pay#Intent;scheme=gojek;end',
    'https://user@evil.example/',
    'https://api.xendit.co:443@evil.example/',
    'https://',
    `https://xendit.co/${'x'.repeat(5000)}`,
  ];
  for (const url of refused) {
    assert.equal(safeWebUrl(url, live), undefined, url);
    assert.equal(safeAppUrl(url, live), undefined, url);
  }
});

test('an app scheme is a deep link, never a web address', () => {
  assert.equal(safeAppUrl('gojek://gopay/merchanttransfer?tref=1', live), 'gojek://gopay/merchanttransfer?tref=1');
  assert.equal(safeAppUrl('SHOPEEID://main?apprl=1', live), 'shopeeid://main?apprl=1');
  assert.equal(safeWebUrl('gojek://gopay', live), undefined);
  assert.equal(safeAppUrl('unknownwallet://pay', live), undefined);
});
