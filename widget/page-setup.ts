import type { Language } from '../shared/language.ts';
import { pickLocale } from './i18n/locale.ts';
import { memberOf } from './session/member-of.ts';

/** A property of the element, or an attribute while its class is not here yet. */
const settingOf = (element: Element, name: 'bff' | 'token' | 'locale'): string =>
  String((name in element ? Reflect.get(element, name) : element.getAttribute(name)) ?? '').trim();

/** The session view that the page provides, in the property or in a child; it is not checked here. */
export function givenSession(element: Element): unknown {
  const json = element.querySelector(':scope > script[type="application/json"]')?.textContent;
  try {
    return Reflect.get(element, 'session') ?? (json ? JSON.parse(json) : undefined);
  } catch {
    return undefined;
  }
}

const countryOf = (given: unknown): string | undefined => {
  const country = memberOf(memberOf(given, 'checkout'), 'country');
  return typeof country === 'string' ? country : undefined;
};

/** The language of this element. `country`: of the checkout, once it is known. */
export const localeOf = (element: Element, country: string | undefined): Language =>
  pickLocale({
    requested: settingOf(element, 'locale'),
    page: [element.closest('[lang]')?.getAttribute('lang'), document.documentElement.lang],
    browser: navigator.languages,
    country: () => country ?? countryOf(givenSession(element)),
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  });

/** The absolute address of the BFF, without a slash at its end; `undefined` without one, or if it is not a web address. */
export function bffAddressOf(element: Element): string | undefined {
  try {
    // A script may have set a URL object.
    const { protocol, href } = new URL(settingOf(element, 'bff') || NOWHERE, document.baseURI);
    return /^https?:$/.test(protocol) ? href.replace(/\/+$/, '') : undefined;
  } catch {
    return undefined;
  }
}

const NOWHERE = 'about:blank';

/** The client token, without the white space that a template may leave around it; `undefined` without one. */
export const tokenOf = (element: Element): string | undefined => settingOf(element, 'token') || undefined;
