import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { z } from 'zod';
import { readProduction } from './lockfile.ts';

const bomSchema = z.object({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.object({ component: z.object({ purl: z.string().regex(/^pkg:npm\/%40kasir\/server@\d/) }) }),
  components: z.array(
    z.object({
      name: z.string(),
      purl: z.string().regex(/^pkg:npm\/(?:%40[\w.-]+\/)?[\w.-]+@\d[\w.+-]*$/),
      licenses: z.tuple([z.object({})]),
      hashes: z.optional(z.tuple([z.object({ alg: z.literal('SHA-512'), content: z.string().length(128) })])),
    }),
  ),
});

test('the bill of materials has every package that installing the server brings, with its licence', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const printed = execFileSync(process.execPath, ['--import', 'tsx', '.ci/sbom.ts', 'server'], {
    cwd: root,
    encoding: 'utf8',
  });
  const { components } = bomSchema.parse(JSON.parse(printed));
  const { all } = readProduction('server');
  assert.deepEqual(
    components.map(({ name }) => name).sort(),
    all.map(({ path }) => path.replace(/^.*node_modules\//, '')).sort(),
  );
  for (const name of ['koa', 'pg', 'pino', 'libsql'])
    assert.ok(
      components.some((one) => one.name === name),
      name,
    );
  assert.ok(components.filter(({ hashes }) => hashes !== undefined).length > components.length / 2);
});
