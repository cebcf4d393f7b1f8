import {
  MalformedNotification,
  type RawNotification,
  type ReadNotification,
  type VerifiedNotification,
} from '../../payments/ports/ports.ts';
import { captureReferences, parseReference } from './capture/capture-reference.ts';
import { parseObject, readFields, type ReceivedFields } from './read.ts';
import { notificationOutcome } from './status.ts';
import { reversalOf } from './transaction/payment-transactions.ts';
import { isSameToken, notificationToken, type Signer } from './wire/merchant-token.ts';

/** Several times as many fields as NICEPAY sends. */
const MAX_FIELDS = 200;

/**
 * Returns the function that verifies a notification against our merchant ids. All of them are tried, each in constant
 * time. The signature covers the transaction and the amount, but not the status, the reference or the time.
 *
 * The function throws `MalformedNotification` when the body cannot be read, and returns `undefined` when no key matches.
 *
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-notification-api-convenience-store
 */
export function createVerifier(
  accounts: readonly Signer[],
): (notification: RawNotification) => VerifiedNotification | undefined {
  return ({ body, contentType }) => {
    const { tXid, amt, merchantToken } = requireSigned(parseNotification(body));
    const matches = accounts.filter((account) => isSameToken(notificationToken(account, { tXid, amt }), merchantToken));
    // The only place where a notification of NICEPAY becomes a verified one.
    return matches.length > 0 ? ({ body, contentType } as VerifiedNotification) : undefined;
  };
}

/**
 * Reads a deposit or a reversal. Either is only a hint: an inquiry decides.
 *
 * @throws {MalformedNotification} the body cannot be read
 * @see https://docs.nicepay.co.id/en/nicepay-api-v2-notification-api-convenience-store
 */
export function readNotification({ body }: VerifiedNotification): ReadNotification {
  const fields = parseNotification(body);
  const { tXid } = requireSigned(fields);
  const status = fields.text('status');
  const outcome = notificationOutcome(status);
  const amount = fields.amount('amt');
  const referenceNo = fields.text('referenceNo');
  const { merchantReference, captureNumber } = referenceNo === undefined ? {} : parseReference(referenceNo);
  const money = amount === undefined ? undefined : ({ amount, currency: 'IDR' } as const);
  return {
    reports: [
      {
        subject: 'payment',
        outcome,
        merchantReference,
        providerReferences:
          captureNumber === undefined || money === undefined ? { tXid } : captureReferences(captureNumber, tXid, money),
        transactionId: outcome === 'paid' ? tXid : outcome === 'reversed' ? reversalOf(tXid) : undefined,
        money,
        providerStatus: `notification status ${status ?? '(none)'}`,
      },
    ],
  };
}

function requireSigned(fields: ReceivedFields): {
  readonly tXid: string;
  readonly amt: string;
  readonly merchantToken: string;
} {
  const [tXid, amt, merchantToken] = ['tXid', 'amt', 'merchantToken'].map((name) => fields.text(name));
  if (tXid === undefined || amt === undefined || merchantToken === undefined) {
    throw new MalformedNotification('tXid, amt and merchantToken are required');
  }
  return { tXid, amt, merchantToken };
}

/** A form, as documented, or a JSON object, which NICEPAY's own plugin accepts as well. */
function parseNotification(body: Buffer): ReceivedFields {
  const text = body.toString('utf8').replace(/^\uFEFF/, '');
  const object = text.trimStart().startsWith('{') ? parseObject(text) : parseForm(text);
  if (object === undefined || !isUnambiguous(object)) {
    throw new MalformedNotification('neither a form nor a JSON object, or a field occurs twice');
  }
  return readFields(object);
}

/** A name in two spellings could be verified under one and read under the other: such a body is forged. */
const isUnambiguous = (object: object): boolean =>
  new Set(Object.keys(object).map((name) => name.toLowerCase())).size === Object.keys(object).length;

/** `undefined` when a name occurs twice: one parser takes the first value, another the last. */
function parseForm(text: string): Readonly<Record<string, string>> | undefined {
  if (text.split('&', MAX_FIELDS + 1).length > MAX_FIELDS) return undefined;
  const pairs = [...new URLSearchParams(text)];
  const object = Object.fromEntries(pairs);
  return Object.keys(object).length === pairs.length ? object : undefined;
}
