import type { Addresses } from './addresses.ts';

export interface WelcomeFacts {
  readonly addresses: Addresses;
  readonly apiKey: string;
  readonly payoutKeys: readonly string[];
  readonly dataDirectory: string;
  readonly hasWidget: boolean;
}

/** What the terminal shows after the start: the addresses. */
export function welcomeText({
  addresses: { shopOrigin, bffUrl },
  apiKey,
  payoutKeys,
  dataDirectory,
  hasWidget,
}: WelcomeFacts): string {
  const rows: readonly (readonly [name: string, what: string])[] = [
    ['Shop', `${shopOrigin}/`],
    ['Simulators', `${bffUrl}/simulators   (pay, fail or expire what is waiting; decide payouts)`],
    ['Shop admin', `${shopOrigin}/admin   (inquire, capture, refund, cancel)`],
    ['API docs', `${bffUrl}/docs`],
    ['API key', `${apiKey}   (of this demo alone)`],
    ...payoutKeys.map((key) => ['Payout key', `${key}   (moves money out; another one approves)`] as const),
    ['Data', `${dataDirectory}   (delete it to start afresh)`],
  ];
  const lines = rows.map(([name, what]) => `  ${name.padEnd(12)}${what}`);
  const missing = hasWidget ? [] : ['', '  The widget is not built, so no page can take a payment: run npm run build.'];
  return ['', '  Kasir in demo mode. No money moves, and no account is needed.', '', ...lines, ...missing, '', ''].join(
    '\n',
  );
}
