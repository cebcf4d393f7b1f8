/** The keys of a server in another process. */
export const LIVE_KEYS = { api: 'api-key-of-the-storefront', payout: 'payout-key-of-the-storefront' } as const;

/** The environment of a server that no customer of a test shares an address with. */
export const serverEnvironment = (port: number, publicUrl: string): Readonly<Record<string, string>> => ({
  NODE_ENV: 'production',
  PORT: String(port),
  HOST: '127.0.0.1',
  PUBLIC_URL: publicUrl,
  KASIR_API_KEYS: LIVE_KEYS.api,
  KASIR_PAYOUT_KEYS: LIVE_KEYS.payout,
  KASIR_TOKEN_SECRETS: 'secret-that-signs-client-tokens',
  KASIR_ENCRYPTION_KEYS: Buffer.alloc(32, 7).toString('base64'),
  KASIR_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
  KASIR_ALLOWED_ORIGINS: 'https://shop.example',
  // Payments are limited by client address; behind a proxy each customer can have one of their own.
  KASIR_TRUSTED_PROXIES: '1',
});
