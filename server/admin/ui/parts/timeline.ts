import { html, nothing, type TemplateResult } from 'lit';
import type { EventEntry, TimelineEntry } from '../../wire/timeline.ts';
import { clockText, dayText, momentText } from '../texts/format.ts';
import { historyText } from '../texts/history-text.ts';
import { DELIVERY_LABELS, plainWords, type Label } from '../texts/labels.ts';
import { badge } from './badge.ts';
import { moment } from './moment.ts';

interface TimelineOptions {
  /** Of the statuses in the history. */
  readonly labels: Readonly<Record<string, Label>>;
  /** What the button of an event does. */
  readonly redeliver: (event: EventEntry) => void;
}

/** Everything that happened, oldest first, by day. */
export function timeline(entries: readonly TimelineEntry[], options: TimelineOptions): TemplateResult {
  const days = [...new Set(entries.map(({ at }) => dayText(at)))];
  return html`<div class="timeline">
    ${days.map(
      (day) =>
        html`<h3>${day}</h3>
          <ol>
            ${entries.filter(({ at }) => dayText(at) === day).map((entry) => item(entry, options))}
          </ol>`,
    )}
  </div>`;
}

function item(entry: TimelineEntry, options: TimelineOptions): TemplateResult {
  const isMove = entry.kind === 'history' && entry.from !== entry.to;
  const isAct = entry.kind === 'history' && historyText(entry).operator !== undefined;
  return html`<li data-kind=${isAct ? 'act' : isMove ? 'move' : entry.kind}>
    ${moment(entry.at, clockText(entry.at))}
    <div>${bodyOf(entry, options)}</div>
  </li>`;
}

function bodyOf(entry: TimelineEntry, { labels, redeliver }: TimelineOptions): TemplateResult {
  if (entry.kind === 'event') return eventBody(entry, redeliver);
  if (entry.kind === 'notification')
    return html`<p><strong>Notification received</strong></p>
      <p class="muted">Verified, ${entry.bytes} bytes. The provider is asked before anything changes.</p>`;
  const { who, what, note } = historyText(entry);
  return html`<p><strong>${who}</strong>: ${what}</p>
    ${
      entry.from === entry.to
        ? nothing
        : html`<p class="change">
            ${labels[entry.from]?.text ?? plainWords(entry.from)} <span aria-hidden="true">→</span
            ><span class="unseen">became</span>
            <b>${labels[entry.to]?.text ?? plainWords(entry.to)}</b>
          </p>`
    }
    ${note === undefined ? nothing : html`<p class="note">${note}</p>`}`;
}

function eventBody(event: EventEntry, redeliver: (event: EventEntry) => void): TemplateResult {
  const { status, attempts, lastAnswer, nextAt } = event.delivery;
  const answer =
    lastAnswer === undefined
      ? undefined
      : lastAnswer.status === undefined
        ? `no answer: ${lastAnswer.error ?? 'unknown error'}`
        : `the shop answered ${lastAnswer.status}`;
  const facts = [
    attempts === 0 ? undefined : `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
    answer,
    nextAt === undefined ? undefined : `next attempt ${momentText(nextAt)}`,
  ].filter((fact) => fact !== undefined);
  return html`<p><strong>Event</strong> <code>${event.type}</code> ${badge(DELIVERY_LABELS[status])}</p>
    ${facts.length === 0 ? nothing : html`<p class="muted">${facts.join(', ')}</p>`}
    <button type="button" class="small" @click=${() => redeliver(event)}>
      Send again<span class="unseen">: ${event.type}</span>
    </button>`;
}
