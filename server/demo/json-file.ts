import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';

/** One JSON document on disk. It is replaced whole, so a crash leaves either the old one or the new one. */
export interface JsonFile<T> {
  /** What the file held, or `undefined` where there was none. */
  readonly stored: T | undefined;
  /** Resolves when this value, or a newer one, is durable. Writes that wait for one another become one. */
  write(value: T): Promise<void>;
}

/** Throws when the file is there and is no JSON of that shape: better than to start over and lose it. */
export async function openJsonFile<T>(path: string, schema: z.ZodType<T>): Promise<JsonFile<T>> {
  await mkdir(dirname(path), { recursive: true });
  let running: Promise<void> | undefined;
  let next: { value: T; readonly done: Promise<void> } | undefined;

  async function writeAfter(earlier: Promise<void>): Promise<void> {
    await earlier.catch(() => undefined);
    const waiting = next;
    next = undefined;
    if (waiting) await write(waiting.value);
  }

  function write(value: T): Promise<void> {
    if (next) {
      next.value = value;
      return next.done;
    }
    if (running) {
      next = { value, done: writeAfter(running) };
      return next.done;
    }
    running = replace(path, JSON.stringify(value)).finally(() => {
      running = undefined;
    });
    return running;
  }

  return { stored: await read(path, schema), write };
}

async function read<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${path} cannot be understood; move it away to start afresh`, { cause });
  }
}

async function replace(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  // Holds demo keys and made-up personal data; still nobody else's business.
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}
