import type { ChannelKind } from '../../../shared/channel-kind.ts';
import type { CustomerReview, FailureCode, Review } from '../../../shared/payment-status.ts';
import type { CardFault, CardField } from '../../card/check.ts';
import type { SlipTool } from '../../slip/payment-slip.ts';

/** Every text from the moment the customer chooses: the opened row, instructions, waiting, results. */
export interface PaymentMessages {
  // The opened row
  /** What will happen once "pay" is pressed. */
  readonly hints: Readonly<Record<ChannelKind, string>>;
  readonly savedHint: string;
  readonly optional: string;
  readonly pleaseSelect: string;
  readonly saveOffer: string;
  readonly saveRequired: string;
  readonly fieldNeeded: (label: string) => string;
  readonly phoneWrong: string;
  readonly emailWrong: string;
  readonly fieldWrong: (label: string) => string;
  readonly chooseFirst: string;
  /** After a search. */
  readonly channelsFound: (count: number) => string;
  readonly installmentHeading: string;
  readonly payInFull: string;
  readonly perMonth: (months: number, amount: string) => string;
  readonly installmentNote: string;
  /** By problem code, beside those of the list's own messages. */
  readonly problems: Readonly<Record<string, string>>;
  /** `time`: of day, when it may be tried again. */
  readonly triesFrom: (time: string) => string;
  readonly triesAgain: string;

  // Common to the instructions
  readonly waiting: string;
  readonly otherWay: string;
  /** Beside it, where a number or code becomes invalid. */
  readonly otherWayNote: string;
  readonly leaving: string;
  readonly timeLeft: string;
  readonly deadline: string;
  /** Announced at a few marks of the countdown. */
  readonly minutesLeft: (minutes: number) => string;
  readonly amount: string;
  readonly exactAmount: string;
  readonly copy: string;
  /** Accessible name of a copy button, with `copy` as a word of it; `what` is the label of what it copies. */
  readonly copyOf: (what: string) => string;
  readonly copied: string;
  readonly copyByHand: string;
  readonly howToPay: string;
  readonly alreadyPaid: string;
  readonly checkNow: string;
  readonly checkingNow: string;
  /** The customer asked, and no money was there at `time`. */
  readonly notReceived: (time: string) => string;

  /** What can be done with a number or code beside copying it. The tools' own labels are one short word each. */
  readonly slip: Readonly<Record<SlipTool, string>> & {
    /** Accessible names; each has the label in it. */
    readonly saveName: string;
    readonly calendarName: string;
    readonly done: Readonly<Partial<Record<SlipTool, string>>>;
    readonly canceled: string;
    readonly failed: string;
    /** The page is open inside another app. */
    readonly unsupported: string;
    /** In the customer's calendar. */
    readonly eventTitle: (amount: string, channel: string) => string;
  };

  // By kind of instruction
  readonly vaHeading: (bank: string) => string;
  readonly vaNumber: string;
  /** A bill: the company's code and the payment's key are typed in one after the other. */
  readonly billHeading: (bank: string) => string;
  readonly billerCode: string;
  readonly billKey: string;
  readonly vaName: string;
  readonly vaOrQr: string;
  readonly retailHeading: (store: string) => string;
  readonly retailCode: string;
  readonly barcodeOf: (code: string) => string;
  readonly counterHours: (from: string, until: string) => string;
  readonly counterClosed: (from: string) => string;
  readonly qrHeading: (format: string) => string;
  readonly qrAlt: (amount: string, format: string) => string;
  readonly qrSteps: readonly string[];
  readonly qrOnThisPhone: string;
  readonly qrPhoneSteps: readonly string[];
  /** Where the page itself is on a phone. */
  readonly qrOtherPhone: string;
  readonly qrCannotScan: string;
  readonly qrText: string;
  /** Where a kind of channel sends its customers, if it has no brand's name. */
  readonly places: Readonly<Partial<Record<ChannelKind, string>>>;
  /** A brand's page, as part of a sentence. */
  readonly pageOf: (channel: string) => string;
  readonly redirectHeading: (place: string) => string;
  readonly redirectText: (page: string) => string;
  readonly openApp: (channel: string) => string;
  readonly openWeb: string;
  readonly continueTo: (place: string) => string;
  /** The app did not open. */
  readonly appMissed: (channel: string) => string;
  /** The page is open inside another app, whose name may be unknown. */
  readonly inApp: {
    readonly notice: (app: string | undefined, channel: string) => string;
    /** `menu`: the sign on its button. `browser`: the usual one of the phone. */
    readonly menu: (menu: string, browser: string) => string;
    readonly open: string;
    readonly link: string;
  };
  /** The browser does not let the shop's frame navigate the tab. */
  readonly redirectBlocked: (place: string) => string;
  readonly openTab: (place: string) => string;
  readonly badAddress: string;
  readonly pushHeading: (app: string) => string;
  readonly pushText: (app: string, phone: string) => string;
  readonly pushSteps: (app: string) => readonly string[];
  readonly pushLapsed: (app: string) => string;
  readonly pushExpired: (app: string) => string;
  readonly pushAgain: string;
  readonly otpHeading: string;
  readonly otpText: (sentTo: string | undefined) => string;
  readonly otpLabel: string;
  readonly otpConfirm: string;
  readonly otpConfirming: string;
  readonly otpResend: string;
  readonly otpResending: string;
  readonly otpSent: string;
  readonly otpNeeded: (length: number | undefined) => string;
  readonly otpWrong: string;
  readonly cardHeading: string;
  readonly cardLabels: Readonly<Record<CardField, string>>;
  readonly cardExpiryHint: string;
  /** Where the security code is printed. */
  readonly cardCvvHint: (digits: number) => string;
  readonly cardFaults: Readonly<Record<CardFault, string>>;
  readonly cardFaultCount: (count: number) => string;
  readonly cardPay: (amount: string) => string;
  readonly cardSending: string;
  /** Who receives the card number, and who does not. */
  readonly cardDirect: string;
  readonly cardResume: string;

  // Waiting
  readonly checkingHeading: string;
  readonly checkingText: string;
  readonly slowHeading: string;
  readonly slowText: string;
  readonly returnedText: string;
  readonly notFinished: (place: string) => string;
  readonly processingHeading: string;

  // Results
  readonly paidHeading: string;
  readonly paidText: string;
  readonly authorizedHeading: string;
  readonly authorizedText: string;
  readonly failedHeading: string;
  readonly failures: Readonly<Record<FailureCode, string>>;
  readonly expiredHeading: string;
  readonly expiredText: string;
  /** Expired or canceled, without a number or code that could still be paid to. */
  readonly overText: string;
  readonly checkoutExpiredText: string;
  readonly canceledHeading: string;
  readonly canceledText: string;
  readonly checkoutCanceledText: string;
  readonly tryAgain: string;
  readonly chooseAgain: string;
  readonly reviews: Readonly<Record<CustomerReview, string> & Partial<Record<Review, string>>>;
  readonly lateHeading: string;
  readonly reversedHeading: string;
  readonly reversed: string;
  readonly refunded: string;
  readonly channel: string;
  readonly time: string;
  readonly orderTotal: string;
  readonly heldTotal: string;
  readonly orderFor: string;
}
