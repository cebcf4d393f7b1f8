import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { readJsonFile, replaceFile } from './json-file.ts';

const NOTE = 'Made by the demo for itself, and good for nothing else. Never put a real key into this file.';

/** The keys that the demo gives to its storefront: the API key, and the payout keys. */
export const demoApiKey = (secret: DemoKeys['secret']): string => `demo_${secret('api-key')}`;

/** Two, so that one can approve the payouts of the other. */
export const demoPayoutKeys = (secret: DemoKeys['secret']): readonly [string, string] => [
  `demo_payout_${secret('payout-key')}`,
  `demo_approve_${secret('payout-approval-key')}`,
];

/** The file with the keys, in the data directory. */
export const DEMO_KEYS_FILE = 'demo-keys.json';

const fileSchema = z.object({ note: z.string(), secrets: z.record(z.string(), z.string()) });

export interface DemoKeys {
  /** No demo has stored any before. */
  readonly isNew: boolean;
  /** 64 hexadecimal digits: random at the first call with this name, the same from then on. */
  secret(name: string): string;
  /** Resolves when the secrets of all names so far are stored. */
  save(): Promise<void>;
}

/** The demo's own secrets, made once, so that tokens, saved methods and signatures outlive a restart. */
export async function openDemoKeys(path: string): Promise<DemoKeys> {
  const stored = await readJsonFile(path, fileSchema);
  const secrets = new Map(Object.entries(stored?.secrets ?? {}));
  return {
    isNew: stored === undefined,
    secret(name) {
      const known = secrets.get(name) ?? randomBytes(32).toString('hex');
      secrets.set(name, known);
      return known;
    },
    save: () => replaceFile(path, `${JSON.stringify({ note: NOTE, secrets: Object.fromEntries(secrets) }, null, 2)}\n`),
  };
}
