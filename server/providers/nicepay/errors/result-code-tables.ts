import type { FailureCode } from '../../../../shared/payment-status.ts';

/*
 * NICEPAY's result codes, each list as its documentation orders them. What a definite no is called decides the sentence
 * that the customer reads; whether it is definite at all decides whether another try is allowed.
 */

/** Codes and ranges separated by blanks (`9110-9113`), what they mean, sometimes why, and whether to alarm somebody. */
export type Line = readonly [codes: string, means: Means, why?: string | undefined, alarming?: true];

export type Means = 'busy' | 'unanswered' | FailureCode;

/** The account, its settings or what we send is wrong: an operator has to mend it. */
const mend = (codes: string, means: FailureCode, why?: string): Line => [codes, means, why, true];

/** NICEPAY's own, for every way to pay and for cards. */
export const COMMON_CODES: readonly Line[] = [
  ['1001-1004 9507 8002 8005 9004-9005', 'unanswered'],
  // Our reference is unique for ever: where it exists already, an earlier try of ours arrived.
  ['9009', 'unanswered', 'the reference is registered already'],
  ['9002 9101-9102 9104-9105 9107', 'busy'],
  ['8001 8003-8004 9003 9006', 'provider_error'],
  mend('9001 9007-9008 9013-9020 9022-9028 9031 9109 9147', 'provider_error'),
  mend('9010', 'channel_unavailable', 'the merchant token is wrong: check the merchant key'),
  mend('9011', 'channel_unavailable', 'the merchant id is unknown'),
  mend('9012 9108 9121', 'channel_unavailable', 'the merchant id has no contract for this way to pay'),
  mend('9021', 'provider_error'),
  mend('9029', 'channel_unavailable', 'the merchant id has no instalments of that many months'),
  ['9030', 'declined'],
  ['9501', 'provider_error'],
  ['9502', 'declined'],
  mend('9503-9506', 'channel_unavailable'),
  ['8021', 'card_declined'],
  ['8022-8023', 'provider_error'],
  mend('8024 8028', 'provider_error'),
  ['8026', 'authentication_failed'],
  ['8027', 'card_invalid_number'],
  ['8029', 'provider_error'],
  mend('8030', 'card_unsupported', 'the merchant id may not take cards that are keyed in'),
  ['9103', 'unanswered'],
  ['9106', 'card_declined'],
  ['9110-9113', 'card_inactive'],
  ['9114', 'provider_error'],
  ['9115 9124', 'amount_not_allowed'],
  ['9116 9126-9127', 'unanswered', 'such a transaction exists already'],
  ['9117', 'authentication_failed'],
  mend('9118-9120 9122', 'channel_unavailable'),
  ['9123', 'limit_exceeded'],
  ['9125 9128', 'card_declined'],
  ['9129', 'expired'],
  mend('9130', 'channel_unavailable'),
  ['9131', 'provider_error'],
  ['9132', 'card_declined'],
  // These speak of something beside the charge: an e-mail, a token, the taking back. The charge itself may stand.
  ['9133-9135', 'unanswered'],
  ['9136-9137', 'provider_error'],
  mend('9138-9139', 'provider_error'),
  mend('9140', 'saved_method_invalid', 'the merchant id needs the security code for saved cards'),
  ['9149', 'saved_method_invalid'],
  mend('9141 9148', 'channel_unavailable', 'the merchant id cannot save cards as it is set up'),
  ['9142 9153 9162', 'card_unsupported'],
  ['9143', 'provider_error'],
  ['9144', 'unanswered'],
  ['9145', 'amount_not_allowed', 'more than is held'],
  ['9146', 'provider_error'],
  ['9150', 'card_wrong_cvv'],
  ['9151-9152', 'card_declined'],
  ['9154-9155', 'limit_exceeded'],
  ['9156', 'provider_error'],
  ['9157', 'authentication_failed'],
  ['9158', 'provider_error'],
  ['9159', 'card_declined'],
  ['9160', 'card_invalid_expiry'],
  ['9161', 'saved_method_invalid'],
];

