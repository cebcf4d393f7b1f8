import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { buildSite } from '../../.ci/docs/build-site.ts';
import { documentationPages } from '../../.ci/docs/pages.ts';
import { openServer, type TestServer } from '../server/http/a-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'kasir-docs-'));
after(() => rmSync(folder, { recursive: true, force: true }));
buildSite(folder);

const files = readdirSync(folder);
const pages = new Map(
  files.filter((name) => name.endsWith('.html')).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
const idsOf = (page: string): ReadonlySet<string> =>
  new Set([...(pages.get(page) ?? '').matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id));

describe('the documentation as plain files', () => {
  it('has only links that lead somewhere', () => {
    const dead: string[] = [];
    let links = 0;
    for (const [page, text] of pages)
      for (const [, to = ''] of text.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
        if (/^(https?|mailto):/.test(to)) continue;
        links += 1;
        const [file = '', id] = to.split('#');
        const target = file === '' ? page : file;
        if (!existsSync(join(folder, target)) || (id !== undefined && !idsOf(target).has(decodeURIComponent(id))))
          dead.push(`${page}: ${to}`);
      }
    assert.ok(links > 500, `only ${links} links were found`);
    assert.deepEqual(dead, []);
  });

  it('has no script, nothing from elsewhere, and each id once', () => {
    for (const [page, text] of pages) {
      assert.doesNotMatch(text, /<script|<[a-z][^>]*\son\w+=|<(img|link|iframe)[^>]+(src|href)="https?:/i, page);
      const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
      assert.deepEqual(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        [],
        page,
      );
    }
  });

  it('has each page once, and each document or section on one page', () => {
    const twice = (all: readonly string[]): readonly string[] => all.filter((one, at) => all.indexOf(one) !== at);
    const listed = documentationPages();
    assert.deepEqual(twice(listed.map(({ name }) => name)), []);
    assert.deepEqual(twice(listed.flatMap(({ from }) => from)), []);
  });

  it('has one page for each provider', () => {
    const providers = readdirSync('server/providers').filter((name) =>
      existsSync(join('server/providers', name, 'README.md')),
    );
    assert.ok(providers.length >= 3);
    for (const name of providers) assert.ok(pages.has(`provider-${name}.html`), name);
  });
});

describe('the documentation below /docs of a server', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer({ documentation: folder });
  });
  after(() => server.close());

  it('serves the same files, without scripts', async () => {
    for (const name of files) {
      const { status, headers, text } = await server.call(`/docs/${name}`);
      assert.equal(status, 200, name);
      assert.match(String(headers['content-security-policy']), /default-src 'none'/);
      if (name.endsWith('.html')) assert.equal(text, pages.get(name));
    }
    const { text } = await server.call('/docs/');
    assert.equal(text, pages.get('index.html'));
  });

  it('is led to by the API reference', async () => {
    const { status, text } = await server.call('/docs');
    assert.equal(status, 200);
    assert.match(text, /href="docs\/index\.html"/);
  });

  it('serves no other file', async () => {
    for (const path of [
      '/docs/none.html',
      '/docs/..%2f..%2fpackage.json',
      '/docs/%2e%2e/package.json',
      '/docs//index.html',
    ])
      assert.equal((await server.call(path)).status, 404, path);
    assert.equal((await server.call('/docs/index.html', { method: 'POST' })).status, 404);
  });
});
