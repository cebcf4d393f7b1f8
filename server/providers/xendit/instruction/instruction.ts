import { channelFacts } from '../../../../shared/channel.ts';
import type { Instruction } from '../../../../shared/instruction.ts';
import type { Device } from '../../../payments/model/model.ts';
import type { ChannelRow } from '../channels/channel-row.ts';
import { toInstant } from '../wire/iso-time.ts';
import { maskTail } from '../../mask-tail.ts';
import { safeAppUrl, safeWebUrl } from '../../safe-url.ts';
import type { Action, XenditPaymentRequest } from '../schema.ts';

/** What the actions of a payment request are read with. */
export interface ActionContext {
  readonly row: ChannelRow | undefined;
  readonly device?: Device | undefined;
  readonly base: URL;
  /** When the payment was created, for a request without `created`. */
  readonly createdAt: number;
}

/**
 * What the customer does next. Chosen by the descriptors of the actions and the device, not by their order, which Xendit
 * does not promise. `undefined`: none of them is supported.
 *
 * @see https://docs.xendit.co/apidocs/create-payment-request, `actions`
 */
export function toInstruction(request: XenditPaymentRequest, context: ActionContext): Instruction | undefined {
  const { row } = context;
  if (row === undefined || !isOpen(request.status)) return undefined;
  const actions = request.actions ?? [];
  const qr = valueOf(actions, 'QR_STRING');
  const number = valueOf(actions, 'VIRTUAL_ACCOUNT_NUMBER');
  if (number !== undefined) return virtualAccount(number, qr, request, row);
  const code = valueOf(actions, 'PAYMENT_CODE');
  if (code !== undefined) return retailCode(code, row);
  if (qr !== undefined && channelFacts(row.channel).kind === 'qr')
    return { kind: 'qr', format: row.channel, payload: qr };
  const redirect = toRedirect(actions, context);
  if (redirect !== undefined) return redirect;
  if (qr !== undefined) return { kind: 'qr', format: row.channel.replace(/^ewallet_/, ''), payload: qr };
  if (valueOf(actions, 'VALIDATE_OTP') !== undefined) return otp(request);
  return actions.length === 0 ? push(request, row, context) : undefined;
}

const isOpen = (status: string): boolean => status === 'REQUIRES_ACTION' || status === 'ACCEPTING_PAYMENTS';

const valueOf = (actions: readonly Action[], descriptor: string): string | undefined =>
  actions.find((action) => action.descriptor === descriptor)?.value;

function virtualAccount(
  number: string,
  qr: string | undefined,
  request: XenditPaymentRequest,
  row: ChannelRow,
): Instruction {
  const accountName = request.channel_properties?.display_name;
  return {
    kind: 'virtual_account',
    bank: channelFacts(row.channel).brand,
    number,
    ...(accountName === undefined ? {} : { accountName }),
    ...(qr === undefined ? {} : { qrPayload: qr }),
    guide: row.channel,
  };
}

function retailCode(code: string, row: ChannelRow): Instruction {
  const { brand, hours } = channelFacts(row.channel);
  return {
    kind: 'retail_code',
    store: brand,
    code,
    ...(row.country === 'ID' ? { barcode: 'code128' as const } : {}),
    ...(hours === undefined ? {} : { hours }),
    guide: row.channel,
  };
}

/** The web page, with the app beside it unless the device is a desktop; the app alone where there is no page. */
function toRedirect(actions: readonly Action[], { device, base }: ActionContext): Instruction | undefined {
  const web = valueOf(actions, 'WEB_URL');
  const deep = valueOf(actions, 'DEEPLINK_URL');
  const url = web === undefined ? undefined : safeWebUrl(web, base);
  const appUrl = deep === undefined ? undefined : safeAppUrl(deep, base);
  if (device?.kind === 'desktop' && url === undefined && valueOf(actions, 'QR_STRING') !== undefined) return undefined;
  const target = url ?? appUrl;
  if (target === undefined) return undefined;
  const forPhone = appUrl !== undefined && device?.kind !== 'desktop';
  return { kind: 'redirect', url: target, ...(forPhone ? { appUrl } : {}), method: 'GET' };
}

function otp({ channel_properties: properties }: XenditPaymentRequest): Instruction {
  const sentTo = properties?.mobile_number ?? properties?.account_mobile_number;
  return { kind: 'otp', ...(sentTo === undefined ? {} : { sentTo: maskTail(sentTo) }) };
}

/** An action is required and none is listed: the customer approves in the wallet's app. */
function push(request: XenditPaymentRequest, row: ChannelRow, { createdAt }: ActionContext): Instruction | undefined {
  if (row.push === undefined) return undefined;
  const properties = request.channel_properties;
  const whose = row.push === 'cashtag' ? properties?.cashtag : properties?.account_mobile_number;
  const since = toInstant(request.created) ?? createdAt;
  const seconds = row.lifeSeconds ?? PUSH_SECONDS;
  return {
    kind: 'push',
    app: channelFacts(row.channel).brand,
    phone: maskTail(whose ?? ''),
    respondBy: new Date(since + seconds * 1000).toISOString(),
  };
}

/** Where Xendit names no lifetime of a push: long enough to find the phone. */
const PUSH_SECONDS = 300;
