import type { Addresses } from './addresses.ts';

export interface WelcomeFacts {
  readonly addresses: Addresses;
  readonly apiKey: string;
  readonly payoutKeys: readonly string[];
  /** Absent: it is not served. */
  readonly backOffice:
    | { readonly url: string; readonly operators: readonly { readonly name: string; readonly secret: string }[] }
    | undefined;
  readonly dataDirectory: string;
  readonly hasWidget: boolean;
  /** Set where events go elsewhere than to the demo's shop. */
  readonly eventsGoTo: string | undefined;
}

/** What the terminal shows after the start: the addresses. */
export function welcomeText({
  addresses: { shopOrigin, bffUrl },
  apiKey,
  payoutKeys,
  backOffice,
  dataDirectory,
  hasWidget,
  eventsGoTo,
}: WelcomeFacts): string {
  const rows: readonly (readonly [name: string, what: string])[] = [
    ['Shop', `${shopOrigin}/`],
    ['Simulators', `${bffUrl}/simulators   (pay, fail or expire what is waiting; decide payouts)`],
    ['Shop admin', `${shopOrigin}/admin   (inquire, capture, refund, cancel)`],
    ...(backOffice === undefined ? [] : [['Back office', `${backOffice.url}/   (sign in as an operator)`] as const]),
    ...(backOffice?.operators ?? []).map(
      ({ name, secret }) => ['Operator', `name ${name}, secret ${secret}   (of this demo alone)`] as const,
    ),
    ['API docs', `${bffUrl}/docs`],
    ['API key', `${apiKey}   (of this demo alone)`],
    ...payoutKeys.map((key) => ['Payout key', `${key}   (moves money out; another one approves)`] as const),
    ['Data', `${dataDirectory}   (delete it to start afresh)`],
  ];
  const elsewhere =
    eventsGoTo === undefined
      ? []
      : [
          '',
          `  Events go to ${eventsGoTo} (KASIR_WEBHOOK_URL) alone: the shop of the demo never learns that its orders are paid.`,
        ];
  const lines = rows.map(([name, what]) => `  ${name.padEnd(12)}${what}`);
  const missing = hasWidget ? [] : ['', '  The widget is not built, so no page can take a payment: run npm run build.'];
  return [
    '',
    '  Kasir in demo mode. No money moves, and no account is needed.',
    '',
    ...lines,
    ...elsewhere,
    ...missing,
    '',
    '',
  ].join('\n');
}

/** The same for a program, in one line. */
export const welcomeJson = ({ addresses: { shopOrigin, bffUrl }, ...facts }: WelcomeFacts): string =>
  `${JSON.stringify({ shop: `${shopOrigin}/`, server: bffUrl, simulators: `${bffUrl}/simulators`, ...facts })}\n`;
