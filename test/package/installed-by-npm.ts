import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { readProduction } from './lockfile.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const lockSchema = z.object({ packages: z.record(z.string(), z.record(z.string(), z.unknown())) });
const npmCli = process.env['npm_execpath'];

export interface Ran {
  readonly status: number | null;
  readonly output: string;
}

/** An empty folder into which npm itself has installed both packages from what `npm pack` makes. */
export interface NpmProject {
  readonly folder: string;
  /** Runs a program of this Node in the folder. */
  run(node: string, args: readonly string[]): Ran;
  remove(): void;
}

/**
 * Without a network: the packages that ours depend on come from npm's cache, in the versions of package-lock.json.
 *
 * @returns why not, where the cache does not have them
 * @throws {Error} for everything else that npm refuses
 */
export function installByNpm(): NpmProject | string {
  const folder = mkdtempSync(join(tmpdir(), 'kasir-installed-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    expectSuccess(npm(root, ['pack', '--workspaces', '--ignore-scripts', '--pack-destination', folder]));
    const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    writeProject(folder, tarballs);
    const installed = npm(folder, ['ci', '--offline', '--ignore-scripts', '--no-audit', '--no-fund']);
    if (installed.output.includes('ENOTCACHED')) {
      remove();
      return 'npm’s cache does not have the packages that ours need: `npm ci` in the repository fills it';
    }
    expectSuccess(installed);
  } catch (error) {
    remove();
    throw error;
  }
  return { folder, remove, run: (node, args) => run(folder, node, args) };
}

/** What `npm install ./kasir-server-….tgz ./kasir-widget-….tgz` would write, with our own lock's versions. */
function writeProject(folder: string, tarballs: readonly string[]): void {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const dependencies: Record<string, string> = {};
  const locked: Record<string, object> = { '': { dependencies } };
  for (const workspace of ['server', 'widget'] as const) {
    const tarball = tarballs.find((name) => name.startsWith(`kasir-${workspace}-`));
    const name = `@kasir/${workspace}`;
    dependencies[name] = `file:${tarball}`;
    locked[`node_modules/${name}`] = { ...packages[workspace], resolved: `file:${tarball}` };
    for (const { path } of readProduction(workspace).all)
      locked[path.replace(new RegExp(`^${workspace}/`), `node_modules/${name}/`)] = { ...packages[path], dev: false };
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ lockfileVersion: 3, requires: true, packages: locked }),
  );
}

const npm = (folder: string, args: readonly string[]): Ran =>
  npmCli?.endsWith('.js') === true ? run(folder, process.execPath, [npmCli, ...args]) : run(folder, 'npm', args);

function run(folder: string, command: string, args: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', timeout: 600_000 });
  return { status, output: `${stdout}${stderr}` };
}

function expectSuccess({ status, output }: Ran): void {
  if (status !== 0) throw new Error(output);
}
