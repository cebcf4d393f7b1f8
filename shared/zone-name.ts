/** Indonesia names its three zones, in Indonesian only. Elsewhere languages have a name, or the distance: `GMT+7`. */
const INDONESIAN = /^WI(B|TA?)$/;

/**
 * `WIB`, `WITA` or `WIT` for a time in one of Indonesia's zones; `undefined` elsewhere.
 *
 * @param timeZone IANA; the system's if `undefined`
 */
export function indonesianZoneName(at: number, timeZone: string | undefined): string | undefined {
  const name = new Intl.DateTimeFormat('id', { timeZone, timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return name && INDONESIAN.test(name) ? name : undefined;
}
