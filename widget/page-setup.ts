import type { Problem } from '../shared/problem.ts';
import type { Language } from '../shared/language.ts';
import { pickLocale } from './i18n/locale.ts';
import type { SetUpFault } from './session/set-up-advice.ts';
import type { SettingsElement } from './settings-element.ts';

/** The session view that the page provides, in the property or in a child; it is not checked here. */
export function givenSession(element: SettingsElement): unknown {
  const json = element.querySelector(':scope > script[type="application/json"]')?.textContent;
  try {
    return element.session ?? (json ? JSON.parse(json) : undefined);
  } catch {
    return undefined;
  }
}

const countryOf = (given: unknown): string | undefined => {
  const checkout = memberOf(given, 'checkout');
  const country = memberOf(checkout, 'country');
  return typeof country === 'string' ? country : undefined;
};

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** The language of this element. `country`: of the checkout, once it is known. */
export const localeOf = (element: SettingsElement, country: string | undefined): Language =>
  pickLocale({
    requested: element.locale,
    page: [element.closest('[lang]')?.getAttribute('lang'), document.documentElement.lang],
    browser: navigator.languages,
    country: country ?? countryOf(givenSession(element)),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });

/** The absolute address of the BFF; `undefined` without one, or if it is not a web address. */
export function bffAddressOf({ bff }: SettingsElement): string | undefined {
  try {
    // A script may have set a URL object.
    const { protocol, href } = new URL(String(bff ?? '').trim() || NOWHERE, document.baseURI);
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

const NOWHERE = 'about:blank';

/** What the page has not set. */
export function faultOf(element: SettingsElement): SetUpFault | undefined {
  if (bffAddressOf(element) === undefined) return 'no_bff';
  return element.token?.trim() ? undefined : 'no_token';
}

let logged = false;

/** Tells the developer how to correct the page, once a page. */
export function logMisconfigured({ code, detail }: Problem): void {
  if (code !== 'misconfigured' || logged) return;
  logged = true;
  // oxlint-disable-next-line no-console -- the page's developer has no other way to see it
  console.error(`Kasir: ${detail}`);
}
