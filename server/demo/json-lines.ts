import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { readText, replaceFile } from './json-file.ts';

/** A file that only grows: one JSON document a line, oldest first. */
export interface JsonLines<T> {
  append(entry: T): Promise<void>;
}

/**
 * Hands what the file holds to `tidy`, which answers what is still needed of it; the file is rewritten when that is
 * less than half. `append` resolves when the entry is durable; entries that come while the disk is busy share the next
 * write. A last line that was cut short is dropped; any other that cannot be understood stops the start.
 */
export async function openJsonLines<T>(
  path: string,
  schema: z.ZodType<T>,
  tidy: (entries: readonly T[]) => readonly T[],
): Promise<JsonLines<T>> {
  await mkdir(dirname(path), { recursive: true });
  const lines = ((await readText(path)) ?? '').split('\n');
  const unfinished = lines.pop() ?? '';
  const entries = lines.map((line, index) => {
    try {
      return schema.parse(JSON.parse(line));
    } catch (cause) {
      throw new Error(`line ${index + 1} of ${path} cannot be understood; move the file away to start afresh`, {
        cause,
      });
    }
  });
  const needed = tidy(entries);
  if (unfinished !== '' || needed.length < entries.length / 2) await replaceFile(path, textOf(needed));

  const file = await open(path, 'a', 0o600);
  let waiting: T[] = [];
  let running = Promise.resolve();
  let next: Promise<void> | undefined;

  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    next = undefined;
    await file.appendFile(textOf(batch));
    await file.datasync();
  };
  return {
    append(entry) {
      waiting.push(entry);
      if (next === undefined) {
        next = running.catch(() => undefined).then(flush);
        running = next;
      }
      return next;
    },
  };
}

const textOf = (entries: readonly unknown[]): string => entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
