import { html, nothing, type TemplateResult } from 'lit';

export interface Frame {
  readonly locale: string | undefined;
  readonly busy: boolean;
  readonly summary: TemplateResult | undefined;
  readonly screen: TemplateResult;
  /** It has taken the place of another. */
  readonly isNext: boolean;
  /** What is happening, for the live region. */
  readonly status: string | undefined;
  /** Show the status as well, while the customer has something to do elsewhere. */
  readonly statusVisible: boolean;
  readonly error: string | TemplateResult | undefined;
  readonly button: TemplateResult | undefined;
  /** A short text for screen readers only. */
  readonly announcement: string;
}

/**
 * The card around every screen. Its live regions are always in the page and outside of anything busy, or screen readers
 * would not announce them. Texts are set as `textContent`: a page translator replaces text nodes, and lit would write into
 * those that were replaced.
 */
export const frame = ({
  locale,
  busy,
  summary,
  screen,
  isNext,
  status,
  statusVisible,
  error,
  button,
  announcement,
}: Frame): TemplateResult => html`
  <slot name="header"></slot>
  <div class="shell" lang=${locale ?? nothing}>
    <div class="card">
      ${summary}
      <div class="main">
        <div class="screen" ?data-next=${isNext} aria-busy=${busy ? 'true' : 'false'}>${screen}</div>
        <p class=${statusVisible ? 'status' : 'unseen'} part="status" role="status" .textContent=${status ?? ''}></p>
      </div>
      <div class="bar" ?data-bare=${!button}>
        <div class="foot">
          <p class="error" part="error" role="alert">${errorContent(error)}</p>
          ${button}
        </div>
      </div>
    </div>
    <p class="unseen" aria-live="polite" .textContent=${announcement}></p>
  </div>
  <slot name="footer"></slot>
`;

/** Without an error nothing at all, not even a space, or its box would show. */
const errorContent = (error: Frame['error']): TemplateResult | typeof nothing => {
  if (!error) return nothing;
  return typeof error === 'string' ? html`<span .textContent=${error}></span>` : error;
};
