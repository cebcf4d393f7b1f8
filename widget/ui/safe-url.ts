const parse = (url: string): URL | undefined => {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
};

/** A page this browser may be sent to: http(s) and without a user name that could pass for a host. */
export function isWebUrl(url: string): boolean {
  const parsed = parse(url);
  return (parsed?.protocol === 'https:' || parsed?.protocol === 'http:') && !parsed.username && !parsed.password;
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Where a card may be sent: nobody on the way can read it. */
export function isPrivateUrl(url: string): boolean {
  const parsed = parse(url);
  return isWebUrl(url) && (parsed?.protocol === 'https:' || LOOPBACK.test(parsed?.hostname ?? ''));
}

/** Schemes that would run or show what the address itself carries, instead of opening an app. */
const NOT_APPS = new Set([
  'javascript:',
  'data:',
  'blob:',
  'file:',
  'about:',
  'vbscript:',
  'view-source:',
  'filesystem:',
]);

/** A deep link into an app, or a web address that opens one. */
export function isAppUrl(url: string): boolean {
  const parsed = parse(url);
  return parsed !== undefined && !NOT_APPS.has(parsed.protocol);
}
