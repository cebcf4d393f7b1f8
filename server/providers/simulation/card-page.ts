import { html, type Html } from '../../platform/html.ts';
import { pageResponse } from './html.ts';

/* The parts of the customer's pages that all simulated providers share. */

/** What the pages need of a simulator's state. */
interface Site {
  readonly options: { readonly baseUrl: string };
}

export const providerPage = ({ options }: Site, title: string, content: Html, status = 200): Response =>
  pageResponse({
    title,
    stylesheet: `${options.baseUrl}/style.css`,
    status,
    body: html`<header class="test">Simulated page. No real money moves here.</header>
      <main>${content}</main>`,
  });

/** A page on which nothing can be done any more. `back`: the shop's address, where there is one. */
export const closedPage = (
  site: Site,
  title: string,
  message: string,
  { back, status = 200 }: { readonly back?: string | undefined; readonly status?: number } = {},
): Response =>
  providerPage(
    site,
    title,
    html`<h1>${title}</h1>
      <p class="soft">${message}</p>
      ${back !== undefined && html`<a class="button plain" href="${back}">Back to the shop</a>`}`,
    status,
  );

export const alert = (error: string | undefined): Html | false =>
  error !== undefined && html`<p class="error" role="alert">${error}</p>`;

/** Number, expiry, security code and name. `code`: what the provider calls the security code. */
export const cardFields = (code: 'CVV' | 'CVN', maxName: number): Html =>
  html`<label
      >Card number
      <input name="number" inputmode="numeric" autocomplete="cc-number" maxlength="23" required />
    </label>
    <div class="pair">
      <label
        >Expiry (MM/YY)
        <input name="expiry" inputmode="numeric" autocomplete="cc-exp" maxlength="7" placeholder="12/30" required />
      </label>
      <label
        >${code}
        <input name="${code.toLowerCase()}" inputmode="numeric" autocomplete="cc-csc" maxlength="4" required />
      </label>
    </div>
    <label
      >Name on card
      <input name="holder" autocomplete="cc-name" maxlength="${maxName}" required />
    </label>`;

/** 3-D Secure: the issuer asks the card holder for a one-time password. */
export const passwordForm = (address: string, masked: string | undefined, right: string, error?: string): Html =>
  html`<p class="soft">Your bank sent a password to your phone for the card ${masked}.</p>
    ${alert(error)}
    <form method="post" action="${address}">
      <label
        >One-time password
        <input name="otp" inputmode="numeric" autocomplete="one-time-code" maxlength="8" required />
      </label>
      <button name="decision" value="confirm">Confirm</button>
      <button class="plain" name="decision" value="cancel" formnovalidate>Cancel payment</button>
    </form>
    <details>
      <summary>Test passwords</summary>
      <p><code>${right}</code> is right, anything else is wrong; the third wrong one ends it.</p>
    </details>`;
