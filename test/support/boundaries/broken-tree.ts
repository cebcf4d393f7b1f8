/** The smallest tree that has every folder that must exist and breaks no rule. */
export const SOUND_TREE: Readonly<Record<string, string>> = {
  'shared/money.ts': 'export const zero = 0;',
  'shared/api/routes.ts': "import * as z from 'zod/mini';\nexport const any = z.any();",
  'widget/index.ts': "import { html } from 'lit';\nexport const view = html``;",
  'widget/session/state-machine.ts':
    "import { zero } from '../../shared/money.ts';\nexport const start = { window: zero, document: zero };",
  'widget/ui/button.ts': "import { html } from 'lit/static-html.js';\nexport const button = html``;",
  'widget/views/qr.ts': "export const load = () => import('lean-qr/nano');",
  'server/main.ts': "import { app } from './app.ts';\nexport const port = [app, process.env['PORT']];",
  'server/demo/run-demo.ts':
    "import { simulators } from '../providers/simulators.ts';\nexport const env = [simulators, process.env];",
  'server/app.ts': "import { handler } from './http/handler.ts';\nexport const app = handler;",
  'server/admin/endpoints.ts': "import { handler } from '../http/handler.ts';\nexport const endpoints = [handler];",
  'server/admin/ui/page.ts': "import { html } from 'lit';\nexport const page = html``;",
  'server/cli/kasir.ts': "export const demo = () => import('../demo/run-demo.ts');",
  'server/http/handler.ts':
    "import Koa from 'koa';\nimport { pay } from '../payments/pay.ts';\nexport const handler = [Koa, pay];",
  'server/http/middleware/body.ts': "import { text } from 'node:stream/consumers';\nexport const body = text;",
  'server/instances/lease.ts': "import { randomUUID } from 'node:crypto';\nexport const holder = randomUUID;",
  'server/jobs/runner.ts':
    "import type { Payment } from '../payments/model/model.ts';\nexport const run = (payment: Payment) => payment;",
  'server/payments/model/model.ts':
    'export type Payment = { at: number };\n// as Date.now() would tell\nexport const at = new Date(0);',
  'server/payments/ports/ports.ts':
    "import type { Payment } from '../model/model.ts';\nexport class Lost extends Error { payment?: Payment }",
  'server/payments/pay.ts':
    "import { zero } from '../../shared/money.ts';\nexport const pay = (token?: string) => token === undefined ? zero : 1;",
  'server/platform/clock.ts': 'export const now = () => Date.now();',
  'server/providers/provider.ts': "import type { z } from 'zod';\nexport type Facts = z.ZodType;",
  'server/providers/http.ts':
    "import { request } from 'undici';\nexport const send = () => setTimeout(() => request(''), 1);",
  'server/providers/registry.ts':
    "import { acme } from './acme/index.ts';\nimport { xendit } from './xendit/index.ts';\nexport const all = [acme, xendit];",
  'server/providers/acme/index.ts': 'export const acme = 1;',
  'server/providers/xendit/send.ts': 'export const send = ({ fetch }: { fetch: (url: string) => void }) => fetch("");',
  'server/providers/simulators.ts':
    "import { simulate } from './xendit/simulator.ts';\nexport const simulators = [simulate];",
  'server/providers/xendit/index.ts':
    "import { Lost } from '../../payments/ports/ports.ts';\nimport { send } from '../http.ts';\nexport const xendit = [Lost, send];",
  'server/providers/xendit/simulator.ts': "import { xendit } from './index.ts';\nexport const simulate = xendit;",
  'server/store/rows.ts': "import { Kysely } from 'kysely';\nexport const rows = Kysely;",
  'test/money.test.ts': 'export const anything: any = process.env;',
  'package.json': '{}',
  '.dotfile': '',
  'README.md': 'Xendit',
};

/**
 * One file put into the sound tree, and the rules it breaks there. Together they break every rule, so a check that no
 * longer finds anything fails here.
 */
