import { html, nothing, type TemplateResult } from 'lit';
import { refreshIcon } from './icons.ts';

export interface PageHead {
  readonly title: string;
  readonly lead?: string | TemplateResult;
  readonly isBusy: boolean;
  readonly reload: () => void;
  readonly more?: TemplateResult | typeof nothing;
}

/** The heading of a page, with the button that reads it again. */
export const pageHead = ({ title, lead, isBusy, reload, more }: PageHead): TemplateResult =>
  html`<header class="head">
    <div>
      <h1 tabindex="-1">${title}</h1>
      ${lead === undefined ? nothing : html`<p class="lead">${lead}</p>`}
    </div>
    <div class="tools">
      ${more ?? nothing}
      <button
        type="button"
        class="plain icon-only"
        aria-label="Refresh"
        aria-busy=${isBusy ? 'true' : 'false'}
        @click=${reload}
      >
        ${refreshIcon}
      </button>
    </div>
  </header>`;
