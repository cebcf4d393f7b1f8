import { css, html, type TemplateResult } from 'lit';
import { outIcon } from '../ui/payment-icons.ts';
import { note } from './parts.ts';
import type { ViewContext } from './view.ts';

export const linkStyles = css`
  .ways a {
    text-decoration: none;
  }
`;

/** For a frame that may not navigate the tab: a link that the customer opens in a new tab. */
export const blockedLink = ({ t, place, actions }: ViewContext, url: string): TemplateResult =>
  html`${note(t.redirectBlocked(place), 'warn')}
    <div class="ways">
      <a
        class="primary"
        href=${url}
        target="_blank"
        rel="noopener noreferrer"
        @click=${(event: Event) => {
          if (!actions.mayLeave()) event.preventDefault();
        }}
        >${outIcon}<span>${t.openTab(place)}</span></a
      >
    </div>`;
