import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { Archive } from '../../store/purge/purge-step.ts';

/** A file to which rows are appended as lines of JSON: `{"table":…,"row":{…}}`. For its owner alone. */
export function openArchive(path: string): Archive & { close(): void } {
  const file = openSync(path, 'a', 0o600);
  return {
    add(table, rows) {
      const text = rows.map((row) => `${JSON.stringify({ table, row })}\n`).join('');
      // A write may take only a part.
      for (let left = Buffer.from(text); left.length > 0;) left = left.subarray(writeSync(file, left));
    },
    flush: () => fsyncSync(file),
    close: () => closeSync(file),
  };
}
