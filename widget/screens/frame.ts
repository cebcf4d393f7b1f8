import { html, nothing, type TemplateResult } from 'lit';

export interface Frame {
  readonly locale: string | undefined;
  readonly busy: boolean;
  readonly summary: TemplateResult | undefined;
  readonly screen: TemplateResult;
  /** What is happening, for the live region. */
  readonly status: string | undefined;
  /** Show the status as well, while the customer has something to do elsewhere. */
  readonly statusSeen: boolean;
  readonly error: string | TemplateResult | undefined;
  readonly button: TemplateResult | undefined;
  /** A short word to screen readers only. */
  readonly announcement: string;
}

/**
 * The card that every screen stands in. Its live regions stay on the page all along, or they would not be heard; nor
 * would they inside of what is busy. Their texts are set whole: a page translator puts other nodes in place of ours, and
 * what is written into those that are gone nobody reads.
 */
export const frame = ({
  locale,
  busy,
  summary,
  screen,
  status,
  statusSeen,
  error,
  button,
  announcement,
}: Frame): TemplateResult => html`
  <slot name="header"></slot>
  <div class="shell" lang=${locale ?? nothing}>
    <div class="card">
      ${summary}
      <div class="main">
        <div class="screen" aria-busy=${busy ? 'true' : 'false'}>${screen}</div>
        <p class=${statusSeen ? 'status' : 'unseen'} part="status" role="status" .textContent=${status ?? ''}></p>
      </div>
      <div class="bar" ?data-bare=${!button}>
        <div class="foot">
          <p class="error" part="error" role="alert">${told(error)}</p>
          ${button}
        </div>
      </div>
    </div>
    <p class="unseen" aria-live="polite" .textContent=${announcement}></p>
  </div>
  <slot name="footer"></slot>
`;

/** Nothing at all where there is no error: not even a space, or its box would show. */
const told = (error: Frame['error']): TemplateResult | typeof nothing => {
  if (!error) return nothing;
  return typeof error === 'string' ? html`<span .textContent=${error}></span>` : error;
};
