import { css, html, nothing } from 'lit';
import { hasAppScheme } from '../../shared/app-scheme.ts';
import type { InstructionOf } from '../../shared/instruction.ts';
import type { DeviceFacts } from '../ui/device.ts';
import { type InAppBrowser, inAppBrowser } from '../ui/in-app-browser.ts';
import { outIcon, phoneIcon } from '../ui/payment-icons.ts';
import { openApp, openUrl } from '../ui/leave-page.ts';
import { isAppUrl, isWebUrl } from '../ui/safe-url.ts';
import { blockedLink, linkStyles } from './blocked-link.ts';
import { inAppLinks, inAppNotice, inAppStyles } from './in-app-notice.ts';
import { note } from './parts.ts';
import type { InstructionView, ViewContext } from './view.ts';

export const view: InstructionView<'redirect'> = {
  returns: true,
  styles: css`
    ${linkStyles}
    ${inAppStyles}
  `,
  heading: (_, { t, place }) => t.redirectHeading(place),
  leave: (instruction, { where, device, mayLeave, onBlocked, onMissed }) => {
    const { url } = instruction;
    const app = where === 'web' ? undefined : appLink(instruction, device);
    const stays = where === 'auto' && app !== undefined && hasAppScheme(app) && inAppBrowser(navigator.userAgent);
    if (app !== undefined && !stays) {
      if (mayLeave()) openApp(app, onMissed);
    } else if (isWebUrl(url) && mayLeave()) openUrl(url, onBlocked);
  },
  body: (instruction, context) => {
    const { url } = instruction;
    const { t, page, device, blocked } = context;
    const app = appLink(instruction, device);
    if (app === undefined && !isWebUrl(url)) return note(t.badAddress, 'warn');
    if (blocked) return blockedLink(context, isWebUrl(url) ? url : (app ?? url));
    const inside = app === undefined ? undefined : unhelpfulApp(context);
    const missed = app !== undefined && context.appMissed;
    return html`
      <p class="lead">${t.redirectText(page)}</p>
      ${inside ? inAppNotice(inside, context) : missed ? note(t.appMissed(context.channel), 'warn') : nothing}
      ${ways(app, isWebUrl(url), context)} ${inside ? inAppLinks(inside, context) : nothing}
    `;
  },
};

const appLink = ({ appUrl }: InstructionOf<'redirect'>, { kind }: DeviceFacts): string | undefined =>
  kind === 'mobile' && appUrl !== undefined && isAppUrl(appUrl) ? appUrl : undefined;

/** The app that the page is open in. One that gives no name may open others well: only once it has not. */
function unhelpfulApp({ appMissed }: ViewContext): InAppBrowser | undefined {
  const inside = inAppBrowser(navigator.userAgent);
  return inside && (inside.app !== undefined || appMissed) ? inside : undefined;
}

/** Both stay in their places; once the app has not opened, the page is the one to press. */
function ways(app: string | undefined, web: boolean, { t, channel, place, appMissed, actions }: ViewContext) {
  const first = app !== undefined && web && appMissed ? 'web' : app !== undefined ? 'app' : 'web';
  const rank = (way: 'app' | 'web') => (way === first ? 'primary' : 'secondary');
  return html`<div class="ways">
    ${
      app === undefined
        ? nothing
        : html`<button type="button" class=${rank('app')} @click=${() => actions.go('app')}>
            ${phoneIcon}<span>${t.openApp(channel)}</span>
          </button>`
    }
    ${
      web
        ? html`<button type="button" class=${rank('web')} @click=${() => actions.go('web')}>
            ${outIcon}<span>${app === undefined ? t.continueTo(place) : t.openWeb}</span>
          </button>`
        : nothing
    }
  </div>`;
}
