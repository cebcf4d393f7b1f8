import { randomBytes } from 'node:crypto';
import { printResult } from './print-result.ts';

type Random = (bytes: number) => Buffer;

/** Random secrets of 256 bits each, by the variables that take them. */
export function newKeys(random: Random = randomBytes): Readonly<Record<string, string>> {
  const secret = (): string => random(32).toString('base64url');
  return {
    KASIR_API_KEYS: secret(),
    KASIR_TOKEN_SECRETS: secret(),
    KASIR_WEBHOOK_SECRET: `whsec_${random(32).toString('base64')}`,
    KASIR_ENCRYPTION_KEYS: random(32).toString('base64'),
    KASIR_METRICS_TOKEN: secret(),
  };
}

export function printNewKeys(isJson: boolean): void {
  const keys = newKeys();
  const lines = Object.entries(keys).map(([name, value]) => `${name}=${value}\n`);
  printResult(isJson, keys, lines.join(''));
}
