import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
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
    const page = read('server/README.md');
    assert.match(page, /^ExecStart=\/usr\/bin\/node .*dist\/cli\.js serve$/m);
    assert.match(page, /^CMD \["node", ".*dist\/cli\.js", "serve"\]$/m);
  });

  it('shows how to develop a shop against the demo right after "Try it" (N5)', () => {
    const headings = [...read('README.md').matchAll(/^##+ (.*)$/gm)].map(([, heading]) => heading);
    assert.equal(headings[headings.indexOf('Try it') + 1], 'Your own shop against the demo');
  });

  it('shows how to back up and restore the data (N12)', () => {
    assert.match(read('server/README.md'), /^- Backup: .*\.backup/m);
    assert.match(read('server/README.md'), /^- Restore: .*kasir\.db-wal.*kasir\.db-shm/m);
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
      const made = /\/dist\/|^test\/screenshots$|\bNAME\b/;
      assert.deepEqual(
        [...paths, ...links].filter((path) => !made.test(path) && !existsSync(join(ROOT, path))),
        [],
      );
      const run = [...text.matchAll(/npm run ([\w-]+)/g)].map(([, script = '']) => script);
      assert.deepEqual(
        run.filter((script) => scripts[script] === undefined),
        [],
      );
    });
  }
});
