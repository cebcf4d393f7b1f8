import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

const root = fileURLToPath(new URL('../..', import.meta.url));
const packedSchema = z.array(z.object({ files: z.array(z.object({ path: z.string() })) }));

export type Workspace = 'server' | 'widget';

/** The files that npm would publish. @throws Error where the package is not built */
export function packedFiles(workspace: Workspace): readonly string[] {
  if (!existsSync(join(root, workspace, 'dist/index.js'))) {
    throw new Error(`${workspace}/dist is not built; run \`npm run build\` first`);
  }
  const npm = process.env['npm_execpath'] ?? 'npm';
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--workspace', workspace];
  const [command, first] = npm.endsWith('.js') ? [process.execPath, [npm]] : [npm, []];
  const answer = execFileSync(command, [...first, ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return (packedSchema.parse(JSON.parse(answer))[0]?.files ?? []).map(({ path }) => path);
}

export interface Installed {
  /** Runs JavaScript as a module of that project, under plain Node. */
  run(module: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string };
  exec(command: readonly string[]): {
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
  };
  readonly folder: string;
  remove(): void;
}

/**
 * A project in which both packages are installed as npm would do it: their published files and nothing else of the
 * repository. It is below `node_modules/`, so that their dependencies are found without a network.
 */
export function install(): Installed {
  const cache = join(root, 'node_modules/.cache/kasir');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'project-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  for (const workspace of ['server', 'widget'] as const) {
    const target = join(folder, 'node_modules/@kasir', workspace);
    for (const path of packedFiles(workspace)) {
      mkdirSync(dirname(join(target, path)), { recursive: true });
      cpSync(join(root, workspace, path), join(target, path));
    }
    const own = join(root, workspace, 'node_modules');
    if (existsSync(own)) symlinkSync(own, join(target, 'node_modules'), 'junction');
  }
  const exec = (command: readonly string[]): ReturnType<Installed['exec']> =>
    spawnSync(process.execPath, command, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
      timeout: 300_000,
    });
  return {
    folder,
    exec,
    run: (module) => exec(['--input-type=module', '--eval', module]),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