/** Passed on from issuers, card networks and MIGS. */
export const CARD_NETWORK_CODES: readonly Line[] = [
  // An approval, or something that may become one: never a failure before it was asked about.
  ['00 09 10 11 20 68 76 77 85 94 95', 'unanswered'],
  ['01 02 04 05 07 08 12 41 43 59 63 75 93', 'card_declined'],
  mend('03', 'channel_unavailable'),
  ['06 19 21 22 25 28 30 81 96', 'provider_error'],
  ['13', 'amount_not_allowed'],
  ['14', 'card_invalid_number'],
  ['15 58 91 92', 'card_unsupported'],
  ['16 51', 'insufficient_funds'],
  ['17', 'customer_canceled'],
  ['52 53', 'account_invalid'],
  ['54', 'card_expired'],
  ['55 83 Q1', 'authentication_failed'],
  ['57 62 78', 'card_inactive'],
  ['61 65', 'limit_exceeded'],
  ['80', 'card_invalid_expiry'],
  ['82 N7', 'card_wrong_cvv'],
  ['B1 N0 P2', 'provider_error'],
  ['N3 N4 P5 P6 R0 R1 R3 XA XD Z3', 'card_declined'],
  // MIGS, one character.
  ['1 6 A', 'provider_error'],
  ['2 9 B E R T V', 'card_declined'],
  ['3 D L P', 'unanswered'],
  ['4', 'card_expired'],
  ['5', 'insufficient_funds'],
  ['7', 'card_invalid_number'],
  ['8', 'card_unsupported'],
  ['C', 'customer_canceled'],
  ['F N', 'authentication_failed'],
  ['I U', 'card_wrong_cvv'],
];

/** Passed on from CIMB. */
export const CIMB_CODES: readonly Line[] = [
  mend('C101-C110 C121 C123', 'channel_unavailable'),
  ['C111 C112 C311', 'amount_not_allowed'],
  ['C113 C117', 'card_invalid_number'],
  ['C114 C115 C118 C119', 'card_invalid_expiry'],
  ['C116 C120', 'card_wrong_cvv'],
  ['C122', 'limit_exceeded'],
  ['C124 C301-C310 C312-C313', 'provider_error'],
  mend('C314-C315 C401-C402 C404-C409', 'provider_error'),
  ['C403', 'unanswered', 'such a transaction exists already'],
  ['C501-C509', 'card_declined'],
  ['C601-C616', 'authentication_failed'],
  ['C801-C804 C937', 'card_declined'],
  ['C935', 'customer_canceled'],
  ['C933 C955 C966 C967 C977 C988 C999', 'unanswered'],
];

/** Virtual accounts and store codes, by the last two digits of their codes. */
export const NUMBER_CODES: readonly Line[] = [
  ['01 02 04 06 19 20', 'busy'],
  mend('03', 'channel_unavailable', 'no number is left'),
  ['05 13 15-18 27 28 33', 'provider_error'],
  mend('07 10 11 23-24 26 29-32 34-36', 'provider_error'),
  mend('08 12 14 21-22', 'channel_unavailable'),
  ['09', 'amount_not_allowed'],
  mend('25', 'channel_unavailable', 'the merchant token is wrong: check the merchant key'),
];

/** Cancel. Where the call can never work, why not. */
export const CANCEL_CODES: readonly Line[] = [
  ['8061-8062 9311 9316', 'provider_error'],
  mend('8063-8067 9301', 'provider_error'),
  ['8090 9304-9310', 'unanswered'],
  ['9302-9303', 'busy'],
  ['9312 9321', 'amount_not_allowed'],
  ['9313', 'amount_not_allowed', 'only a card of Bank Mandiri allows to return a part'],
  ['9314', 'channel_unavailable', 'this transaction cannot be canceled'],
  ['9315', 'unanswered', 'such a cancel exists already'],
  ['9317', 'amount_not_allowed', 'a part can be returned only once'],
  ['9318', 'channel_unavailable', 'a virtual account cannot be canceled'],
  ['9319', 'amount_not_allowed', 'more than what is left'],
  ['9320', 'amount_not_allowed', 'after a part was returned, not all can be'],
  mend('9322-9325', 'channel_unavailable'),
  ['9326', 'channel_unavailable', 'the transaction is settled'],
  ['9327', 'channel_unavailable', 'a part can only be returned after the transaction is settled'],
  ['9328-9329 9333', 'declined'],
  ['9330', 'channel_unavailable', 'the virtual account is paid: return the money by hand'],
  mend('9331-9332', 'channel_unavailable', 'the merchant id may not do that'),
  ['9334', 'expired', 'longer ago than 90 days'],
];

/** Virtual accounts alone. */
export const ACCOUNT_CODES: readonly Line[] = [
  ['8041-8042 8045', 'provider_error'],
  mend('9237', 'channel_unavailable', 'the bank code is unknown'),
];

/** One-pass, wallets, clickpay. */
export const OTHER_CODES: readonly Line[] = [
  ['8200-8201 9801', 'provider_error'],
  ['8202', 'amount_not_allowed'],
  ['9750 9803 9805', 'account_invalid'],
  mend('9751 9802 9809', 'provider_error'),
  ['9752 9806 9810', 'declined'],
  ['9804', 'otp_invalid'],
  ['9807-9808', 'unanswered'],
];
