/** A browser inside an app: it seldom opens other apps, and seldom saves files. */
export interface InAppBrowser {
  /** The app's name; absent for one that does not say. */
  readonly app?: string;
  /** The sign of the menu with "open in browser". */
  readonly menu: string;
}

const DOTS = '⋯';
const KEBAB = '⋮';

/**
 * What apps add to the user agent of their browser. An app that gives no name is recognised on Android only: on an iPhone
 * it looks like a page on the home screen.
 * @see https://developer.chrome.com/docs/webview/user-agent (`wv`)
 */
const APPS: readonly (InAppBrowser & { readonly sign: RegExp })[] = [
  { app: 'Instagram', menu: DOTS, sign: /\bInstagram \d/ },
  { app: 'Threads', menu: DOTS, sign: /\bBarcelona \d/ },
  { app: 'Messenger', menu: DOTS, sign: /\bFBAN\/MessengerFor|\bFB_IAB\/(Orca|MESSENGER)/ },
  { app: 'Facebook', menu: DOTS, sign: /\bFBA[NV]\/|\bFB_IAB\// },
  { app: 'TikTok', menu: DOTS, sign: /\bBytedanceWebview\/|\b(musical_ly|trill)_\d|\bTikTok\b/ },
  { app: 'LINE', menu: KEBAB, sign: /\bLine\/\d/ },
  { app: 'WeChat', menu: DOTS, sign: /\bMicroMessenger\// },
  { app: 'Zalo', menu: DOTS, sign: /\bZalo (android|iOS)\b/ },
  { menu: KEBAB, sign: /\bAndroid\b.*; wv\)/ },
];

/** The app that the page is open in; `undefined` in a browser. */
export const inAppBrowser = (userAgent: string): InAppBrowser | undefined =>
  APPS.find(({ sign }) => sign.test(userAgent));

/** The page's address, which a browser opens on the same payment; unknown in a frame of another origin. */
export function pageAddress(): string | undefined {
  try {
    return window.top?.location.href;
  } catch {
    return undefined;
  }
}

/**
 * A link that leaves the app for the customer's browser: Android has one for every app, LINE has a parameter. Only for
 * https, and never with the name of an app to open.
 * @see https://developer.chrome.com/docs/android/intents
 * @see https://developers.line.biz/en/docs/line-login/using-line-url-scheme/
 */
export function browserLink(address: string, { app }: InAppBrowser, os: string | undefined): string | undefined {
  const { protocol } = new URL(address);
  if (protocol !== 'https:') return undefined;
  if (app === 'LINE') {
    const link = new URL(address);
    link.searchParams.set('openExternalBrowser', '1');
    return link.href;
  }
  // The last # begins the intent; an address that pretends to have one was not made by the shop.
  if (os !== 'android' || address.includes('#Intent')) return undefined;
  return `intent:${address.slice(protocol.length)}#Intent;scheme=https;action=android.intent.action.VIEW;end`;
}
