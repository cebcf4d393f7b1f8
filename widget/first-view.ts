import type { SessionView } from '../shared/api/views.ts';
import { loadMessages } from './i18n/load-messages.ts';
import { bffAddressOf, givenSession, localeOf, tokenOf } from './page-setup.ts';
import { type FirstRead, firstRead } from './session/first-read.ts';
import { isOpenList } from './session/is-open-list.ts';
import { isToken } from './session/session-request.ts';
import { detectDevice } from './ui/device.ts';

/** What there is of a session before its controller is here. */
export interface FirstView {
  /** From the page or from the request, where it can be shown as a list. */
  session?: SessionView;
  /** The request, for the controller to go on with whatever it brings. Without one the controller sends the first. */
  readonly read: FirstRead | undefined;
  /** Resolves when the list can be shown, or only the controller can show anything. */
  readonly settled: Promise<unknown>;
}

/** Of elements whose class was not here yet. */
const requested = new WeakMap<Element, FirstView>();

/** Requests what an element will need, before the code is here that can show it. */
export function requestFirst(element: Element): void {
  const language = localeOf(element, undefined);
  loadMessages(language).catch(() => {});
  const view = givenSession(element) === undefined && openFirstView(element, language);
  if (view) requested.set(element, view);
}

/** `undefined` where the page has not set what is needed. */
export function openFirstView(element: Element, language: string | undefined): FirstView | undefined {
  const address = bffAddressOf(element);
  const token = tokenOf(element);
  if (address === undefined || token === undefined) return undefined;
  const given = givenSession(element);
  if (isOpenList(given)) return { session: given, read: undefined, settled: Promise.resolve() };
  const early = requested.get(element);
  requested.delete(element);
  const { read: sent } = early ?? {};
  if (sent?.address === address && sent.token === token && sent.language === language) return early;
  if (!isToken(token)) return { read: undefined, settled: Promise.resolve() };
  const read = firstRead(address, token, detectDevice(navigator), language);
  const settled = read.answer.then(
    ({ status, body }) => {
      if (status === 200 && isOpenList(body)) view.session = body;
    },
    () => undefined,
  );
  const view: FirstView = { read, settled: given === undefined ? settled : Promise.resolve() };
  return view;
}
