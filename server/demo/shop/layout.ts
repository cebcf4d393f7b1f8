import { LANGUAGES } from '../../../shared/language.ts';
import { sign } from './art/ornament.ts';
import { html, type Html, type HtmlPart } from '../../platform/html.ts';
import { COUNTRY_CODES, COUNTRIES } from './countries.ts';
import type { Options } from './options.ts';
import { SHOP_LANGUAGES, type ShopLanguage } from './shop-language.ts';
import { LANGUAGE_NAMES, type Texts } from './texts.ts';

export const SHOP_NAME = 'Soga & Nila';

/** What every page knows about the visitor. */
export interface Visit {
  readonly language: ShopLanguage;
  readonly texts: Texts;
  readonly options: Options;
  readonly itemsInCart: number;
  /** Path and query of the current page, to return to it. */
  readonly path: string;
  /** The BFF as browsers reach it, without a slash at the end. */
  readonly bffUrl: string;
}

/** `scripts`: module scripts besides the shop's own. `title` without the shop's name. */
export function page(visit: Visit, title: string | undefined, main: HtmlPart, scripts: readonly string[] = []): Html {
  const { language, texts, itemsInCart, bffUrl } = visit;
  const others = SHOP_LANGUAGES.filter((other) => other !== language);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="description" content="${texts.tagline}" />
        <title>${title === undefined ? SHOP_NAME : `${title} · ${SHOP_NAME}`}</title>
        <link rel="icon" href="/shop-assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/shop-assets/shop.css" />
        ${scripts.map((source) => html`<script type="module" src="${source}"></script>`)}
        <script type="module" src="/shop-assets/shop.js"></script>
      </head>
      <body>
        <a class="skip" href="#content">${texts.skip}</a>
        <header class="top">
          <a class="brand" href="/">${sign}<span>${SHOP_NAME}</span></a>
          <nav aria-label="${SHOP_NAME}">
            ${others.map((other) => languageLink(visit.path, other))}
            <a class="to-cart" href="/cart">${texts.cart}<span class="count">${itemsInCart}</span></a>
          </nav>
        </header>
        <main id="content">${main}</main>
        <footer class="bottom">
          ${developerOptions(visit)}
          <p>${texts.demo}</p>
          <p class="links">
            <a href="/admin">${texts.admin}</a>
            <a href="${bffUrl}/simulators">${texts.simulators}</a>
            <a href="${bffUrl}/docs">${texts.docs}</a>
          </p>
        </footer>
      </body>
    </html>`;
}

const languageLink = (path: string, language: ShopLanguage): Html =>
  html`<a class="language" href="${withLanguage(path, language)}" lang="${language}" hreflang="${language}"
    >${LANGUAGE_NAMES[language]}</a
  >`;

/** The same address in another language. */
function withLanguage(path: string, language: ShopLanguage): string {
  const url = new URL(path, 'http://shop.invalid');
  url.searchParams.set('lang', language);
  return url.pathname + url.search;
}

function developerOptions({ texts, options, language, path }: Visit): Html {
  const radio = (name: keyof Options, value: string, label: string): Html =>
    html`<label
      ><input type="radio" name="${name}" value="${value}" ${options[name] === value && html`checked`} />
      ${label}</label
    >`;
  return html`<details class="options">
    <summary>${texts.options}</summary>
    <form method="post" action="/options">
      <p class="hint">${texts.optionsMore}</p>
      <input type="hidden" name="back" value="${path}" />
      <label class="field">
        <span>${texts.country}</span>
        <select name="country">
          ${COUNTRY_CODES.map(
            (code) =>
              html`<option value="${code}" ${options.country === code && html`selected`}>
                ${COUNTRIES[code].name[language]} (${COUNTRIES[code].currency})
              </option>`,
          )}
        </select>
      </label>
      <label class="field">
        <span>${texts.checkoutLanguage}</span>
        <select name="checkoutLanguage">
          <option value="">${texts.checkoutLanguageShop}</option>
          ${LANGUAGES.map(
            (each) =>
              html`<option value="${each}" lang="${each}" ${options.checkoutLanguage === each && html`selected`}>
                ${LANGUAGE_NAMES[each]}
              </option>`,
          )}
        </select>
      </label>
      <fieldset>
        <legend>${texts.savePayment}</legend>
        ${radio('savePayment', 'never', texts.saveNever)} ${radio('savePayment', 'offer', texts.saveOffer)}
        ${radio('savePayment', 'require', texts.saveRequire)}
      </fieldset>
      <fieldset>
        <legend>${texts.capture}</legend>
        ${radio('capture', 'automatic', texts.captureAutomatic)} ${radio('capture', 'manual', texts.captureManual)}
      </fieldset>
      <fieldset>
        <legend>${texts.installments}</legend>
        ${radio('installments', 'none', texts.installmentsNone)}
        ${radio('installments', 'offer', texts.installmentsOffer)}
      </fieldset>
      <label class="field">
        <span>${texts.customerReference}</span>
        <input name="customerReference" value="${options.customerReference}" maxlength="64" autocomplete="off" />
        <small>${texts.customerReferenceMore}</small>
      </label>
      <button class="quiet" type="submit">${texts.apply}</button>
    </form>
  </details>`;
}
