import type { Instant } from '../../../payments/model/model.ts';
import type { SavedMethodReport } from '../../../payments/ports/ports.ts';
import { endOfWibMonth } from '../wire/wib-time.ts';

/**
 * A card that can be charged again. The domain keeps it as one opaque text. NICEPAY has no call that describes a token,
 * so the text holds everything that the inquiry returned when the card was saved.
 */
export interface SavedCard {
  /** A token is only valid under the merchant id that created it. */
  readonly iMid: string;
  readonly recurringToken: string;
  readonly lastFour?: string | undefined;
  /** `YYMM`. */
  readonly expiry?: string | undefined;
}

export const writeSavedCard = ({ iMid, recurringToken, lastFour = '', expiry = '' }: SavedCard): string =>
  [iMid, recurringToken, lastFour, expiry].join(':');

/** `undefined` for a text that `writeSavedCard` has not written. */
export function readSavedCard(text: string): SavedCard | undefined {
  const parts = /^([A-Za-z0-9]{1,10}):([^:\s]{1,255}):(\d{4})?:(\d{4})?$/.exec(text);
  const [, iMid, recurringToken, lastFour, expiry] = parts ?? [];
  return iMid === undefined || recurringToken === undefined ? undefined : { iMid, recurringToken, lastFour, expiry };
}

/** What is known of a saved card, without a call to NICEPAY. */
export function describeSavedCard(token: string): SavedMethodReport {
  const card = readSavedCard(token);
  return {
    subject: 'saved_method',
    outcome: card === undefined ? 'removed' : 'active',
    token,
    masked: card?.lastFour === undefined ? undefined : `•••• ${card.lastFour}`,
    expiresAt: expiryOf(card),
    providerStatus: card === undefined ? 'not a token of this provider' : 'as stored when the card was saved',
  };
}

const expiryOf = (card: SavedCard | undefined): Instant | undefined => endOfWibMonth(card?.expiry);

/** The last four digits of a masked number such as `51234500****0008`; `undefined` where they are masked as well. */
export const lastFourOf = (cardNo: string | undefined): string | undefined => /[*xX•](\d{4})$/.exec(cardNo ?? '')?.[1];
