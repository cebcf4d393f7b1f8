import { randomBytes } from 'node:crypto';

/** Random secrets of 256 bits each, as lines of an environment file. */
export function newKeys(random: (bytes: number) => Buffer = randomBytes): string {
  const secret = (): string => random(32).toString('base64url');
  return [
    `KASIR_API_KEYS=${secret()}`,
    `KASIR_TOKEN_SECRETS=${secret()}`,
    `KASIR_WEBHOOK_SECRET=whsec_${random(32).toString('base64')}`,
    `KASIR_ENCRYPTION_KEYS=${random(32).toString('base64')}`,
    `KASIR_METRICS_TOKEN=${secret()}`,
    '',
  ].join('\n');
}

export const printNewKeys = (): void => void process.stdout.write(newKeys());
