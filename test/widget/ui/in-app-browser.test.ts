import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { browserLink, inAppBrowser } from '../../../widget/ui/in-app-browser.ts';

const ANDROID_VIEW =
  'Mozilla/5.0 (Linux; Android 13; SM-A546E Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.6099.230 Mobile Safari/537.36';
const IPHONE_VIEW =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';

const INSIDE: readonly (readonly [string | undefined, string])[] = [
  ['Instagram', `${ANDROID_VIEW} Instagram 312.0.0.34.111 Android (33/13; 450dpi; 1080x2125; samsung; SM-A546E; a54x)`],
  ['Instagram', `${IPHONE_VIEW} Instagram 312.0.0.18.112 (iPhone14,5; iOS 17_2; id_ID; id; scale=3.00; 1170x2532)`],
  ['Threads', `${ANDROID_VIEW} Barcelona 312.0.0.31.110 Android (33/13; 450dpi; 1080x2125; samsung; SM-A546E)`],
  ['Facebook', `${ANDROID_VIEW} [FB_IAB/FB4A;FBAV/445.0.0.34.118;]`],
  ['Facebook', `${IPHONE_VIEW} [FBAN/FBIOS;FBAV/444.0.0.30.117;FBBV/549627098;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS]`],
  ['Messenger', `${ANDROID_VIEW} [FB_IAB/Orca-Android;FBAV/441.0.0.23.113;]`],
  ['Messenger', `${IPHONE_VIEW} [FBAN/MessengerForiOS;FBAV/440.0.0.23.107;FBBV/549627098;FBDV/iPhone14,5]`],
  [
    'TikTok',
    `${ANDROID_VIEW} trill_320803 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/trill app_version/32.8.3 ByteLocale/id BytedanceWebview/d8a21c6`,
  ],
  ['TikTok', `${IPHONE_VIEW} musical_ly_32.8.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/id Region/ID`],
  ['LINE', `${ANDROID_VIEW} Line/13.21.1/IAB`],
  ['LINE', `${IPHONE_VIEW} Safari Line/13.20.0`],
  ['WeChat', `${ANDROID_VIEW} MMWEBID/2247 MicroMessenger/8.0.47.2560(0x28002F35) WeChat/arm64 Weixin NetType/WIFI`],
  ['WeChat', `${IPHONE_VIEW} MicroMessenger/8.0.47(0x18002f2c) NetType/WIFI Language/id`],
  ['Zalo', `${ANDROID_VIEW} Zalo android/12110407 ZaloTheme/light ZaloLanguage/vi`],
  [undefined, ANDROID_VIEW],
];

const BROWSERS = [
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/120.0.6099.119 Mobile/15E148 Safari/604.1',
  // A page on the home screen of an iPhone.
  IPHONE_VIEW,
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 OnlineShop/1',
];

describe('the browser inside an app', () => {
  test('is recognised by what the app adds to the user agent', () => {
    for (const [app, userAgent] of INSIDE) {
      const found = inAppBrowser(userAgent);
      assert.ok(found, userAgent);
      assert.equal(found.app, app, userAgent);
    }
  });

  test('is not seen in a browser', () => {
    for (const userAgent of BROWSERS) assert.equal(inAppBrowser(userAgent), undefined, userAgent);
  });
});

describe('the link to the customer’s browser', () => {
  const PAGE = 'https://shop.test/pay/1?token=a%20b&x=1#step';
  const of = (app: string | undefined, os: string, address = PAGE) =>
    browserLink(address, app === undefined ? { menu: '' } : { app, menu: '' }, os);

  test('is an intent on Android, to no named app, with the whole address', () => {
    const link = of('Instagram', 'android') ?? '';
    const at = link.lastIndexOf('#');
    assert.equal(link.slice(at), '#Intent;scheme=https;action=android.intent.action.VIEW;end');
    assert.equal(link.slice(0, at).replace('intent:', 'https:'), PAGE);
    assert.ok(of(undefined, 'android'));
  });

  test('is a parameter in LINE', () => {
    for (const os of ['android', 'ios'])
      assert.equal(
        of('LINE', os, 'https://shop.test/pay?order=1#x'),
        'https://shop.test/pay?order=1&openExternalBrowser=1#x',
      );
  });

  test('is none where there is no safe one', () => {
    assert.equal(of('Instagram', 'ios'), undefined);
    assert.equal(of('Instagram', 'android', 'http://shop.test/'), undefined);
    assert.equal(of('Instagram', 'android', `${PAGE}#Intent;package=evil;end`), undefined);
    assert.equal(of('LINE', 'ios', 'about:srcdoc'), undefined);
  });
});
