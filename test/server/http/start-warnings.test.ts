import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SUBJECTS } from '../../support/subjects.ts';
import { openServer } from './a-server.ts';

describe('a PUBLIC_URL that a provider cannot use is a warning at start (N1)', () => {
  for (const subject of SUBJECTS) {
    it(subject.id, async () => {
      for (const [publicUrl, expected] of [
        ['https://pay.example', 0],
        ['http://localhost:4000', subject.provider.wantsHttps ? 2 : 1],
      ] as const) {
        const server = await openServer({ subject, environment: { PUBLIC_URL: publicUrl } });
        try {
          await server.composed.start();
          const warnings = server.log.filter((line) => line.includes('PUBLIC_URL') && line.includes(subject.id));
          assert.equal(warnings.length, expected, warnings.join('\n'));
        } finally {
          await server.close();
        }
      }
    });
  }
});
