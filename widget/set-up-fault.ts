import type { Problem } from '../shared/problem.ts';
import { bffAddressOf, tokenOf } from './page-setup.ts';
import type { SetUpFault } from './session/set-up-advice.ts';
import type { SettingsElement } from './settings-element.ts';

/** What the page has not set. */
export function faultOf(element: SettingsElement): SetUpFault | undefined {
  if (bffAddressOf(element) === undefined) return 'no_bff';
  return tokenOf(element) === undefined ? 'no_token' : undefined;
}

let logged = false;

/** Tells the developer how to correct the page, once a page. */
export function logMisconfigured({ code, detail }: Problem): void {
  if (code !== 'misconfigured' || logged) return;
  logged = true;
  // oxlint-disable-next-line no-console -- the page's developer has no other way to see it
  console.error(`Kasir: ${detail}`);
}
