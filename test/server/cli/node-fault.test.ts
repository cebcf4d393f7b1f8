import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeFault } from '../../../server/cli/node-fault.ts';

test('an old Node.js is reported in one clear line (N16)', () => {
  assert.equal(nodeFault('18.20.4'), 'Node.js 20 or later is required; this is 18.20.4');
  for (const version of ['20.0.0', '22.11.0', '24.1.0']) assert.equal(nodeFault(version), undefined);
});
