import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { NO_WIDGET, onlyBuild } from '../../../server/http/widget-assets.ts';
import { loadWidgetReleases, NO_RELEASES } from '../../../server/http/widget-releases.ts';
import { openServer, type TestServer } from './a-server.ts';

const integrityOf = (text: string): string => `sha384-${createHash('sha384').update(text).digest('base64')}`;
const nameOf = (text: string): string =>
  createHash('sha384')
    .update(text)
    .digest('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 10);

const ENTRY = 'export const release = 1;';
const QR = 'export const qr = 1;';
const GONE = 'export const hole = 1;';
const twin = `/kasir-1.0.0-${nameOf(ENTRY)}.js`;
const qr = `/chunks/qr-${nameOf(QR)}.js`;
const gone = `/chunks/otp-${nameOf(GONE)}.js`;
const unlisted = `/chunks/push-${nameOf('x')}.js`;
const changed = `/chunks/card-${nameOf('before')}.js`;
const misnamed = '/chunks/none-0123456789.js';
const missing = `/chunks/lost-${nameOf('lost')}.js`;

describe('files of earlier releases of the widget (F5)', () => {
  let folder: string;
  let server: TestServer;
  let refused: readonly string[];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kasir-releases-'));
    const release = join(folder, '1.0.0');
    await mkdir(join(release, 'chunks'), { recursive: true });
    await mkdir(join(folder, 'no-release'));
    const contents: Record<string, string> = {
      'kasir.js': ENTRY,
      [qr]: QR,
      [gone]: GONE,
      [unlisted]: 'x',
      [changed]: 'after',
      [misnamed]: 'anything',
      'secrets.json': '{}',
    };
    for (const [path, text] of Object.entries(contents)) await writeFile(join(release, path), text);
    const files = {
      '/kasir.js': { integrity: integrityOf(ENTRY) },
      [twin]: { integrity: integrityOf(ENTRY) },
      [qr]: { integrity: integrityOf(QR) },
      [gone]: { integrity: integrityOf(GONE), withdrawn: true },
      [changed]: { integrity: integrityOf('before') },
      [misnamed]: { integrity: integrityOf('anything') },
      [missing]: { integrity: integrityOf('lost') },
      '/secrets.json': { integrity: integrityOf('{}') },
    };
    await writeFile(join(release, 'kasir.json'), JSON.stringify({ version: '1.0.0', immutableEntry: twin, files }));
    const releases = await loadWidgetReleases(folder);
    refused = releases.refused.map(({ path }) => path);
    server = await openServer({
      widget: { ...onlyBuild(NO_WIDGET), earlier: releases.files, withdrawn: releases.withdrawn },
    });
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('are served for ever: chunks and the pinned entry, also when a page asks again with a query', async () => {
    for (const [path, text] of [
      [twin, ENTRY],
      [qr, QR],
      [`${qr}?1`, QR],
    ] as const) {
      const answer = await fetch(`${server.url}${path}`);
      assert.equal(answer.status, 200, path);
      assert.equal(await answer.text(), text);
      assert.match(answer.headers.get('cache-control') ?? '', /immutable/);
      assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    }
  });

  it('are 410 when they were withdrawn', async () => {
    const answer = await fetch(`${server.url}${gone}`);
    assert.equal(answer.status, 410);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.doesNotMatch(await answer.text(), /hole/);
  });

  it('are served only as the manifest lists them, under a name that is the digest of what they are', async () => {
    for (const path of [unlisted, changed, misnamed, missing, '/secrets.json', '/kasir.js', '/1.0.0/kasir.json'])
      assert.equal((await server.call(path)).status, 404, path);
    assert.deepEqual([...refused].toSorted(), [changed, missing, misnamed].toSorted());
  });

  it('all of them are gone where the whole release was withdrawn', async () => {
    const other = await mkdtemp(join(tmpdir(), 'kasir-releases-'));
    await mkdir(join(other, 'a', 'chunks'), { recursive: true });
    await writeFile(join(other, 'a', qr), QR);
    const files = { [qr]: { integrity: integrityOf(QR) } };
    await writeFile(join(other, 'a', 'kasir.json'), JSON.stringify({ immutableEntry: null, withdrawn: true, files }));
    const releases = await loadWidgetReleases(other);
    assert.deepEqual([[...releases.withdrawn], releases.files.size], [[qr], 0]);
    await rm(other, { recursive: true, force: true });
  });

  it('are optional', async () => {
    assert.deepEqual(await loadWidgetReleases(join(folder, 'nowhere'), 'optional'), NO_RELEASES);
    await assert.rejects(loadWidgetReleases(join(folder, 'nowhere')));
  });
});
