import {
  MalformedNotification,
  type RawNotification,
  type ReadNotification,
  type VerifiedNotification,
} from '../../payments/ports/ports.ts';
import { notificationToken, sameToken, type Signer } from './wire/merchant-token.ts';
import { parseObject, toSaid, type Said } from './read.ts';
import { notificationOutcome } from './status.ts';
import { captureReferences, readReference, reversalOf } from './transaction/payment-transactions.ts';

/** More pairs than NICEPAY has members, several times over. */
const MAX_PAIRS = 200;

/**
 * Whether one of our merchant ids signed it. Which of them is not for the message to say: all are tried, each in a time
 * that tells nothing. The signature covers the transaction and the amount, not the status, the reference or the time.
 */
export function verifier(accounts: readonly Signer[]): (raw: RawNotification) => VerifiedNotification | undefined {
  return ({ body, contentType }) => {
    const { tXid, amt, merchantToken } = demand(parseNotification(body));
    const matches = accounts.filter((account) => sameToken(notificationToken(account, { tXid, amt }), merchantToken));
    // The brand: this is the one place where a notice of NICEPAY is found to be genuine.
    return matches.length > 0 ? ({ body, contentType } as VerifiedNotification) : undefined;
  };
}

/** A deposit or a reversal. Both are hints: what is true an inquiry tells. */
export function readNotification({ body }: VerifiedNotification): ReadNotification {
  const said = parseNotification(body);
  const { tXid } = demand(said);
  const status = said.text('status');
  const outcome = notificationOutcome(status);
  const amount = said.amount('amt');
  const referenceNo = said.text('referenceNo');
  const { merchantReference, attempt } = referenceNo === undefined ? {} : readReference(referenceNo);
  const money = amount === undefined ? undefined : ({ amount, currency: 'IDR' } as const);
  return {
    reports: [
      {
        subject: 'payment',
        outcome,
        merchantReference,
        providerReferences:
          attempt === undefined || money === undefined ? { tXid } : captureReferences(attempt, tXid, money),
        transactionId: outcome === 'paid' ? tXid : outcome === 'reversed' ? reversalOf(tXid) : undefined,
        money,
        providerStatus: `notification status ${status ?? '(none)'}`,
      },
    ],
  };
}

function demand(said: Said): { readonly tXid: string; readonly amt: string; readonly merchantToken: string } {
  const [tXid, amt, merchantToken] = ['tXid', 'amt', 'merchantToken'].map((name) => said.text(name));
  if (tXid === undefined || amt === undefined || merchantToken === undefined) {
    throw new MalformedNotification('tXid, amt and merchantToken are needed');
  }
  return { tXid, amt, merchantToken };
}

/** A form, as documented; a JSON object, as NICEPAY's own plugin expects it too. */
function parseNotification(body: Buffer): Said {
  const text = body.toString('utf8').replace(/^\uFEFF/, '');
  const object = text.trimStart().startsWith('{') ? parseObject(text) : parseForm(text);
  if (object === undefined || !isUnambiguous(object)) {
    throw new MalformedNotification('neither a form nor a JSON object, or a member occurs twice');
  }
  return toSaid(object);
}

/** Signed under one spelling and read under another: such a message is nobody's mistake. */
const isUnambiguous = (object: object): boolean =>
  new Set(Object.keys(object).map((name) => name.toLowerCase())).size === Object.keys(object).length;

/** `undefined` when a name occurs twice: one reader would take the first value, another the last. */
function parseForm(text: string): Readonly<Record<string, string>> | undefined {
  if (text.split('&', MAX_PAIRS + 1).length > MAX_PAIRS) return undefined;
  const pairs = [...new URLSearchParams(text)];
  const object = Object.fromEntries(pairs);
  return Object.keys(object).length === pairs.length ? object : undefined;
}
