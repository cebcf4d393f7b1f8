import type { FailureCode } from '../../../../shared/payment-status.ts';

/*
 * NICEPAY's result codes, in the order of its documentation. The failure code decides which message the customer reads;
 * `busy`, `outcome_unknown` or a failure decides whether another try is allowed.
 */

/** Codes and ranges separated by blanks (`9110-9113`), what they mean, the reason, and whether an operator has to act. */
export type CodeRow = readonly [codes: string, kind: CodeKind, reason?: string | undefined, needsOperator?: true];

type CodeKind = 'busy' | 'outcome_unknown' | FailureCode;

/** The account, its settings or what we send is wrong: an operator has to correct it. */
const operator = (codes: string, failure: FailureCode, reason?: string): CodeRow => [codes, failure, reason, true];

/** NICEPAY's own codes, for every payment method and for cards. */
export const COMMON_CODES: readonly CodeRow[] = [
  ['1001-1004 9507 8002 8005 9004-9005', 'outcome_unknown'],
  // Our references are never reused: where one exists already, an earlier call of ours reached NICEPAY.
  ['9009', 'outcome_unknown', 'the reference is registered already'],
  ['9002 9101-9102 9104-9105 9107', 'busy'],
  ['8001 8003-8004 9003 9006', 'provider_error'],
  operator('9001 9007-9008 9013-9020 9022-9028 9031 9109 9147', 'provider_error'),
  operator('9010', 'channel_unavailable', 'the merchant token is wrong: check the merchant key'),
  operator('9011', 'channel_unavailable', 'the merchant id is unknown'),
  operator('9012 9108 9121', 'channel_unavailable', 'this payment method is not activated for the merchant id'),
  operator('9021', 'provider_error'),
  operator('9029', 'channel_unavailable', 'instalments over that many months are not activated for the merchant id'),
  ['9030', 'declined'],
  ['9501', 'provider_error'],
  ['9502', 'declined'],
  operator('9503-9506', 'channel_unavailable'),
  ['8021', 'card_declined'],
  ['8022-8023', 'provider_error'],
  operator('8024 8028', 'provider_error'),
  ['8026', 'authentication_failed'],
  ['8027', 'card_invalid_number'],
  ['8029', 'provider_error'],
  operator('8030', 'card_unsupported', 'the merchant id is not allowed to accept manually entered cards'),
  ['9103', 'outcome_unknown'],
  ['9106', 'card_declined'],
  ['9110-9113', 'card_inactive'],
  ['9114', 'provider_error'],
  ['9115 9124', 'amount_not_allowed'],
  ['9116 9126-9127', 'outcome_unknown', 'the transaction exists already'],
  ['9117', 'authentication_failed'],
  operator('9118-9120 9122', 'channel_unavailable'),
  ['9123', 'limit_exceeded'],
  ['9125 9128', 'card_declined'],
  ['9129', 'expired'],
  operator('9130', 'channel_unavailable'),
  ['9131', 'provider_error'],
  ['9132', 'card_declined'],
  // These are about something beside the charge: an e-mail, a token, the void. The charge itself may have succeeded.
  ['9133-9135', 'outcome_unknown'],
  ['9136-9137', 'provider_error'],
  operator('9138-9139', 'provider_error'),
  operator('9140', 'saved_method_invalid', 'the merchant id requires the CVV for saved cards'),
  ['9149', 'saved_method_invalid'],
  operator('9141 9148', 'channel_unavailable', 'the merchant id is not set up to save cards'),
  ['9142 9153 9162', 'card_unsupported'],
  ['9143', 'provider_error'],
  ['9144', 'outcome_unknown'],
  ['9145', 'amount_not_allowed', 'the amount exceeds the authorized amount'],
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

/** Codes of issuers, card networks and MIGS, passed on by NICEPAY. */
export const CARD_NETWORK_CODES: readonly CodeRow[] = [
  // Approved, or may still be approved: not a failure before an inquiry says so.
  ['00 09 10 11 20 68 76 77 85 94 95', 'outcome_unknown'],
  ['01 02 04 05 07 08 12 41 43 59 63 75 93', 'card_declined'],
  operator('03', 'channel_unavailable'),
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
  ['3 D L P', 'outcome_unknown'],
  ['4', 'card_expired'],
  ['5', 'insufficient_funds'],
  ['7', 'card_invalid_number'],
  ['8', 'card_unsupported'],
  ['C', 'customer_canceled'],
  ['F N', 'authentication_failed'],
  ['I U', 'card_wrong_cvv'],
];

/** Codes of CIMB, passed on by NICEPAY. */
export const CIMB_CODES: readonly CodeRow[] = [
  operator('C101-C110 C121 C123', 'channel_unavailable'),
  ['C111 C112 C311', 'amount_not_allowed'],
  ['C113 C117', 'card_invalid_number'],
  ['C114 C115 C118 C119', 'card_invalid_expiry'],
  ['C116 C120', 'card_wrong_cvv'],
  ['C122', 'limit_exceeded'],
  ['C124 C301-C310 C312-C313', 'provider_error'],
  operator('C314-C315 C401-C402 C404-C409', 'provider_error'),
  ['C403', 'outcome_unknown', 'the transaction exists already'],
  ['C501-C509', 'card_declined'],
  ['C601-C616', 'authentication_failed'],
  ['C801-C804 C937', 'card_declined'],
  ['C935', 'customer_canceled'],
  ['C933 C955 C966 C967 C977 C988 C999', 'outcome_unknown'],
];

/** Virtual accounts and store codes, by the last two digits of their codes. */
export const NUMBER_CODES: readonly CodeRow[] = [
  ['01 02 04 06 19 20', 'busy'],
  operator('03', 'channel_unavailable', 'no free number is left'),
  ['05 13 15-18 27 28 33', 'provider_error'],
  operator('07 10 11 23-24 26 29-32 34-36', 'provider_error'),
  operator('08 12 14 21-22', 'channel_unavailable'),
  ['09', 'amount_not_allowed'],
  operator('25', 'channel_unavailable', 'the merchant token is wrong: check the merchant key'),
];

/** Codes of the cancel call. The reason is given where the cancel can never succeed. */
export const CANCEL_CODES: readonly CodeRow[] = [
  ['8061-8062 9311 9316', 'provider_error'],
  operator('8063-8067 9301', 'provider_error'),
  ['8090 9304-9310', 'outcome_unknown'],
  ['9302-9303', 'busy'],
  ['9312 9321', 'amount_not_allowed'],
  ['9313', 'amount_not_allowed', 'only Bank Mandiri cards allow partial refunds'],
  ['9314', 'channel_unavailable', 'this transaction cannot be canceled'],
  ['9315', 'outcome_unknown', 'the transaction was canceled already'],
  ['9317', 'amount_not_allowed', 'only one partial refund is allowed'],
  ['9318', 'channel_unavailable', 'a virtual account cannot be canceled'],
  ['9319', 'amount_not_allowed', 'the amount exceeds what is left of the payment'],
  ['9320', 'amount_not_allowed', 'a full refund is not possible after a partial refund'],
  operator('9322-9325', 'channel_unavailable'),
  ['9326', 'channel_unavailable', 'the transaction is settled already'],
  ['9327', 'channel_unavailable', 'a partial refund is only possible after settlement'],
  ['9328-9329 9333', 'declined'],
  ['9330', 'channel_unavailable', 'the virtual account is paid: refund it outside the provider'],
  operator('9331-9332', 'channel_unavailable', 'the merchant id is not allowed to do this'),
  ['9334', 'expired', 'the transaction is older than 90 days'],
];

/** Virtual accounts alone. */
export const ACCOUNT_CODES: readonly CodeRow[] = [
  ['8041-8042 8045', 'provider_error'],
  operator('9237', 'channel_unavailable', 'the bank code is unknown'),
];

/** One-pass, wallets, clickpay. */
export const OTHER_CODES: readonly CodeRow[] = [
  ['8200-8201 9801', 'provider_error'],
  ['8202', 'amount_not_allowed'],
  ['9750 9803 9805', 'account_invalid'],
  operator('9751 9802 9809', 'provider_error'),
  ['9752 9806 9810', 'declined'],
  ['9804', 'otp_invalid'],
  ['9807-9808', 'outcome_unknown'],
];
