import type { Language } from '../../shared/language.ts';
import type { PaymentMessages } from '../i18n/payment/messages.ts';
import type { CheckoutSession } from '../session/checkout-session.ts';
import type { DeviceFacts } from '../ui/device.ts';
import { inAppBrowser } from '../ui/in-app-browser.ts';
import { calendarFile } from './calendar-file.ts';
import { download } from './download.ts';
import type { PaymentSlip, SlipTool } from './payment-slip.ts';
import { printInstruction } from './print-instruction.ts';
import { drawSlip } from './slip-image.ts';
import { slipText } from './slip-text.ts';

/** What the tools need of the element. */
export interface SlipHost {
  readonly root: ShadowRoot;
  readonly session: CheckoutSession;
  readonly device: DeviceFacts;
  readonly locale: Language;
}

/** `unsupported`: browsers inside apps have no downloads and no printer. */
type Result = 'done' | 'canceled' | 'failed' | 'unsupported';

/**
 * Shares, saves or prints a payment's slip, or hands its deadline to the customer's calendar. Returns what came of it, where
 * that is to be said.
 */
export async function useSlip(
  tool: SlipTool,
  slip: PaymentSlip,
  host: SlipHost,
  t: PaymentMessages['slip'],
): Promise<string | undefined> {
  const result = await TOOLS[tool](slip, host, t);
  return result === 'done' ? t.done[tool] : t[result];
}

type Tool = (slip: PaymentSlip, host: SlipHost, t: PaymentMessages['slip']) => Result | Promise<Result>;

const TOOLS: Readonly<Record<SlipTool, Tool>> = {
  async share(slip, { locale }) {
    const message = { title: slip.channel, text: slipText(slip) };
    if (!slip.qr) return openShareSheet(message);
    const image = await imageOf(slip, locale);
    if (!image) return 'failed';
    const both = { ...message, files: [image] };
    return openShareSheet(navigator.canShare(both) ? both : { files: [image] });
  },
  // On an iPhone by the share sheet: only that can put an image into the gallery, where wallets look for it.
  async save(slip, { locale, device }) {
    const image = await imageOf(slip, locale);
    if (!image) return 'failed';
    if (device.os === 'ios' && navigator.canShare?.({ files: [image] })) return openShareSheet({ files: [image] });
    return unlessInApp(() => download(image, image.name));
  },
  print: (_, { root }) => unlessInApp(() => printInstruction(root.host)),
  calendar: (slip, { session }, t) =>
    unlessInApp(() => download(calendarFileOf(slip, session.clock.now(), t), fileName(slip, 'ics'))),
};

function unlessInApp(act: () => void): Result {
  if (inAppBrowser(navigator.userAgent)) return 'unsupported';
  act();
  return 'done';
}

async function openShareSheet(data: ShareData): Promise<Result> {
  try {
    await navigator.share(data);
    return 'done';
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'canceled' : 'failed';
  }
}

async function imageOf(slip: PaymentSlip, locale: string): Promise<File | undefined> {
  const canvas = drawSlip(slip, locale);
  if (!canvas) return undefined;
  const image = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  return image ? new File([image], fileName(slip, 'png'), { type: 'image/png' }) : undefined;
}

function calendarFileOf(slip: PaymentSlip, now: number, { eventTitle }: PaymentMessages['slip']): Blob {
  const { paymentId: id, channel, amount, deadline } = slip;
  const title = eventTitle(amount.shown ?? amount.value, channel);
  const text = calendarFile({ id, at: deadline.iso, title, text: slipText(slip), now });
  return new Blob([text], { type: 'text/calendar;charset=utf-8' });
}

/** `BCA-Virtual-Account-pay_….png` */
const fileName = ({ channel, paymentId }: PaymentSlip, ending: string): string =>
  `${channel.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')}-${paymentId}.${ending}`;
