import type { KasirEventMap } from './events.ts';

type EventName = keyof KasirEventMap;

/** A listener for each event, by the event's name. */
export type EventListeners = {
  readonly [Name in EventName]: ((event: KasirEventMap[Name]) => void) | undefined;
};

const NAMES: readonly EventName[] = Object.keys({
  'kasir-ready': true,
  'kasir-channel': true,
  'kasir-instruction': true,
  'kasir-status': true,
  'kasir-paid': true,
  'kasir-closed': true,
  'kasir-error': true,
  'kasir-redirect': true,
  'kasir-analytics': true,
} satisfies Record<EventName, true>) as EventName[];

/**
 * Listens to every event of the element.
 *
 * @param present the listeners at the moment of the event
 * @returns stops listening
 */
export function listen(element: HTMLElement, present: () => EventListeners): () => void {
  const stopped = new AbortController();
  const add = <Name extends EventName>(name: Name): void =>
    element.addEventListener(name, (event) => present()[name]?.(event), { signal: stopped.signal });
  for (const name of NAMES) add(name);
  return () => stopped.abort();
}
