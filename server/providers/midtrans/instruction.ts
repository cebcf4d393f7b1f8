import { channelFacts } from '../../../shared/channel.ts';
import type { Instruction } from '../../../shared/instruction.ts';
import type { Device, Instant } from '../../payments/model/model.ts';
import { maskTail } from '../mask-tail.ts';
import { safeAppUrl, safeWebUrl } from '../safe-url.ts';
import type { ChannelRow } from './channels.ts';
import type { Transaction } from './schema.ts';

/** What a transaction is read with to show the customer what to do. */
export interface InstructionContext {
  readonly row: ChannelRow;
  /** Of the API: addresses on loopback are accepted only where it is there too. */
  readonly base: URL;
  readonly device?: Device | undefined;
  readonly createdAt: Instant;
  /** Where the page of a saved card's 3-D Secure leads back to. */
  readonly returnUrl?: string | undefined;
}

/**
 * What the customer does next. Numbers and codes are repeated by later answers, addresses only by the answer to the
 * charge. `undefined`: nothing that could be shown.
 *
 * @see https://docs.midtrans.com/reference/charge-transactions-1, responses
 */
export function toInstruction(transaction: Transaction, context: InstructionContext): Instruction | undefined {
  const { row } = context;
  const { brand, hours } = channelFacts(row.channel);
  const qr = qrText(transaction);
  switch (row.type) {
    case 'bank_transfer': {
      const number = transaction.permata_va_number ?? numberOf(transaction, row.selector);
      return number === undefined ? undefined : { kind: 'virtual_account', bank: brand, number, guide: row.channel };
    }
    case 'echannel': {
      const { biller_code: billerCode, bill_key: number } = transaction;
      if (billerCode === undefined || number === undefined) return undefined;
      return { kind: 'virtual_account', bank: brand, number, billerCode, guide: `${row.channel}_bill` };
    }
    case 'cstore': {
      const code = transaction.payment_code;
      if (code === undefined) return undefined;
      return {
        kind: 'retail_code',
        store: brand,
        code,
        barcode: 'code128',
        ...(hours === undefined ? {} : { hours }),
        guide: row.channel,
      };
    }
    case 'qris':
      return qr === undefined ? imagePage(transaction, context) : { kind: 'qr', format: row.channel, payload: qr };
    case 'gopay':
    case 'shopeepay':
      return qr !== undefined && context.device?.kind === 'desktop'
        ? { kind: 'qr', format: brand, payload: qr }
        : (walletPage(transaction, context) ?? imagePage(transaction, context));
    case 'ovo':
      return {
        kind: 'push',
        app: brand,
        phone: maskTail(transaction.payer_phone_number ?? ''),
        respondBy: new Date(context.createdAt + PUSH_MS).toISOString(),
      };
    case 'credit_card':
      return threeDsPage(transaction, context);
    case 'akulaku':
    case 'kredivo': {
      const url = safeWebUrl(transaction.redirect_url ?? '', context.base);
      return url === undefined ? undefined : { kind: 'redirect', url, method: 'GET' };
    }
  }
}

/** The customer has so long to approve; the transaction ends ten seconds later. @see https://docs.midtrans.com/docs/ewallet-ovo */
const PUSH_MS = 55_000;

const numberOf = ({ va_numbers: numbers = [] }: Transaction, bank: string | undefined): string | undefined =>
  (numbers.find((one) => one?.bank?.toLowerCase() === bank) ?? numbers[0])?.va_number;

/** EMV text. Most answers have it, some documented ones only the address of an image. */
const qrText = ({ qr_string: text }: Transaction): string | undefined =>
  text?.startsWith('000201') === true ? text : undefined;

const actionOf = ({ actions = [] }: Transaction, name: string): string | undefined =>
  actions.find((action) => action?.name === name)?.url;

/** Without the text the customer is led to the image, which Midtrans shows by itself. With a frame it says what to do. */
function imagePage(transaction: Transaction, { base }: InstructionContext): Instruction | undefined {
  const image = actionOf(transaction, 'generate-qr-code-v2') ?? actionOf(transaction, 'generate-qr-code');
  const url = safeWebUrl(image ?? '', base);
  return url === undefined ? undefined : { kind: 'redirect', url, method: 'GET' };
}

/** A universal link: on a phone it opens the app, elsewhere a page. Older answers have the app's own scheme. */
function walletPage(transaction: Transaction, { base, device }: InstructionContext): Instruction | undefined {
  const link = actionOf(transaction, 'deeplink-redirect');
  if (link === undefined) return undefined;
  const [url, appUrl] = [safeWebUrl(link, base), safeAppUrl(link, base)];
  const target = url ?? appUrl;
  if (target === undefined) return undefined;
  const isApp = url === undefined && device?.kind !== 'desktop';
  return { kind: 'redirect', url: target, ...(isApp ? { appUrl: target } : {}), method: 'GET' };
}

/**
 * The page of the card's bank. Midtrans' script opens it with these two parameters, by which it posts the customer's
 * browser back to the shop; without them it waits for a script of the page around it.
 */
function threeDsPage(
  { redirect_url: page }: Transaction,
  { base, returnUrl }: InstructionContext,
): Instruction | undefined {
  const safe = safeWebUrl(page ?? '', base);
  if (safe === undefined) return undefined;
  const url = new URL(safe);
  url.searchParams.set('callback_type', 'form');
  if (returnUrl !== undefined) url.searchParams.set('callback_url', returnUrl);
  return { kind: 'redirect', url: url.href, method: 'GET' };
}
