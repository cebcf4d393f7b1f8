import { nicepayEnvironment, type NicepaySettings } from '../../../../../server/providers/nicepay/environment.ts';

/** Made-up keys, one for each merchant id. */
export const KEYS = {
  default: 'ZGVmYXVsdC1rZXktZm9yLXRlc3RzLW9ubHk=',
  card: 'Y2FyZC1rZXktZm9yLXRlc3RzLW9ubHk/Kys=',
  preauth: 'cHJlYXV0aC1rZXktZm9yLXRlc3RzLW9ubHk=',
  va: 'dmEta2V5LWZvci10ZXN0cy1vbmx5LW9ubHk=',
} as const;

export const SELLER = {
  id: 'SELLER1',
  name: 'Toko Contoh',
  email: 'toko@example.com',
  url: 'https://shop.example',
  firstName: 'Budi',
  lastName: 'Santoso',
  address: 'Jl. Mawar 2',
  city: 'Jakarta',
  postalCode: '10110',
  phone: '02112345678',
};

export const ENVIRONMENT: Readonly<Record<string, string>> = {
  NICEPAY_BASE_URL: 'https://dev.nicepay.co.id/nicepay',
  NICEPAY_IMID: 'DEFAULT001',
  NICEPAY_MERCHANT_KEY: KEYS.default,
  NICEPAY_IMID_CARD: 'CARDMERC01',
  NICEPAY_MERCHANT_KEY_CARD: KEYS.card,
  NICEPAY_IMID_PREAUTH: 'PREAUTH001',
  NICEPAY_MERCHANT_KEY_PREAUTH: KEYS.preauth,
  NICEPAY_IMID_VA: 'VAMERCH001',
  NICEPAY_MERCHANT_KEY_VA: KEYS.va,
  NICEPAY_SELLER: JSON.stringify(SELLER),
};

export const settingsOf = (over: Readonly<Record<string, string | undefined>> = {}): NicepaySettings =>
  nicepayEnvironment.parse({ ...ENVIRONMENT, ...over });
