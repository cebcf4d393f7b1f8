import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quickTmpdir } from '../../support/quick-tmpdir.ts';

/** A folder of its own for the work, gone afterwards. */
export async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(quickTmpdir(), 'kasir-demo-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
