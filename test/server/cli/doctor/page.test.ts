import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { checkScripts } from '../../../../server/cli/doctor/page/check-scripts.ts';
import { checkContentPolicy } from '../../../../server/cli/doctor/page/content-policy.ts';
import { readPageTags } from '../../../../server/cli/doctor/page/page-tags.ts';
import { combine, type Finding } from '../../../../server/cli/doctor/finding.ts';

const PUBLIC_URL = 'https://pay.example';
const PAGE = new URL('https://shop.example/checkout/1');

describe('the content security policy of a page', () => {
  const checked = (...policies: string[]): Finding => combine(checkContentPolicy(policies, PUBLIC_URL, PAGE.origin));

  for (const [policy, status] of [
    [`script-src 'self' ${PUBLIC_URL}; connect-src ${PUBLIC_URL}`, 'pass'],
    [`default-src 'self' https://*.example`, 'pass'],
    [`script-src 'nonce-abc' 'strict-dynamic'; connect-src ${PUBLIC_URL}`, 'pass'],
    [`script-src 'self' ${PUBLIC_URL} 'unsafe-inline'; connect-src ${PUBLIC_URL}`, 'warn'],
    ['script-src *; connect-src *', 'warn'],
    [`connect-src ${PUBLIC_URL}`, 'warn'],
    [`script-src 'self'; connect-src ${PUBLIC_URL}`, 'fail'],
    [`script-src ${PUBLIC_URL}; connect-src 'self'`, 'fail'],
    [`default-src 'none'; script-src http://pay.example`, 'fail'],
  ] as const)
    it(`${policy}: ${status}`, () => assert.equal(checked(policy).status, status));

  it('none: any script can run; of several, each blocks', () => {
    assert.equal(checked().status, 'warn');
    assert.equal(checked(`script-src ${PUBLIC_URL}`, "script-src 'self'").status, 'fail');
  });
});

describe('the scripts of a page', () => {
  const SERVED = 'export {}';
  const integrity = `sha384-${createHash('sha384').update(SERVED).digest('base64')}`;
  const inventory = {
    version: '1.0.0',
    scripts: [{ path: '/kasir.js', integrity, bytes: 9, purpose: '', loadedBy: 'page' }],
  };
  const checked = (html: string, served = SERVED): Promise<Finding> =>
    checkScripts({
      scripts: readPageTags(html, PAGE).scripts,
      inventory,
      publicUrl: PUBLIC_URL,
      page: PAGE,
      http: { send: () => Promise.resolve({ answered: true, status: 200, headers: {}, text: served, arrivals: [] }) },
      signal: AbortSignal.timeout(1_000),
    });

  it('are those of the build', async () => {
    const html = `<!-- <script src="https://old.example/x.js"></script> -->
      <script type="importmap">{}</script><script src=/shop.js></script>
      <script type="module" src="${PUBLIC_URL}/kasir.js" integrity="${integrity}"></script>`;
    const { status, message } = await checked(html);
    assert.deepEqual(
      [status, message],
      ['pass', '/kasir.js is the script of this build; 2 scripts in its HTML, 0 of them inline, 0 from other origins'],
    );
  });

  it('are found changed on their way, of another build, or pinned to another', async () => {
    const tag = `<script type="module" src="${PUBLIC_URL}/kasir.js"></script>`;
    assert.match((await checked(tag, 'export {}; steal()')).message, /served with another content/);
    assert.match((await checked(tag.replace('kasir.js', 'kasir-0.9.0-abc.js'))).message, /not a script of this build/);
    const pinned = await checked(tag.replace('module"', 'module" integrity="sha384-old"'));
    assert.deepEqual([pinned.status, pinned.fix?.includes(integrity)], ['fail', true]);
    assert.match((await checked('<h1>Shop</h1>')).message, /no script of https:\/\/pay\.example/);
  });

  it('of others are named', async () => {
    const tags = `<script src="${PUBLIC_URL}/kasir.js"></script><SCRIPT async src='https://tags.example/t.js?id=1&amp;x'></SCRIPT>`;
    const { status, message } = await checked(tags);
    assert.equal(status, 'warn');
    assert.match(message, /https:\/\/tags\.example\/t\.js; 1 without an integrity attribute/);
  });
});
