import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { VERSION } from '../../server/http/version.ts';
import { installByNpm, type NpmProject } from './installed-by-npm.ts';

/** Every version that is supported, where it is on this machine: as `node22`, or in a folder that `KASIR_NODES` names. */
const MAJORS = [20, 22, 24];
const nodeOf = (major: number): string | undefined => {
  const here = Number(process.versions.node.split('.')[0]);
  const candidates = [
    `node${major}`,
    ...(process.env['KASIR_NODES'] ?? '').split(':').map((one) => `${one}/node${major}`),
  ];
  return here === major
    ? process.execPath
    : candidates.find((one) => spawnSync(one, ['--version'], { encoding: 'utf8' }).stdout?.startsWith(`v${major}.`));
};

const PROGRAM = `
  const { createKasir, readConfig } = await import('@kasir/server');
  const { createClient, verifyEvent } = await import('@kasir/server/client');
  const widget = await import('@kasir/widget');
  await import('@kasir/widget/define');
  console.log(typeof createKasir, readConfig({}).ok, typeof verifyEvent, Object.keys(createClient({ url: 'http://localhost' })).length, typeof widget.KasirCheckout);`;

describe('npm installs what is packed into an empty folder', () => {
  let project: NpmProject | string;
  before(() => {
    project = installByNpm();
  });
  after(() => typeof project === 'string' || project.remove());

  for (const major of MAJORS)
    test(`it runs on Node ${major}`, (t) => {
      if (typeof project === 'string') return t.skip(project);
      const node = nodeOf(major);
      if (node === undefined) return t.skip(`this machine has no node${major}, on its PATH or in KASIR_NODES`);
      const { status, output } = project.run(node, ['--input-type=module', '--eval', PROGRAM]);
      assert.equal(status, 0, output);
      assert.match(output, /^function false function 6 function$/m);
      const version = project.run(node, ['node_modules/@kasir/server/dist/cli.js', '--version']);
      assert.equal(version.output.trim(), VERSION);
      const help = project.run(node, ['node_modules/.bin/kasir', '--help']);
      assert.match(help.output, /\bserve\b/);
    });

  test('it brings nothing of the tools that made it', (t) => {
    if (typeof project === 'string') return t.skip(project);
    for (const name of ['typescript', 'vite', 'express', 'tsx'])
      assert.ok(!existsSync(`${project.folder}/node_modules/${name}`), name);
  });
});
