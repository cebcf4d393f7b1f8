import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsc = (folder: string, ...options: string[]) =>
  spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options], {
    cwd: folder,
    encoding: 'utf8',
  });

const IMPORT = "import '@kasir/widget/define';\n";

/** How each kind of page uses the element; `wrong` are mistakes that must be reported, one a line. */
const FORMS: Readonly<
  Record<string, { readonly file: string; readonly text: string; readonly wrong: readonly string[] }>
> = {
  'the DOM': {
    file: 'dom.ts',
    text: `${IMPORT}
      const element = document.querySelector('kasir-checkout');
      if (element) {
        element.renewToken = async () => 'token';
        element.theme = 'dark';
        element.messages = { th: { pay: (amount) => amount.trim(), groups: { qr: 'QR' }, channels: { va_x: 'X' } } };
        element.locale = undefined;
        element.addEventListener('kasir-paid', ({ detail }) => detail.amount.toFixed());
        element.addEventListener('kasir-closed', ({ detail }) => detail.status satisfies string);
        element.addEventListener('kasir-error', ({ detail }) => detail.code.length);
        element.addEventListener('kasir-redirect', (event) => { if (event.detail.method === 'GET') event.preventDefault(); });
        const chosen: boolean = element.selectChannel('qris');
        const done: Promise<void> = element.pay();
        void [chosen, done];
      }
      document.createElement('kasir-checkout').session = undefined;`,
    wrong: [
      "document.createElement('kasir-checkout').theme = 'blue';",
      "document.createElement('kasir-checkout').messages = { th: { pay: 'ชำระ' } };",
      "document.createElement('kasir-checkout').messages = { th: { nothing: 'x' } };",
      "document.createElement('kasir-checkout').messages = { xx: { total: 'x' } };",
      "document.createElement('kasir-checkout').renewToken = () => 'token';",
      "document.createElement('kasir-checkout').addEventListener('kasir-paid', ({ detail }) => detail.nothing);",
    ],
  },
  'templates with tags of everywhere': {
    file: 'jsx.tsx',
    text: `${IMPORT}
      export const page = (
        <kasir-checkout bff="/" token="t" theme="light" onkasir-paid={({ detail }) => void detail.id} renewToken={async () => 't'} />
      );`,
    wrong: [
      'export const a = <kasir-checkout bff={1} />;',
      'export const b = <kasir-checkout onkasir-paid={({ detail }) => detail.nothing} />;',
      'export const c = <kasir-checkout tokn="t" />;',
    ],
  },
  'a framework with tags of its own': {
    file: 'own.ts',
    text: `import type { KasirCheckoutTag } from '@kasir/widget/define';
      declare module './framework.js' { interface IntrinsicElements { 'kasir-checkout': KasirCheckoutTag } }
      import { tag } from './framework.js';
      tag('kasir-checkout', { bff: '/', token: 't', channel: 'qris', 'onkasir-error': ({ detail }) => void detail.code });`,
    wrong: [
      "tag('kasir-checkout', { bff: true });",
      "tag('kasir-checkout', { 'onkasir-error': ({ detail }) => detail.nothing });",
    ],
  },
  'the component of React': {
    file: 'react.tsx',
    text: `/** @jsxImportSource react */
      import { useRef } from 'react';
      import { KasirCheckout, type KasirCheckoutElement, type KasirCheckoutProps } from '@kasir/widget/react';
      export function Page({ session }: Pick<KasirCheckoutProps, 'session'>) {
        const element = useRef<KasirCheckoutElement>(null);
        return (
          <KasirCheckout ref={element} bff="/" token="t" theme="dark" session={session} renewToken={async () => 't'} className="c"
            onPaid={({ detail }) => detail.amount.toFixed()} onError={({ detail }) => void element.current?.refresh().then(() => detail.code)}
            onRedirect={(event) => event.preventDefault()} onClick={() => {}}>
            <p slot="footer">Help</p>
          </KasirCheckout>
        );
      }
      export const tag = <kasir-checkout bff="/" onkasir-paid={({ detail }) => void detail.id} />;`,
    wrong: [
      'export const a = <KasirCheckout bff={1} />;',
      'export const b = <KasirCheckout onPaid={({ detail }) => detail.nothing} />;',
      'export const c = <KasirCheckout onClosed={() => {}} tokn="t" />;',
      'export const d = <kasir-checkout onkasir-paid={({ detail }) => detail.nothing} />;',
    ],
  },
  'the component of Vue': {
    file: 'vue.ts',
    text: `import { h, type GlobalComponents } from 'vue';
      import { KasirCheckout } from '@kasir/widget/vue';
      h(KasirCheckout, { bff: '/', token: 't', theme: 'dark', renewToken: async () => 't', onPaid: ({ detail }) => void detail.amount });
      export const shown = (component: InstanceType<typeof KasirCheckout>): Promise<void> => component.pay();
      export type Tag = InstanceType<GlobalComponents['kasir-checkout']>['$props'];
      export const tag: Tag = { bff: '/', token: 't', onKasirPaid: ({ detail }) => void detail.id };`,
    wrong: [
      "h(KasirCheckout, { theme: 'blue' });",
      'h(KasirCheckout, { onPaid: ({ detail }) => void detail.nothing });',
      'export const other: Tag = { onKasirPaid: ({ detail }) => void detail.nothing };',
    ],
  },
  Svelte: {
    file: 'svelte.ts',
    text: `${IMPORT}
      const tag: svelteHTML.IntrinsicElements['kasir-checkout'] = {
        bff: '/', token: 't', 'onkasir-instruction': ({ detail }) => void detail.instruction.kind,
      };
      void tag;`,
    wrong: ["export const a: svelteHTML.IntrinsicElements['kasir-checkout'] = { theme: 'blue' };"],
  },
};

