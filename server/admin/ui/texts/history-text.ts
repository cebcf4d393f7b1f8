import type { TimelineEntry } from '../../wire/timeline.ts';
import { plainWords } from './labels.ts';
import { QUESTIONS_TEXT } from './questions.ts';

type HistoryEntry = Extract<TimelineEntry, { kind: 'history' }>;

/** Who says so. */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ['command', 'Provider, answering us'],
  ['inquiry', 'Provider, when asked'],
  ['notification', 'Provider, by notification'],
  ['clock', 'Clock'],
  ['merchant', 'Shop'],
  ['customer', 'Customer'],
]);

const BY_OPERATOR = /^(?<reason>[\s\S]*) \((?:decided )?by operator (?<operator>[\w.-]+)\)$/;

export interface HistoryText {
  readonly who: string;
  readonly what: string;
  /** Why, or what else is known. */
  readonly note: string | undefined;
  /** The operator who did it. */
  readonly operator: string | undefined;
}

export function historyText({ source, said, note }: HistoryEntry): HistoryText {
  const byOperator = note === undefined ? undefined : BY_OPERATOR.exec(note)?.groups;
  const operator = byOperator?.['operator'];
  return {
    who: operator ?? SOURCES.get(source) ?? source,
    what: whatText(said),
    note: byOperator?.['reason'] ?? noteText(note),
    operator,
  };
}

/** What the provider calls it stays as it is; that is in brackets. */
function whatText(said: string): string {
  if (said === 'chosen') return 'chose this channel';
  const [words = '', ...rest] = said.split(' (');
  return [plainWords(words), ...rest].join(' (');
}

function noteText(note: string | undefined): string | undefined {
  const review = /^review: (\w+)$/.exec(note ?? '')?.[1];
  const text = Object.entries(QUESTIONS_TEXT).find(([question]) => question === review)?.[1];
  return text === undefined ? note : `Needs a person: ${text.title.toLowerCase()}`;
}
