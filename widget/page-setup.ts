import type { Problem } from '../shared/problem.ts';
import { TOKEN_MEND } from './session/bff.ts';
import { localProblem } from './session/problem.ts';
import { type Locale, pickLocale } from './i18n/locale.ts';

/** What a page says of itself around the element, and what it has forgotten to say. */
interface PageElement extends HTMLElement {
  readonly bff: string | undefined;
  readonly token: string | undefined;
  readonly session: unknown;
  readonly locale: string | undefined;
}

/** The session view that the page brought along, in the property or in a child; nothing of it is checked here. */
export function givenSession(element: PageElement): unknown {
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
export const localeOf = (element: PageElement, country: string | undefined): Locale =>
  pickLocale({
    asked: element.locale,
    page: [element.closest('[lang]')?.getAttribute('lang'), document.documentElement.lang],
    browser: navigator.languages,
    country: country ?? countryOf(givenSession(element)),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });

/** The address of the BFF in full; `undefined` without one, or with something that is no web address. */
export function addressOf({ bff }: PageElement): string | undefined {
  try {
    // A script may well have set a URL.
    const { protocol, href } = new URL(String(bff ?? '').trim() || NOWHERE, document.baseURI);
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

const NOWHERE = 'about:blank';

/** Without both nothing can be asked. */
export const lackOf = (element: PageElement): Problem | undefined => {
  if (addressOf(element) === undefined)
    return localProblem('misconfigured', `<kasir-checkout> has no "bff"${butHas(element.bff)}. ${BFF_MEND}`);
  if (element.token?.trim()) return undefined;
  return localProblem('misconfigured', `<kasir-checkout> has no "token". ${TOKEN_MEND}`);
};

const BFF_MEND = 'Set it to the web address of your Kasir server.';

const butHas = (bff: unknown): string => (bff ? ` that is a web address, but "${String(bff)}"` : '');

let complained = false;

/** Tells the developer what to mend: once a page, however often it is found. */
export function complain({ code, detail }: Problem): void {
  if (code !== 'misconfigured' || complained) return;
  complained = true;
  // oxlint-disable-next-line no-console -- nobody else could tell them
  console.error(`Kasir: ${detail}`);
}
