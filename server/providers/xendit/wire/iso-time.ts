import type { Instant } from '../../../payments/model/model.ts';

/** ISO 8601 as Xendit writes it; a time without a zone is UTC. */
export function toInstant(text: string | undefined): Instant | undefined {
  const [, moment, zone = 'Z'] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?$/.exec(text ?? '') ?? [];
  if (moment === undefined) return undefined;
  const instant = Date.parse(`${moment}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(instant) ? undefined : instant;
}
