import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { readText, replaceFile } from './json-file.ts';

/** A file that only grows: one JSON document a line, oldest first. */
export interface JsonLines<T> {
  append(entry: T): Promise<void>;
}

/**
 * Passes the entries of the file to `tidy`, which returns those that are still needed; the file is rewritten when they
 * are less than half. `append` resolves when the entry is durable; entries that come while the disk is busy share the next
 * write. A last line that was cut short is dropped; any other line that cannot be read stops the start.
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
      throw new Error(`line ${index + 1} of ${path} cannot be read; move the file away to start empty`, {
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
