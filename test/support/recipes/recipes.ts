import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missing, optionalPackage } from '../optional-package.ts';

const ours = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const recipe = (path: string): string => ours(`../../../server/recipes/${path}`);

interface Started {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** A shop of `server/recipes/`. */
export interface Recipe {
  readonly name: string;
  /** Its order page has the script `order.js`. */
  readonly hasScript?: true;
  /** How it is started on this machine; or why it cannot be. `folder` is empty, and thrown away afterwards. */
  readonly start: (folder: string, port: number) => Promise<Started | string>;
}

/** Whether the machine has a program that ends well with these arguments. */
const has = (command: string, args: readonly string[]): boolean => spawnSync(command, args).status === 0;
const noProgram = (command: string): string => `this machine has no ${command}`;

const node = (...args: string[]): Started => ({ command: process.execPath, args });

export const RECIPES: readonly Recipe[] = [
  {
    name: 'Express',
    hasScript: true,
    start: async () =>
      (await optionalPackage('express')) === undefined ? missing('express') : node(recipe('javascript/express.mjs')),
  },
  {
    name: 'Hono',
    hasScript: true,
    start: async () =>
      (await optionalPackage('hono')) === undefined ? missing('hono') : node(ours('serve-web.mjs'), 'hono'),
  },
  {
    name: 'Next.js, its route handlers and page',
    hasScript: true,
    start: () => Promise.resolve(node(ours('serve-web.mjs'), 'next')),
  },
  {
    name: 'Python, without Django',
    start: () =>
      Promise.resolve(
        has('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))'])
          ? { command: 'python3', args: [ours('serve.py')] }
          : noProgram('python3 of 3.9 or later'),
      ),
  },
  {
    name: 'Django',
    hasScript: true,
    start: (_folder, port) =>
      Promise.resolve(
        has('python3', ['-c', 'import django'])
          ? {
              command: 'python3',
              args: ['-B', recipe('python/django_shop.py'), 'runserver', '--noreload', `127.0.0.1:${port}`],
            }
          : noProgram('python3 with Django: `pip install django`'),
      ),
  },
  {
    name: 'Laravel',
    start: (_folder, port) =>
      Promise.resolve(
        has('php', ['--version'])
          ? {
              command: 'php',
              args: ['-S', `127.0.0.1:${port}`, ours('laravel.php')],
              environment: { RECIPE: recipe('php') },
            }
          : noProgram('php'),
      ),
  },
  {
    name: 'WooCommerce',
    start(folder, port) {
      if (!has('php', ['--version'])) return Promise.resolve(noProgram('php'));
      // As it is installed: one folder.
      const plugin = join(folder, 'kasir');
      cpSync(recipe('php/woocommerce'), plugin, { recursive: true });
      cpSync(recipe('php/Kasir.php'), join(plugin, 'Kasir.php'));
      return Promise.resolve({
        command: 'php',
        args: ['-S', `127.0.0.1:${port}`, ours('wordpress.php')],
        environment: { PLUGIN: plugin },
      });
    },
  },
  {
    name: 'Go net/http',
    hasScript: true,
    start(folder) {
      if (!has('go', ['version'])) return Promise.resolve(noProgram('go'));
      const program = join(folder, 'shop');
      const built = spawnSync('go', ['build', '-o', program, '.'], { cwd: recipe('go'), encoding: 'utf8' });
      if (built.status !== 0) throw new Error(built.stderr);
      return Promise.resolve({ command: program, args: [] });
    },
  },
];
