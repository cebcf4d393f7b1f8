/**
 * The allowlist of app schemes that a phone may be redirected to, for the links that the server returns and that the
 * widget opens. `javascript:`, `data:`, `intent:`, `tel:`, `sms:` and the like are never allowed.
 */
export const APP_SCHEMES = [
  'gojek',
  'ovo',
  'dana',
  'linkaja',
  'shopeeid',
  'shopeeph',
  'shopeemy',
  'shopeeth',
  'shopeevn',
  'gcash',
  'paymaya',
  'grab',
  'tngdwallet',
  'weixin',
  'bualuangmbanking',
  'kma',
  'krungsri-mobile-app',
  'krungthainext',
  'scbeasy',
  'kplus',
] as const;

/** Whether the URL begins with exactly one of {@link APP_SCHEMES}, without leading or embedded characters. */
export function hasAppScheme(url: string): boolean {
  const scheme = /^([a-z][a-z\d-]*):/i.exec(url)?.[1]?.toLowerCase();
  return APP_SCHEMES.some((known) => known === scheme);
}
