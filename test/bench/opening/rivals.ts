import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { Contender } from './contender.ts';

/** Other widgets that draw a list of the same length, on pages and a server of their own. */
export interface Rivals {
  readonly contenders: readonly Contender[];
  /** Why there are none. */
  readonly absent?: string;
  close(): void;
}

/** Where they are kept: outside this repository, with their packages. */
const FOLDER = process.env['KASIR_BENCH_RIVALS'] ?? '../shared/bench/widget-bench';

const contendersFile = z.object({
  contenders: z.array(
    z.looseObject({
      name: z.string(),
      kind: z.string(),
      count: z.optional(z.string()),
      want: z.optional(z.number()),
      row: z.optional(z.string()),
      selected: z.optional(z.string()),
    }),
  ),
});
const serverModule = z.object({ startServer: z.custom<StartServer>((value) => typeof value === 'function') });
type StartServer = (options: { contenders: readonly object[] }) => Promise<{ origin: string; close: () => void }>;

/** Copies that folder, installs and builds it in the copy, and starts its server. */
export async function openRivals(): Promise<Rivals> {
  const source = resolve(FOLDER);
  if (!existsSync(join(source, 'contenders.json'))) return { ...NONE, absent: `there is no folder ${source}` };
  const folder = mkdtempSync(join(tmpdir(), 'kasir-bench-rivals-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    for (const name of readdirSync(source))
      if (name !== 'node_modules') cpSync(join(source, name), join(folder, name), { recursive: true });
    const run = (...[program = '', ...parameters]: string[]) =>
      promisify(execFile)(program, parameters, { cwd: folder });
    await run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline');
    await run(process.execPath, 'build.mjs');
    const { contenders } = contendersFile.parse(JSON.parse(readFileSync(join(folder, 'contenders.json'), 'utf8')));
    const rivals = contenders.filter(({ kind }) => kind === 'rival');
    const { startServer } = serverModule.parse(await import(pathToFileURL(join(folder, 'server.mjs')).href));
    const { origin, close } = await startServer({ contenders: rivals.map((rival) => ({ ...rival, dir: folder })) });
    return {
      contenders: rivals.map(({ name, count = '0', want = 1, row, selected }) => ({
        name,
        kind: 'rival',
        page: { rows: count, eighthRow: row, selected },
        wantedRows: want,
        prepare: () => `${origin}/run/${name}`,
      })),
      close() {
        close();
        remove();
      },
    };
  } catch (error) {
    remove();
    return { ...NONE, absent: `they cannot be installed: ${error instanceof Error ? error.message : String(error)}` };
  }
}

const NONE: Rivals = { contenders: [], close: () => undefined };
