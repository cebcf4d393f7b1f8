import type { ConfigFault, Environment } from './fault.ts';
import { operatorKeys, secretList } from './formats.ts';

/** A key that is valid for two of them would defeat the purpose of keeping them apart. */
export function sharedKeys(environment: Environment): ConfigFault[] {
  const apiKeys = (secretList.safeParse(environment['KASIR_API_KEYS']).data ?? []).map((key) => key.reveal());
  const payoutKeys = (secretList.safeParse(environment['KASIR_PAYOUT_KEYS']).data ?? []).map((key) => key.reveal());
  const operators = operatorKeys.safeParse(environment['KASIR_ADMIN_KEYS']).data ?? [];
  const operatorSecrets = operators.map(({ secret }) => secret.reveal());
  const shares = (some: readonly string[], others: readonly string[]): boolean =>
    some.some((key) => others.includes(key));
  return [
    ...(shares(payoutKeys, apiKeys)
      ? [{ variable: 'KASIR_PAYOUT_KEYS', message: 'must not share a key with KASIR_API_KEYS' }]
      : []),
    ...(shares(operatorSecrets, [...apiKeys, ...payoutKeys])
      ? [
          {
            variable: 'KASIR_ADMIN_KEYS',
            message: 'must not share a secret with KASIR_API_KEYS or KASIR_PAYOUT_KEYS',
          },
        ]
      : []),
  ];
}
