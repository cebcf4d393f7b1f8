import { join } from 'node:path';

/** What `kasir serve` needs, with its database in this folder. */
export const leastSettings = (folder: string): Readonly<Record<string, string>> => ({
  PUBLIC_URL: 'http://localhost:4000',
  DATABASE_URL: `file:${join(folder, 'kasir.db')}`,
  KASIR_API_KEYS: 'api-key-number-one',
  KASIR_TOKEN_SECRETS: 'token-secret-number-one',
  KASIR_ENCRYPTION_KEYS: Buffer.alloc(32, 1).toString('base64'),
  KASIR_ALLOWED_ORIGINS: 'http://localhost:3000',
  KASIR_PROVIDERS: 'xendit',
  XENDIT_SECRET_KEY: `xnd_development_${'x'.repeat(20)}`,
  XENDIT_CALLBACK_TOKEN: 'callback-token-number-one',
});
