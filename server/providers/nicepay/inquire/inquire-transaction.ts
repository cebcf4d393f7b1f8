import type { ChannelRow } from '../channels.ts';
import { inquireStatus } from '../build.ts';
import { beforeCommand } from '../transaction/before-command.ts';
import type { GatewayContext } from '../transaction/gateway-context.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { buildInquiry } from './build-inquiry.ts';
import { readInquiry, type TransactionStatus } from './read-inquiry.ts';

/** The current status of one transaction. */
export async function inquireTransaction(
  { io, sender }: GatewayContext,
  transaction: Transaction,
  row: ChannelRow,
  signal: AbortSignal,
): Promise<TransactionStatus> {
  const call = inquireStatus(row.payMethod, buildInquiry(transaction, io.clock.now()));
  return readInquiry(await sender.send(call, signal), transaction, row, io.clock.now());
}

/**
 * The inquiry before a command.
 *
 * @throws {NotDelivered} there is no usable response, so the command must not be sent
 */
export const inquireBeforeCommand = (
  context: GatewayContext,
  transaction: Transaction,
  row: ChannelRow,
  signal: AbortSignal,
): Promise<TransactionStatus> =>
  beforeCommand('the command was not sent: the inquiry before it got no usable response', () =>
    inquireTransaction(context, transaction, row, signal),
  );
