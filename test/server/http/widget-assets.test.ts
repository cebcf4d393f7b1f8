import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request } from 'undici';
import { loadWidgetAssets, onlyBuild } from '../../../server/http/widget-assets.ts';
import { openServer, PUBLIC_URL, type TestServer } from './a-server.ts';

const ENTRY = `import('./chunks/qr-a1b2c3d4.js');${'// something to compress\n'.repeat(40)}`;
const CHUNK = `export const qr = 1;${'// the same\n'.repeat(40)}`;
const sha384 = (text: string): string => `sha384-${createHash('sha384').update(text).digest('base64')}`;

describe('the widget’s files', () => {
  let folder: string;
  let server: TestServer;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kasir-widget-'));
    await mkdir(join(folder, 'chunks'));
    await mkdir(join(folder, 'types'));
    await writeFile(join(folder, 'kasir.js'), ENTRY);
    await writeFile(join(folder, 'chunks', 'qr-a1b2c3d4.js'), CHUNK);
    await writeFile(join(folder, 'types', 'index.d.ts'), 'export {};');
    await writeFile(join(folder, 'index.js'), 'export {};');
    await writeFile(join(folder, 'define-on-server.js'), 'export {};');
    await writeFile(join(folder, 'kasir.js.map'), '{}');
    server = await openServer({ widget: onlyBuild(await loadWidgetAssets(folder, '1.2.3')) });
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const fetchRaw = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await request(`${server.url}${path}`, { headers });
    return { status: answer.statusCode, headers: answer.headers, bytes: Buffer.from(await answer.body.arrayBuffer()) };
  };
  const manifest = async () => {
    const { json } = await server.call('/kasir.json');
    return json as object as {
      version: string;
      entry: string;
      immutableEntry: string;
      files: Record<string, { integrity: string }>;
    };
  };

  it('the manifest names every file with its hash, and no other', async () => {
    const { version, entry, immutableEntry, files } = await manifest();
    assert.equal(version, '1.2.3');
    assert.equal(entry, '/kasir.js');
    assert.match(immutableEntry, /^\/kasir-1\.2\.3-[A-Za-z0-9]{10}\.js$/);
    assert.deepEqual(Object.keys(files).toSorted(), ['/chunks/qr-a1b2c3d4.js', '/kasir.js', immutableEntry].toSorted());
    assert.equal(files['/kasir.js']?.integrity, sha384(ENTRY));
    assert.equal(files[immutableEntry]?.integrity, sha384(ENTRY));
    assert.equal(files['/chunks/qr-a1b2c3d4.js']?.integrity, sha384(CHUNK));
  });

  it('an import map pins every file, the parts that are loaded later too (S13)', async () => {
    const { json } = await server.call('/kasir.json');
    const { importMap, files } = json as object as {
      importMap: { integrity: Record<string, string> };
      files: Record<string, { integrity: string }>;
    };
    assert.deepEqual(
      importMap.integrity,
      Object.fromEntries(Object.entries(files).map(([path, { integrity }]) => [`${PUBLIC_URL}${path}`, integrity])),
    );
  });

  it('every file matches its hash, in every encoding', async () => {
    const { files } = await manifest();
    for (const [path, { integrity }] of Object.entries(files)) {
      const plain = await fetchRaw(path);
      const br = await fetchRaw(path, { 'accept-encoding': 'gzip, br' });
      const gz = await fetchRaw(path, { 'accept-encoding': 'gzip' });
      assert.equal(plain.headers['content-encoding'], undefined);
      assert.equal(br.headers['content-encoding'], 'br');
      assert.equal(gz.headers['content-encoding'], 'gzip');
      for (const bytes of [plain.bytes, brotliDecompressSync(br.bytes), gunzipSync(gz.bytes)]) {
        assert.equal(`sha384-${createHash('sha384').update(bytes).digest('base64')}`, integrity, path);
      }
      assert.ok(br.bytes.length < plain.bytes.length);
      assert.match(String(plain.headers['vary']), /Accept-Encoding/);
    }
  });

  it('a query changes nothing: the widget asks for a lost chunk again with one', async () => {
    const { status, bytes, headers } = await fetchRaw('/chunks/qr-a1b2c3d4.js?2');
    assert.equal(status, 200);
    assert.equal(bytes.toString(), CHUNK);
    assert.match(String(headers['cache-control']), /immutable/);
  });

  it('a path that cannot be read is not found', async () => {
    for (const path of ['/chunks%2Fqr-a1b2c3d4.js', '/%E0%A4%A/qr-a1b2c3d4.js', '/types%2f..%2findex.js'])
      assert.equal((await fetchRaw(path)).status, 404, path);
  });

  it('can be loaded by a page of any origin as a module', async () => {
    for (const path of ['/kasir.js', '/chunks/qr-a1b2c3d4.js', '/kasir.json']) {
      const { headers } = await fetchRaw(path, { origin: 'https://any.example' });
      assert.equal(headers['access-control-allow-origin'], '*');
      assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
      assert.equal(headers['x-content-type-options'], 'nosniff');
    }
    assert.match(String((await fetchRaw('/kasir.js')).headers['content-type']), /^text\/javascript/);
  });

  it('are cached forever if the name contains the digest, and revalidated otherwise', async () => {
    const { immutableEntry } = await manifest();
    for (const path of [immutableEntry, '/chunks/qr-a1b2c3d4.js']) {
      assert.match(String((await fetchRaw(path)).headers['cache-control']), /max-age=31536000, immutable/);
    }
    const entry = await fetchRaw('/kasir.js');
    assert.doesNotMatch(String(entry.headers['cache-control']), /immutable/);
    const again = await fetchRaw('/kasir.js', { 'if-none-match': String(entry.headers['etag']) });
    assert.equal(again.status, 304);
    assert.equal(again.bytes.length, 0);
  });

  it('nothing else of the folder is served', async () => {
    for (const path of [
      '/index.js',
      '/define-on-server.js',
      '/types/index.d.ts',
      '/kasir.js.map',
      '/../package.json',
      '/chunks/../../package.json',
      '/%2e%2e/package.json',
      '/chunks',
    ]) {
      assert.equal((await server.call(path)).status, 404, path);
    }
  });

  it('any method but GET and HEAD is refused', async () => {
    for (const path of ['/kasir.js', '/kasir.json', '/chunks/qr-a1b2c3d4.js'])
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'] as const) {
        const { status, json, headers } = await server.call(path, { method });
        assert.deepEqual(
          [status, json['code'], headers['allow']],
          [405, 'method_not_allowed', 'GET'],
          `${method} ${path}`,
        );
      }
  });

  it('are not found when nothing was built', async () => {
    const assets = await loadWidgetAssets(join(folder, 'nowhere'), '1.2.3');
    assert.equal(assets.files.size, 0);
  });
});
