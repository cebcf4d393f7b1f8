import {
  OutcomeUnknown,
  Rejected,
  type PaymentOrder,
  type Gateway,
  type PaymentReport,
} from '../../payments/ports/ports.ts';
import type { ProviderIo } from '../provider.ts';
import { buildPayment, buildQuery, pushPhone, type ApiCall } from './build.ts';
import { findRow, type ChannelRow } from './channels.ts';
import type { BdpaySettings } from './environment.ts';
import { pushInstruction, toInstruction } from './instruction/payment-details.ts';
import { readNotification, verifier } from './notifications.ts';
import { noSuchOrder, readRejection, isNotFound } from './errors.ts';
import { buildBalanceQuery, buildPayout, buildPayoutQuery } from './payout/build-payout.ts';
import { readAccepted, readBalance, readPayout } from './payout/read-payout.ts';
import { readCreated, readInquired } from './read.ts';
import type { Answer } from './schema.ts';
import { sender } from './send.ts';
import { keyBytes, signableBytes } from './wire/signature.ts';
import { isIndonesianMobile } from './wire/texts.ts';
import { PUSH_SECONDS } from './wire/times.ts';

/** Ties builders, the one sender and readers together. */
export function connectBdpay(settings: BdpaySettings, io: ProviderIo): Gateway {
  const send = sender(settings, io);
  const now = (): number => io.clock.now();
  if (keyBytes(settings.privateKey) > 128) {
    io.log.warn(
      { room: signableBytes(settings.privateKey) },
      'BDPAY_PRIVATE_KEY has more than 1024 bits: only short orders can be signed',
    );
  }

  /** A rejected command may concern an order that exists already, so the order is inquired about first. */
  async function explainRejection(rejection: Answer, query: ApiCall, signal: AbortSignal): Promise<Error> {
    const lookedUp = await send(query, signal).catch(() => undefined);
    return readRejection(rejection, lookedUp);
  }

  async function create(order: PaymentOrder, signal: AbortSignal): Promise<PaymentReport[]> {
    const row = findRow(order.channel, order.country, order.money.currency);
    if (row === undefined)
      throw new Rejected({ code: 'channel_unavailable' }, 'channel not offered in this country and currency');
    if (row.flow === 'push' && !isIndonesianMobile(pushPhone(order)))
      throw new Rejected(
        { code: 'account_invalid', providerCode: 'PHONE' },
        'not sent: the phone is not an Indonesian mobile number',
      );
    const { changed, ...call } = buildPayment(order, row, settings, now());
    if (changed.length > 0)
      io.log.info({ merchantReference: order.merchantReference, changed }, 'order sent with fields that BDPay accepts');
    const answer = await send(call, signal);
    if (answer.code === 'FAIL')
      throw await explainRejection(answer, buildQuery(order.merchantReference, settings, now()), signal);
    const created = readCreated(answer, { merchantReference: order.merchantReference, amount: order.money.amount });
    const providerStatus =
      changed.length === 0 ? created.providerStatus : `${created.providerStatus}; changed: ${changed.join(', ')}`;
    return [{ ...created, providerStatus, instruction: instructionOf(order, row, answer) }];
  }

  function instructionOf(order: PaymentOrder, row: ChannelRow, answer: Answer): PaymentReport['instruction'] {
    if (row.flow === 'push') return pushInstruction(row, pushPhone(order), now() + PUSH_SECONDS * 1000);
    const instruction = toInstruction(row, answer.fields, settings.baseUrl);
    if (instruction !== undefined) return instruction;
    const names = [...answer.fields.keys()].join(' ');
    const rejection = {
      code: 'NO_INSTRUMENT',
      message: `the answer to the order for ${row.method ?? 'the link'} has no payment details; fields: ${names}`,
      mend: true,
    };
    throw new OutcomeUnknown('the order was created, and the answer has no payment details', { rejection });
  }

  return {
    create,

    async inquire(ref, signal) {
      const answer = await send(buildQuery(ref.merchantReference, settings, now()), signal);
      if (isNotFound(answer)) throw noSuchOrder();
      return [readInquired(answer, ref)];
    },

    async payout(order, signal) {
      const answer = await send(buildPayout(order, settings, now()), signal);
      if (answer.code === 'FAIL')
        throw await explainRejection(answer, buildPayoutQuery(order.merchantReference, settings, now()), signal);
      return [readAccepted(answer, order)];
    },

    async inquirePayout(ref, signal) {
      const answer = await send(buildPayoutQuery(ref.merchantReference, settings, now()), signal);
      if (isNotFound(answer)) throw noSuchOrder();
      return [readPayout(answer, ref)];
    },

    async balance(signal) {
      return [readBalance(await send(buildBalanceQuery(settings, now()), signal))];
    },

    verify: verifier(settings.platformKey),
    read: readNotification,
  };
}
