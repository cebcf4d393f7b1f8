/**
 * Schemes of the apps that a customer may be sent to on a phone: a closed list, the same for what the server hands out
 * and for what the widget opens. `javascript:`, `data:`, `intent:`, `tel:`, `sms:` and what else a browser would act on
 * are none of it, whoever names them.
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

/** Whether the address begins with one of {@link APP_SCHEMES}, as it stands: nothing before it, nothing within it. */
export function hasAppScheme(url: string): boolean {
  const scheme = /^([a-z][a-z\d-]*):/i.exec(url)?.[1]?.toLowerCase();
  return APP_SCHEMES.some((known) => known === scheme);
}
