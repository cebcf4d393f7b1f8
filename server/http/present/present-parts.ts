import type { Failure, HistoryEntry, Instant, Payment } from '../../payments/model/model.ts';
import { FAILURE_MESSAGES } from '../failure-messages.ts';

/* Building blocks of all views. */

export const presentTime = (at: Instant): string => new Date(at).toISOString();

/** `{ [name]: value }`, or `{}` without a value: absent properties are left out, never null. */
export function optional<Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } {
  const out: { [Key in Name]?: Value } = {};
  if (value !== undefined) out[name] = value;
  return out;
}

/** The message is for logs and dashboards; the widget has its own, in the customer's language. */
export const presentFailure = (failure: Failure): { code: Failure['code']; message: string } => ({
  code: failure.code,
  message: FAILURE_MESSAGES[failure.code],
});

export const presentEntry = <Status>({ at, source, said, from, to, note }: HistoryEntry<Status>) => ({
  at: presentTime(at),
  source,
  said,
  from,
  to,
  ...optional('note', note),
});

/** How many inquiries about a payment were made, and when the last one was. */
export const presentInquiries = ({ inquiries, inquiredAt }: Payment) => ({
  count: inquiries,
  ...optional('lastAt', inquiredAt === undefined ? undefined : presentTime(inquiredAt)),
});