export const BREACHES: readonly { readonly path: string; readonly text: string; readonly rules: readonly string[] }[] =
  [
    // Who may import whom
    { path: 'shared/a.ts', text: "import * as z from 'zod';", rules: ['import-package'] },
    { path: 'shared/b.ts', text: "import { readFileSync } from 'node:fs';", rules: ['import-package'] },
    { path: 'shared/c.ts', text: "export * from '../server/payments/pay.ts';", rules: ['import-folder'] },
    {
      path: 'widget/a.ts',
      text: "import type { Payment } from '../server/payments/model/model.ts';",
      rules: ['import-folder'],
    },
    {
      path: 'widget/b.ts',
      text: "type P = import('../server/payments/model/model.ts').Payment;",
      rules: ['import-folder'],
    },
    { path: 'widget/c.ts', text: "import * as z from 'zod';", rules: ['import-package'] },
    { path: 'widget/session/a.ts', text: "import { html } from 'lit';", rules: ['import-package'] },
    { path: 'widget/session/b.ts', text: "import { view } from '../index.ts';", rules: ['import-folder'] },
    {
      path: 'widget/ui/a.ts',
      text: "import type { start } from '../session/state-machine.ts';",
      rules: ['import-folder'],
    },
    { path: 'server/payments/a.ts', text: "import Koa from 'koa';", rules: ['import-package'] },
    {
      path: 'server/payments/b.ts',
      text: "export const late = () => import('../store/rows.ts');",
      rules: ['import-folder'],
    },
    {
      path: 'server/payments/c.ts',
      text: "export const all = require('../providers/registry.ts');",
      rules: ['import-folder'],
    },
    {
      path: 'server/payments/d.ts',
      text: "import type { handler } from '../http/handler.ts';",
      rules: ['import-folder'],
    },
    {
      path: 'server/providers/other/index.ts',
      text: "import { xendit } from '../xendit/index.ts';",
      rules: ['import-folder'],
    },
    {
      path: 'server/providers/xendit/a.ts',
      text: "import { pay } from '../../payments/pay.ts';",
      rules: ['import-folder'],
    },
    {
      path: 'server/providers/xendit/b.ts',
      text: "import { at } from '../../payments/model/model.ts';",
      rules: ['import-folder'],
    },
    { path: 'server/providers/xendit/c.ts', text: "import { request } from 'undici';", rules: ['import-package'] },
    { path: 'server/store/a.ts', text: "import { pay } from '../payments/pay.ts';", rules: ['import-folder'] },
    { path: 'server/jobs/a.ts', text: "import { Kysely } from 'kysely';", rules: ['import-package'] },
    { path: 'server/admin/a.ts', text: "import { page } from './ui/page.ts';", rules: ['import-folder'] },
    {
      path: 'server/admin/ui/a.ts',
      text: "import { endpoints } from '../endpoints.ts';",
      rules: ['import-folder'],
    },
    { path: 'server/http/a.ts', text: "import { rows } from '../store/rows.ts';", rules: ['import-folder'] },
    {
      path: 'server/http/b.ts',
      text: "import type { Facts } from '../providers/provider.ts';",
      rules: ['import-folder'],
    },
    { path: 'server/client/a.ts', text: "import { createHmac } from 'node:crypto';", rules: ['import-package'] },
    { path: 'server/client/b.ts', text: "import * as z from 'zod/mini';", rules: ['import-package'] },
    { path: 'server/client/c.ts', text: "import { zero } from '../../shared/money.ts';", rules: ['import-folder'] },
    { path: 'server/stray.ts', text: 'export const stray = 1;', rules: ['no-row'] },
    { path: 'server/index.ts', text: 'export const load = (name: string) => import(name);', rules: ['import-unknown'] },
    { path: 'server/cli/a.ts', text: "import { gone } from '../gone.ts';", rules: ['import-missing'] },
    {
      path: 'server/cli/b.ts',
      text: "import { simulators } from '../providers/simulators.ts';",
      rules: ['import-simulator'],
    },
    {
      path: 'server/app.ts',
      text: "import { env } from './demo/run-demo.ts';",
      rules: ['import-demo', 'production-simulator'],
    },
    { path: 'server/jobs/b.ts', text: "import { app } from '../app.ts';", rules: ['import-folder'] },
    {
      path: 'server/main.ts',
      text: "export const run = () => import('./cli/kasir.ts');",
      rules: ['production-simulator'],
    },
    {
      path: 'server/config/config.ts',
      text: "new Worker(new URL('./gone.ts', import.meta.url));",
      rules: ['import-missing'],
    },

    // Circles, also of types and of what is loaded later
    { path: 'shared/e.ts', text: "export * from './e.ts';", rules: ['circle'] },
    {
      path: 'server/payments/model/model.ts',
      text: "import type { Lost } from '../ports/ports.ts';\nexport type Payment = { lost: Lost };\nexport const at = 0;",
      rules: ['circle'],
    },
    {
      path: 'server/demo/run-demo.ts',
      text: "export const env = () => import('../cli/kasir.ts');",
      rules: ['circle'],
    },

    // Names, clocks, environment
    { path: 'server/http/c.ts', text: '// as Xendit does', rules: ['provider-name'] },
    { path: 'widget/views/acme-form.ts', text: 'export const form = 1;', rules: ['provider-name'] },
    { path: 'widget/demo.html', text: '<p>ACME</p>', rules: ['provider-name'] },
    { path: 'server/providers/registry.ts', text: 'export const all = [];', rules: ['provider-name'] },
    { path: 'server/cli/c.ts', text: "export const port = process['env']['PORT'];", rules: ['environment'] },
    { path: 'server/cli/d.ts', text: "import { env } from 'node:process';", rules: ['environment'] },
    { path: 'server/http/d.ts', text: 'const { env } = process;\nexport const e = env;', rules: ['environment'] },
    { path: 'server/payments/e.ts', text: 'export const t = Date.now();', rules: ['wall-clock'] },
    { path: 'server/payments/f.ts', text: 'export const t = new Date();', rules: ['wall-clock'] },
    { path: 'server/payments/g.ts', text: 'export const r = Math.random();', rules: ['wall-clock'] },
    { path: 'server/payments/h.ts', text: "export const r = fetch('');", rules: ['wall-clock'] },
    {
      path: 'server/providers/xendit/d.ts',
      text: "import { randomUUID } from 'node:crypto';\nexport const r = randomUUID();",
      rules: ['wall-clock'],
    },
    {
      path: 'server/providers/xendit/simulator.ts',
      text: 'export const simulate = setTimeout(() => 1, 1);',
      rules: ['timer'],
    },
    { path: 'server/payments/i.ts', text: 'export const s = AbortSignal.timeout(1);', rules: ['timer'] },
    { path: 'widget/session/c.ts', text: 'export const here = document.title;', rules: ['dom-in-session'] },
    { path: 'widget/session/d.ts', text: 'export const f = (e: HTMLInputElement) => e;', rules: ['dom-in-session'] },

    // Types and comments
    { path: 'shared/d.ts', text: 'export const a: any = 1;', rules: ['any'] },
    { path: 'server/store/b.ts', text: 'export const a = 1 as unknown as string;', rules: ['cast-through-unknown'] },
    { path: 'server/store/c.ts', text: "// @ts-ignore\nexport const a: string = 'a';", rules: ['types-silenced'] },
    { path: 'server/store/d.ts', text: '/* FIXME */', rules: ['unfinished'] },
    {
      path: 'server/http/e.ts',
      text: 'export const ok = (a: { signature: string }, b: string) => a.signature === b;',
      rules: ['secret-compared'],
    },
    {
      path: 'server/http/f.ts',
      text: 'export const ok = (callbackToken: string, b: string) => b !== callbackToken;',
      rules: ['secret-compared'],
    },

    // The shape of the tree
    { path: 'scripts/a.ts', text: '', rules: ['top-level'] },
    { path: 'knip.json', text: '{}', rules: ['top-level'] },
  ];

/** Removing the only file of a folder breaks these rules. */
export const EMPTIED = { path: 'server/jobs/runner.ts', rules: ['empty-folder'] } as const;
