import type { Problem } from '../shared/problem.ts';
import type { Language } from '../shared/language.ts';
import { pickLocale } from './i18n/locale.ts';
import type { SetUpFault } from './session/misconfigured.ts';
import type { SettingsElement } from './settings-element.ts';

/** The session view that the page brought along, in the property or in a child; nothing of it is checked here. */
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

/** The language to speak here. `country`: of the checkout, once it is known. */
export const localeOf = (element: SettingsElement, country: string | undefined): Language =>
  pickLocale({
    asked: element.locale,
    page: [element.closest('[lang]')?.getAttribute('lang'), document.documentElement.lang],
    browser: navigator.languages,
    country: country ?? countryOf(givenSession(element)),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });

/** The address of the BFF in full; `undefined` without one, or with something that is no web address. */
export function addressOf({ bff }: SettingsElement): string | undefined {
  try {
    // A script may well have set a URL.
    const { protocol, href } = new URL(String(bff ?? '').trim() || NOWHERE, document.baseURI);
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

const NOWHERE = 'about:blank';

/** What is missing before anything can be asked. */
export function faultOf(element: SettingsElement): SetUpFault | undefined {
  if (addressOf(element) === undefined) return 'no_bff';
  return element.token?.trim() ? undefined : 'no_token';
}

let complained = false;

/** Tells the developer what to mend: once a page, however often it is found. */
export function complain({ code, detail }: Problem): void {
  if (code !== 'misconfigured' || complained) return;
  complained = true;
  // oxlint-disable-next-line no-console -- nobody else could tell them
  console.error(`Kasir: ${detail}`);
}
