import { css, html, nothing, type TemplateResult } from 'lit';
import { factStyles } from '../styles/facts.ts';
import { browserLink, type InAppBrowser, pageAddress } from '../ui/in-app-browser.ts';
import { outIcon } from '../ui/payment-icons.ts';
import { copyButton, note } from './parts.ts';
import type { ViewContext } from './view.ts';

export const inAppStyles = css`
  ${factStyles}
  .page-link .value {
    font-size: 0.8125rem;
    font-weight: 450;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
    direction: ltr;
  }
`;

/** For a page that is open inside an app: how to get to the browser, from where the wallet's app opens. */
export function inAppNotice({ app, menu }: InAppBrowser, { t, channel, device }: ViewContext): TemplateResult {
  const browser = device.os === 'ios' ? 'Safari' : 'Chrome';
  return note(`${t.inApp.notice(app, channel)} ${t.inApp.menu(menu, browser)}`, 'warn');
}

/** The same by a link, where there is one, or by the page's address. */
export function inAppLinks(inside: InAppBrowser, context: ViewContext): TemplateResult | typeof nothing {
  const { t, device } = context;
  const address = pageAddress();
  if (address === undefined) return nothing;
  const link = browserLink(address, inside, device.os);
  return html`
    ${
      link === undefined
        ? nothing
        : html`<div class="ways">
            <a class="secondary" href=${link}>${outIcon}<span>${t.inApp.open}</span></a>
          </div>`
    }
    <div class="facts">
      <div class="fact page-link">
        <p class="muted">${t.inApp.link}</p>
        <p class="value" translate="no">${address}</p>
        ${copyButton(context, 'link', t.inApp.link, address)}
      </div>
    </div>
  `;
}
