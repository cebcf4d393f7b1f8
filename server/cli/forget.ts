import { setTimeout } from 'node:timers/promises';
import { forgetCustomerResponse, type ForgetCustomerResponse } from '../../shared/api/forget-customer.ts';
import { pathTo } from '../../shared/api/routes.ts';
import { environment } from '../main.ts';
import { serverOf, type CallServer } from './call-server.ts';
import { EXIT_FAILURE } from './exit-codes.ts';
import type { Options } from './options.ts';
import { printResult } from './print-result.ts';
import { progress } from './progress.ts';

type Totals = Omit<ForgetCustomerResponse, 'nextCursor'>;

/** Removing a saved method makes an event: it is delivered within a moment, unless the shop is away. */
const TRIES = 5;
const PAUSE_MS = 2_000;

/**
 * `forget`: erases the personal data of one customer at the running server. Exits with 1 where something of it is left,
 * or nothing was found.
 */
export async function forget(
  options: Options,
  call: CallServer = serverOf(environment),
  wait: (ms: number) => Promise<unknown> = (ms) => setTimeout(ms),
): Promise<void> {
  const reference = String(options['customer']);
  let totals = await forgetOnce(call, reference);
  for (let tries = 1; tries < TRIES && totals.undelivered.length > 0; tries += 1) {
    await wait(PAUSE_MS);
    const again = await forgetOnce(call, reference);
    totals = {
      ...again,
      erased: totals.erased + again.erased,
      methodsRemoved: totals.methodsRemoved + again.methodsRemoved,
    };
  }
  printResult(options['json'] === true, totals, textOf(totals));
  if (remainderOf(totals).length > 0 || !foundAnything(totals)) process.exitCode = EXIT_FAILURE;
}

async function forgetOnce(call: CallServer, reference: string): Promise<Totals> {
  const totals: Totals = { erased: 0, open: [], undelivered: [], unreadable: 0, methodsRemoved: 0, methodsKept: [] };
  const report = progress();
  let steps = 0;
  for (let cursor: string | null = ''; cursor !== null;) {
    const body: object = cursor === '' ? {} : { cursor };
    const path = pathTo('forgetCustomer', { reference });
    const step: ForgetCustomerResponse = forgetCustomerResponse.parse(await call('POST', path, body));
    totals.erased += step.erased;
    totals.unreadable += step.unreadable;
    totals.methodsRemoved += step.methodsRemoved;
    totals.open.push(...step.open);
    totals.undelivered.push(...step.undelivered);
    totals.methodsKept.push(...step.methodsKept);
    steps += 1;
    report(`${steps} steps done, ${totals.erased} orders erased`);
    cursor = step.nextCursor;
  }
  return totals;
}

const foundAnything = ({ erased, methodsRemoved, open, undelivered, methodsKept }: Totals): boolean =>
  erased + methodsRemoved + open.length + undelivered.length + methodsKept.length > 0;

function textOf(totals: Totals): string {
  if (!foundAnything(totals) && totals.unreadable === 0) return 'nothing is stored about this customer\n';
  const lines = [
    `${totals.erased} orders erased, ${totals.methodsRemoved} saved methods removed at their provider`,
    ...remainderOf(totals),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** What is left, and what to do about it. */
const remainderOf = ({ open, undelivered, methodsKept, unreadable }: Totals): readonly string[] => [
  ...(open.length === 0
    ? []
    : [`still open, so not erased: ${open.join(', ')}. Cancel them or wait, then call it again`]),
  ...(undelivered.length === 0
    ? []
    : [`with an event that your shop has not received yet: ${undelivered.join(', ')}. Call it again later`]),
  ...methodsKept.map(({ id, reason }) => `saved method ${id} is still there: ${reason}`),
  ...(unreadable === 0
    ? []
    : [
        `${unreadable} orders cannot be decrypted: nobody knows whose they are until KASIR_ENCRYPTION_KEYS has their key`,
      ]),
];