describe('the types of @kasir/widget (N3)', () => {
  let folder = '';
  before(() => {
    mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
    folder = mkdtempSync(join(root, 'node_modules/.cache/kasir-types-'));
    const widget = join(folder, 'node_modules/@kasir/widget');
    mkdirSync(widget, { recursive: true });
    cpSync(join(root, 'widget/package.json'), join(widget, 'package.json'));
    const made = tsc(root, '-p', 'widget/tsconfig.build.json', '--outDir', join(widget, 'dist/types'));
    assert.equal(made.status, 0, made.stdout);
    // Types in place of the code that Node and bundlers get.
    for (const name of ['index.js', 'define.js', 'react.js', 'vue.js']) writeFileSync(join(widget, 'dist', name), '');
    if (!existsSync(join(folder, 'node_modules/lit')))
      symlinkSync(join(root, 'node_modules/lit'), join(folder, 'node_modules/lit'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(
      join(folder, 'framework.ts'),
      `export interface IntrinsicElements { div: object }
       export const tag = <Name extends keyof IntrinsicElements>(name: Name, props: IntrinsicElements[Name]) => [name, props];`,
    );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const check = (file: string, text: string) => {
    writeFileSync(join(folder, file), text);
    const options = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--jsx', 'preserve', '--types', ''];
    return tsc(
      dirname(join(folder, file)),
      ...options,
      '--module',
      'nodenext',
      '--lib',
      'es2023,dom,dom.iterable',
      '--target',
      'es2022',
      file,
    );
  };

  for (const [form, { file, text, wrong }] of Object.entries(FORMS))
    test(`declare the tag, its properties and its events for ${form}`, () => {
      const { status, stdout } = check(file, text);
      assert.equal(status, 0, stdout);
      const faults = check(file, `${text}\n${wrong.join('\n')}`)
        .stdout.split('\n')
        .filter((line) => line.includes('error TS'));
      assert.equal(faults.length, wrong.length, faults.join('\n'));
    });
});
