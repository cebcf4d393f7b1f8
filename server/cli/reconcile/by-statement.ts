import type { PaymentRecord } from '../../../shared/api/list-payment-records.ts';
import type { StatementLine } from './column-map.ts';
import { hereOf, type Finding } from './finding.ts';

/** What the file has of one payment. */
interface Entry {
  readonly lines: StatementLine[];
  readonly record: PaymentRecord | undefined;
}

/**
 * Compares a provider's file with the payments here.
 *
 * @param isCovered whether the file must have a payment that was paid at that time
 */
export function reconcileByStatement(
  records: readonly PaymentRecord[],
  lines: readonly StatementLine[],
  isCovered: (receivedAt: Date) => boolean,
): readonly Finding[] {
  const byReference = new Map<string, PaymentRecord>();
  for (const record of records.toReversed())
    for (const reference of [record.merchantReference, ...record.references]) byReference.set(reference, record);

  const entries = new Map<string, Entry>();
  for (const line of lines) {
    const record = line.references.map((each) => byReference.get(each)).find((each) => each !== undefined);
    const key = record === undefined ? `? ${line.references.join(' ')}` : record.id;
    const entry = entries.get(key) ?? { lines: [], record };
    entry.lines.push(line);
    entries.set(key, entry);
  }
  const absent = records.filter(
    (record) => !entries.has(record.id) && record.receivedAmount > 0 && isCovered(receivedAt(record)),
  );
  return [
    ...[...entries.values()].map(compare),
    ...absent.map((record): Finding => ({ result: 'missing_there', ...hereOf(record) })),
  ];
}

const receivedAt = (record: PaymentRecord): Date => new Date(record.receivedAt ?? record.createdAt);

function compare({ lines, record }: Entry): Finding {
  const sum = (kind: StatementLine['kind']): number =>
    lines.filter((line) => line.kind === kind).reduce((total, { amount }) => total + amount, 0);
  const [paid, refunded] = [sum('paid'), sum('refunded')];
  const currencies = new Set(lines.map(({ currency }) => currency));
  const numbers = lines.map(({ line }) => line).join(', ');
  const note = `${lines.length === 1 ? 'line' : 'lines'} ${numbers}`;
  const there = { statusThere: paid > 0 ? 'paid' : 'refunded', amountThere: paid > 0 ? paid : refunded };
  if (record === undefined)
    return {
      result: 'missing_here',
      reference: lines[0]?.references.join(' ') ?? '',
      currency: [...currencies].join(' '),
      ...there,
      note,
    };
  const finding = { ...hereOf(record), ...there, note };
  if (currencies.size > 1 || !currencies.has(record.currency)) return { result: 'amount_differs', ...finding };
  if (paid > 0 && record.receivedAmount === 0) return { result: 'status_differs', ...finding };
  if (paid > 0 && paid !== record.receivedAmount) return { result: 'amount_differs', ...finding };
  if (refunded > record.refundedAmount)
    return {
      result: 'refunded_there',
      ...finding,
      note: `${note}; refunded ${record.refundedAmount} here, ${refunded} there`,
    };
  return { result: 'matched', ...finding };
}
