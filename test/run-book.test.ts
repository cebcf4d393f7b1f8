import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('the documentation for operators', () => {
  it('starts the server so that it receives SIGTERM: never behind npx (N2)', () => {
    for (const path of ['README.md', 'server/README.md', 'widget/README.md'])
      assert.doesNotMatch(read(path), /npx kasir serve/, path);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
    assert.match(scripts['serve'] ?? '', /node server\/dist\/cli\.js serve$/);
    assert.match(read('server/deploy/kasir.service'), /^ExecStart=\/usr\/bin\/node .*dist\/cli\.js serve$/m);
    assert.match(read('server/deploy/Containerfile'), /^CMD \["node", ".*dist\/cli\.js", "serve"\]$/m);
  });

  it('shows how to develop a shop against the demo right after "Try it" (N5)', () => {
    const headings = [...read('README.md').matchAll(/^##+ (.*)$/gm)].map(([, heading]) => heading);
    assert.equal(headings[headings.indexOf('Try it') + 1], 'Your own shop against the demo');
  });

  it('shows how to back up and restore the data (N12)', () => {
    assert.match(read('server/README.md'), /^- Backup: `kasir backup .*`/m);
    assert.match(read('server/README.md'), /^- Restore: .*`kasir restore .*`/m);
  });
});

describe('the run book', () => {
  const book = read('server/RUNBOOK.md');

  it('quotes log lines as the server writes them', () => {
    const sources = readdirSync(join(ROOT, 'server'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.includes('node_modules') && !path.startsWith('dist'))
      .map((path) => read(`server/${path}`))
      .join('\n');
    // Words alone, with commas and colons: not a command, a request or a setting.
    const quoted = [...book.matchAll(/`([^`]+)`/g)]
      .map(([, text = '']) => text.replace(/\s+/g, ' ').replace(/…$/, ''))
      .filter((text) => /^[A-Za-z,:' -]+$/.test(text) && text.split(' ').length > 3 && !/^[a-z]+ -/.test(text));
    assert.ok(quoted.length > 10);
    assert.deepEqual(
      quoted.filter((text) => !sources.includes(text.trim())),
      [],
    );
  });

  it('links to sections that it has, and to files that exist', () => {
    const anchors = new Set(
      [...book.matchAll(/^##+ (.*)$/gm)].map(([, heading = '']) => heading.toLowerCase().replace(/ /g, '-')),
    );
    for (const [, target = ''] of book.matchAll(/\]\(([^)]+)\)/g))
      if (target.startsWith('#')) assert.ok(anchors.has(target.slice(1)), target);
      else assert.ok(existsSync(join(ROOT, 'server', target)), target);
  });
});

describe('the documentation for contributors', () => {
  const pages = ['README.md', '.github/ARCHITECTURE.md', '.github/CONTRIBUTING.md', '.github/SECURITY.md'];
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };

  for (const page of pages) {
    it(`${page} names only files, folders and npm scripts that exist`, () => {
      const text = read(page);
      const paths = [...text.matchAll(/`((?:\.ci|server|shared|test|widget)\/[\w./-]*)`/g)].map(
        ([, path = '']) => path,
      );
      const links = [...text.matchAll(/\]\((?!https?:|#)([^)\s#]+)/g)].map(([, to = '']) => join(dirname(page), to));
      // What a build, a test run or a new provider makes.
      const made = /\/dist\/|^test\/(screenshots|bench\/results)\b|\bNAME\b/;
      assert.deepEqual(
        [...paths, ...links].filter((path) => !made.test(path) && !existsSync(join(ROOT, path))),
        [],
      );
      // An option, such as `-s`, may stand before the script.
      const run = [...text.matchAll(/npm run (?:-\S+ )*(\w[\w-]*)/g)].map(([, script = '']) => script);
      assert.equal(run.length, text.split('npm run ').length - 1, 'every command names a script');
      assert.deepEqual(
        run.filter((script) => scripts[script] === undefined),
        [],
      );
    });
  }
});
