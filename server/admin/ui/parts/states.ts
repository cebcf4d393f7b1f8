import { html, nothing, type TemplateResult } from 'lit';
import type { Loading } from '../api/loading.ts';
import { doneIcon } from './icons.ts';

/** What a page shows instead of its content, or above it: that it is on its way, or why it is not. */
export function loadState<T>(loading: Loading<T>, retry: () => void): TemplateResult | typeof nothing {
  if (loading.problem !== undefined)
    return html`<div class="alert" role="alert">
      <p>${loading.problem}</p>
      <button type="button" class="plain" @click=${retry}>Try again</button>
    </div>`;
  if (loading.value === undefined)
    return html`<div class="skeleton" role="status"><span class="unseen">Loading</span><i></i><i></i><i></i></div>`;
  return nothing;
}

export const emptyState = (title: string, text: string): TemplateResult =>
  html`<div class="empty">
    ${doneIcon}
    <h2>${title}</h2>
    <p>${text}</p>
  </div>`;
