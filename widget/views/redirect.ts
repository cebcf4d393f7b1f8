import { html, nothing } from 'lit';
import { outIcon, phoneIcon } from '../ui/payment-icons.ts';
import { openUrl } from '../ui/leave-page.ts';
import { isAppUrl, isWebUrl } from '../ui/safe-url.ts';
import { blockedLink, linkStyles } from './blocked-link.ts';
import { note } from './parts.ts';
import type { InstructionView } from './view.ts';

export const view: InstructionView<'redirect'> = {
  returns: true,
  styles: linkStyles,
  heading: (_, { t, place }) => t.redirectHeading(place),
  leave: ({ url, appUrl }, { where, device, mayLeave, onBlocked }) => {
    const app = where === 'app' && device.kind === 'mobile' && appUrl && isAppUrl(appUrl) ? appUrl : undefined;
    if (!app && !isWebUrl(url)) return;
    if (mayLeave()) openUrl(app ?? url, onBlocked);
  },
  body: ({ url, appUrl }, context) => {
    const { t, channel, place, page, device, blocked, actions } = context;
    const app = device.kind === 'mobile' && appUrl !== undefined && isAppUrl(appUrl);
    if (!app && !isWebUrl(url)) return note(t.badAddress, 'warn');
    const link = isWebUrl(url) ? url : appUrl;
    if (blocked && link !== undefined) return blockedLink(context, link);
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
