import type { Language } from '../shared/language.ts';
import { bffAddressOf, tokenOf } from './page-setup.ts';
import { Bff } from './session/bff.ts';
import { CheckoutSession } from './session/checkout-session.ts';
import { ServerClock } from './session/clock.ts';
import { PageMemory } from './session/page-memory.ts';
import type { SessionListener } from './session/event-notifier.ts';
import type { SettingsElement } from './settings-element.ts';
import { detectDevice } from './ui/device.ts';
import { onWake } from './ui/wake-signals.ts';

const memory = new PageMemory();

/** The session for the page's settings, not started yet; `undefined` without an address or a token. */
export function openSession(
  element: SettingsElement,
  listener: SessionListener,
  language: () => Language | undefined,
): CheckoutSession | undefined {
  const baseUrl = bffAddressOf(element);
  const token = tokenOf(element);
  if (baseUrl === undefined || token === undefined) return undefined;
  return new CheckoutSession({
    bff: new Bff({
      baseUrl,
      token,
      renewToken: () => element.renewToken?.(),
      device: detectDevice(navigator),
      language,
    }),
    clock: new ServerClock(() => Date.now()),
    onWake,
    listener,
    memory,
    pageStart: performance.timeOrigin,
  });
}
