import type { StoreHours } from './channel.ts';
import type { Language } from './language.ts';
import { indonesianZoneName } from './zone-name.ts';

/**
 * Whether the store's counters are closed at `now` (epoch ms), by the store's own clock. `closedFrom` may be later than
 * `closedUntil`: overnight.
 */
export function isClosed({ closedFrom, closedUntil, timeZone }: StoreHours, now: number): boolean {
  const local = clockOf(timeZone).format(now);
  return closedFrom <= closedUntil
    ? local >= closedFrom && local < closedUntil
    : local >= closedFrom || local < closedUntil;
}

/** Making one takes a hundred times as long as using it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** The hours as people read them: `opens` `01.00`, `closes` `22.00`, `zone` ` WIB`; empty where the store's has no name. */
export function localHours({ closedFrom, closedUntil, timeZone }: StoreHours, language: Language, now: number) {
  const zone = indonesianZoneName(now, timeZone);
  const write = (time: string) => (language === 'id' ? time.replace(':', '.') : time);
  return { opens: write(closedUntil), closes: write(closedFrom), zone: zone ? ` ${zone}` : '' };
}
