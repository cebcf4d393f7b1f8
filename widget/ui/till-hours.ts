/** When tills take no payments: `HH:MM` in `timeZone` (IANA). `closedFrom` may be later than `closedUntil`: overnight. */
export interface TillHours {
  readonly closedFrom: string;
  readonly closedUntil: string;
  readonly timeZone: string;
}

/** Whether the tills are closed at `now` (epoch ms), by the store's own clock. Both times are the store's. */
export function isClosed({ closedFrom, closedUntil, timeZone }: TillHours, now: number): boolean {
  const local = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
  return closedFrom <= closedUntil
    ? local >= closedFrom && local < closedUntil
    : local >= closedFrom || local < closedUntil;
}

/** The hours as the customer reads them: `opens` `01.00`, `closes` `22.00`, `zone` ` WIB` or empty. */
export function localHours({ closedFrom, closedUntil, timeZone }: TillHours, language: string, now: number) {
  const zone = new Intl.DateTimeFormat(`${language}-ID`, { timeZone, timeZoneName: 'short', hour: '2-digit' })
    .formatToParts(now)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const write = (time: string) => (language === 'id' ? time.replace(':', '.') : time);
  return { opens: write(closedUntil), closes: write(closedFrom), zone: zone ? ` ${zone}` : '' };
}
