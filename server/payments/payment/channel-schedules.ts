import { channelFacts, type ChannelCode } from '../../../shared/channel.ts';
import type { ChannelKind } from '../../../shared/channel-kind.ts';
import type { InquirySchedule, Offer } from '../ports/ports.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The customer pays now, here or in a bank's own app, or hours later with a number or code. */
const USUAL: InquirySchedule = {
  firstMarks: [2, 4, 8, 15, 30],
  longestPause: 15 * MINUTE,
  longestPauseAfterDay: HOUR,
  // Providers that document it repeat a notification for at most a day.
  lastNotification: DAY,
  watch: 30 * DAY,
};

/** The customer scans or approves within minutes, and keeps looking at the page while the app is in their hand. */
const IN_AN_APP: InquirySchedule = { ...USUAL, firstMarks: [2, 4, 8, 15, 30, 45, 60, 90, 120] };

const SCHEDULES: Readonly<Record<ChannelKind, InquirySchedule>> = {
  virtual_account: USUAL,
  retail: USUAL,
  qr: IN_AN_APP,
  ewallet: IN_AN_APP,
  card: USUAL,
  paylater: USUAL,
  direct_debit: USUAL,
  online_banking: USUAL,
  clickpay: USUAL,
  checkout_page: USUAL,
};

/** The schedule of a channel, with what its offer says about the provider. */
export const inquiryScheduleOf = (channel: ChannelCode, offer: Offer | undefined): InquirySchedule => {
  const usual = SCHEDULES[channelFacts(channel).kind];
  return offer?.lastNotificationSeconds === undefined
    ? usual
    : { ...usual, lastNotification: offer.lastNotificationSeconds };
};
