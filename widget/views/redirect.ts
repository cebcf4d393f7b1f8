import { html, nothing } from 'lit';
import { outIcon, phoneIcon } from '../ui/later-icons.ts';
import { isAppUrl, isWebUrl } from '../ui/safe-url.ts';
import { note } from './parts.ts';
import type { InstructionView } from './view.ts';

export const view: InstructionView<'redirect'> = {
  returns: true,
  heading: (_, { t, place }) => t.redirectHeading(place),
  body: ({ url, appUrl }, { t, channel, place, page, device, actions }) => {
    const app = device.kind === 'mobile' && appUrl !== undefined && isAppUrl(appUrl);
    if (!app && !isWebUrl(url)) return note(t.badAddress, 'warn');
    return html`
      <p class="lead">${t.redirectText(page)}</p>
      <div class="ways">
        ${
          app
            ? html`<button type="button" class="primary" @click=${() => actions.go('app')}>
                ${phoneIcon}<span>${t.openApp(channel)}</span>
              </button>`
            : nothing
        }
        ${
          isWebUrl(url)
            ? html`<button type="button" class=${app ? 'secondary' : 'primary'} @click=${() => actions.go('web')}>
                ${outIcon}<span>${app ? t.openWeb : t.continueTo(place)}</span>
              </button>`
            : nothing
        }
      </div>
    `;
  },
};
