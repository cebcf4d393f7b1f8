import { NotDelivered, OutcomeUnknown, Rejected, type PaymentRef } from '../../../payments/ports/ports.ts';
import type { ProviderIo } from '../../provider.ts';
import { inquireStatus } from '../build.ts';
import { buildInquiry, type Transaction } from '../inquire/build-inquiry.ts';
import { findRow, type ChannelRow } from '../channels.ts';
import type { NicepaySettings } from '../environment.ts';
import { readInquiry, type TransactionStatus } from '../inquire/read-inquiry.ts';
import type { Sender } from '../send.ts';

/** What every verb of the gateway works with. */
export interface GatewayContext {
  readonly settings: NicepaySettings;
  readonly io: ProviderIo;
  readonly send: Sender;
}

/** How a transaction stands at NICEPAY now. */
export async function ask(
  gatewayContext: GatewayContext,
  asked: Transaction,
  row: ChannelRow,
  signal: AbortSignal,
): Promise<TransactionStatus> {
  const { clock } = gatewayContext.io;
  const call = inquireStatus(row.payMethod, buildInquiry(asked, clock.now()));
  return readInquiry(await gatewayContext.send.ask(call, signal), asked, row, clock.now());
}

/**
 * The question before a command. When it gets no answer the command is not sent, so the command's outcome is known:
 * nothing happened.
 */
export async function askFirst(
  gatewayContext: GatewayContext,
  asked: Transaction,
  row: ChannelRow,
  signal: AbortSignal,
): Promise<TransactionStatus> {
  try {
    return await ask(gatewayContext, asked, row, signal);
  } catch (cause) {
    if (cause instanceof OutcomeUnknown)
      throw new NotDelivered('not sent: the question before it got no answer', { cause });
    throw cause;
  }
}

export function rowOf({ channel }: Pick<PaymentRef, 'channel'>): ChannelRow {
  const row = findRow(channel);
  if (row === undefined) throw new Rejected({ code: 'channel_unavailable' }, `${channel} is not sold here`);
  return row;
}

/** There is nothing to be withdrawn, taken or returned where nothing is known to be there. */
export function notThere(): Rejected {
  const reason = 'the transaction is not known, or no key for its merchant id is configured';
  return new Rejected({ code: 'provider_error', reason }, reason);
}
