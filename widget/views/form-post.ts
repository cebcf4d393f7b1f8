import { html } from 'lit';
import { outIcon } from '../ui/later-icons.ts';
import { isWebUrl } from '../ui/safe-url.ts';
import { note } from './parts.ts';
import type { InstructionView } from './view.ts';

/** Hidden fields that the customer's browser posts to the provider as a top-level navigation. */
export const view: InstructionView<'form_post'> = {
  returns: true,
  heading: (_, { t, channel }) => t.redirectHeading(channel),
  body: ({ action, inputs }, { t, channel, actions }) => {
    if (inputs) return note(t.cardLater, 'warn');
    if (!isWebUrl(action)) return note(t.badAddress, 'warn');
    return html`
      <p class="lead">${t.redirectText(channel)}</p>
      <div class="ways">
        <button type="button" class="primary" @click=${() => actions.go('web')}>
          ${outIcon}<span>${t.continueTo(channel)}</span>
        </button>
      </div>
    `;
  },
};
