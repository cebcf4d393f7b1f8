import { html, pageResponse, type Html } from './html.ts';

/* What a customer's browser is shown at every simulated provider alike; the rest is each provider's own. */

/** A simulator, as far as its pages go. */
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

/** The end of the way: nothing can be done here any more. `back`: the shop's address, if there is one to go back to. */
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

/** Number, expiry, security code and name: what every card page asks for. `code` is what the provider calls the third. */
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

/** 3-D Secure: the issuer asks the holder of a card for a one-time password. */
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
