import { html } from 'lit';
import { outIcon } from '../ui/payment-icons.ts';
import { postForm } from '../ui/leave-page.ts';
import { isWebUrl } from '../ui/safe-url.ts';
import { note } from './parts.ts';
import type { InstructionView } from './view.ts';

/** Hidden fields that the customer's browser posts to the provider as a top-level navigation. */
export const view: InstructionView<'form_post'> = {
  returns: true,
  heading: (_, { t, place }) => t.redirectHeading(place),
  leave: ({ action, fields }, { root, mayLeave, newTab, onBlocked }) => {
    if (isWebUrl(action) && mayLeave()) postForm(root, action, fields, { newTab, onBlocked });
  },
  body: ({ action }, { t, place, page, blocked, actions }) => {
    if (!isWebUrl(action)) return note(t.badAddress, 'warn');
    return html`
      ${blocked ? note(t.redirectBlocked(place), 'warn') : html`<p class="lead">${t.redirectText(page)}</p>`}
      <div class="ways">
        <button type="button" class="primary" @click=${() => actions.go('web')}>
          ${outIcon}<span .textContent=${blocked ? t.openTab(place) : t.continueTo(place)}></span>
        </button>
      </div>
    `;
  },
};
