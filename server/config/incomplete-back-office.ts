import type { ConfigFault, Environment } from './fault.ts';

/** Without keys or a port there is no back office: one of them alone looks like a mistake. */
export function incompleteBackOffice(environment: Environment): ConfigFault[] {
  const pair = ['KASIR_ADMIN_KEYS', 'KASIR_ADMIN_PORT'] as const;
  const [missing, ...further] = pair.filter((name) => environment[name] === undefined);
  if (missing === undefined || further.length > 0) return [];
  const variable = missing === 'KASIR_ADMIN_KEYS' ? 'KASIR_ADMIN_PORT' : 'KASIR_ADMIN_KEYS';
  return [{ variable, message: `has no effect without ${missing}: the back office is not served` }];
}
