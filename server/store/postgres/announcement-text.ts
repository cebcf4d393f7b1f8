import { z } from 'zod';
import type { Announcement } from '../../payments/ports/ports.ts';

/** PostgreSQL takes less than 8,000 bytes. */
const MAX_BYTES = 7_900;

const payload = z.tuple([
  /** The store object that sends it: it has told its own listeners already. */
  z.string(),
  z.array(
    z.union([
      z.object({ changed: z.string() }),
      z.object({ jobs: z.literal(true) }),
      z.object({ released: z.string() }),
    ]),
  ),
]);

/** The texts of as few notifications as they fit into, each announcement once. */
export function announcementTexts(sender: string, announcements: Iterable<Announcement>): readonly string[] {
  const texts: string[] = [];
  let batch: string[] = [];
  let bytes = 0;
  const end = (): void => {
    if (batch.length > 0) texts.push(`[${JSON.stringify(sender)},[${batch.join(',')}]]`);
    batch = [];
    bytes = Buffer.byteLength(sender) + 10;
  };
  end();
  for (const text of new Set([...announcements].map((announcement) => JSON.stringify(announcement)))) {
    const size = Buffer.byteLength(text) + 1;
    if (bytes + size > MAX_BYTES) end();
    batch.push(text);
    bytes += size;
  }
  end();
  return texts;
}

/** What others have announced; `undefined` for a text that is not understood, as of a newer version. */
export function readAnnouncements(sender: string, text: string): readonly Announcement[] | undefined {
  try {
    const [from, announcements] = payload.parse(JSON.parse(text));
    return from === sender ? [] : announcements;
  } catch {
    return undefined;
  }
}
