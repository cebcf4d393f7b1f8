/**
 * `npm run new-provider acme`: a provider that compiles and passes the conformance suite with one channel, against a
 * made-up API. It writes `server/providers/acme/` and the conformance stage `test/support/stages/acme.ts`, and adds one
 * line each to the registry, the list of simulators and CHANGELOG.md. `--root <folder>`: another checkout.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { commandOf } from '../test/support/runner/run-command.ts';

const TEMPLATES = fileURLToPath(new URL('./new-provider/', import.meta.url));
const STAGE = 'stage.ts.txt';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { root: { type: 'string' } } });
process.chdir(values.root ?? fileURLToPath(new URL('..', import.meta.url)));
const id = positionals[0] ?? '';

const problem = problemWith(id);
if (problem !== undefined || positionals.length !== 1) {
  console.error(problem ?? 'Name one provider: npm run new-provider <name>');
  process.exit(1);
}
const written = [...writeSkeleton(), ...addLines()];
// How lines are broken depends on the length of the name.
spawnSync(process.execPath, [commandOf('oxfmt'), ...written.filter((path) => path.endsWith('.ts'))], {
  stdio: 'inherit',
});
console.log(written.map((path) => `  ${path}`).join('\n'));
console.log(
  `\nNext: npm test -- test/server/providers/conformance.test.ts; then replace the made-up API by that of ${id}.`,
);

function problemWith(name: string): string | undefined {
  // The registry's test asks for this form; shorter names would be found in other words.
  if (!/^[a-z][a-z0-9]{3,19}$/.test(name))
    return 'A name has 4 to 20 characters: a lower-case letter, then letters and digits';
  if (existsSync(join('server/providers', name))) return `server/providers/${name} exists`;
  const mention = ['shared', 'widget', 'server'].flatMap(filesIn).find((path) => isMentionedIn(path, name));
  // Code outside a provider's folder must not mention it.
  return mention === undefined ? undefined : `${mention} already contains the word ${name}: take another name`;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (['node_modules', 'dist'].includes(entry.name) || path === 'server/providers') return [];
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

function isMentionedIn(path: string, name: string): boolean {
  if (path.endsWith('.md')) return false;
  return path.toLowerCase().includes(name) || readFileSync(path, 'utf8').toLowerCase().includes(name);
}

function writeSkeleton(): string[] {
  return readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })
    .filter((template) => template.endsWith('.txt'))
    .sort()
    .map((template) => {
      const path =
        template === STAGE
          ? `test/support/stages/${id}.ts`
          : `server/providers/${id}/${template.replaceAll('\\', '/').replace(/\.txt$/, '')}`;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, filled(readFileSync(join(TEMPLATES, template), 'utf8')));
      return path;
    });
}

function filled(text: string): string {
  const name = id.charAt(0).toUpperCase() + id.slice(1);
  return text.replaceAll('__id__', id).replaceAll('__Name__', name).replaceAll('__ENV__', id.toUpperCase());
}

/** One line and its import in each list. */
function addLines(): string[] {
  const name = id.charAt(0).toUpperCase() + id.slice(1);
  const registry = 'server/providers/registry.ts';
  edit(registry, (text) =>
    text
      .replace(/^(?=import)/m, `import { ${id} } from './${id}/index.ts';\n`)
      .replace(/^(?=\];)/m, `  registerProvider(${id}),\n`),
  );
  const simulators = 'server/providers/simulators.ts';
  edit(simulators, (text) =>
    text
      .replace(/^(?=import)/m, `import { simulated${name} } from './${id}/simulator-setup.ts';\n`)
      .replace(/^(?=\];)/m, `  simulated${name},\n`),
  );
  const changelog = 'CHANGELOG.md';
  edit(changelog, (text) =>
    text.replace(/^### Added\n\n/m, `$&- ${name} as a provider, with a simulator: one virtual account.\n`),
  );
  return [registry, simulators, changelog];
}

function edit(path: string, change: (text: string) => string): void {
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${path} has no place for the new line`);
  writeFileSync(path, after);
}
