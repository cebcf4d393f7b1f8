import { html } from 'lit';
import { outIcon } from '../ui/later-icons.ts';
import { isWebUrl } from '../ui/safe-url.ts';
import { note } from './parts.ts';
import type { InstructionView } from './view.ts';

/** Hidden fields that the customer's browser posts to the provider as a top-level navigation. */
export const view: InstructionView<'form_post'> = {
  returns: true,
  heading: (_, { t, place }) => t.redirectHeading(place),
  body: ({ action }, { t, place, page, actions }) => {
    if (!isWebUrl(action)) return note(t.badAddress, 'warn');
    return html`
      <p class="lead">${t.redirectText(page)}</p>
      <div class="ways">
        <button type="button" class="primary" @click=${() => actions.go('web')}>
          ${outIcon}<span>${t.continueTo(place)}</span>
        </button>
      </div>
    `;
  },
};
