import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configureProviders } from '../../../server/config/chosen-providers.ts';
import { SUBJECTS } from '../../support/subjects.ts';

test('a PUBLIC_URL that a provider cannot use is a warning, and a simulator can use any (N1)', () => {
  for (const subject of SUBJECTS) {
    const warningsAt = (publicUrl: string, environment: Readonly<Record<string, string>> = {}): readonly string[] => {
      const { configured, faults } = configureProviders(
        { ...subject.environment, ...environment, KASIR_PROVIDERS: subject.id },
        [subject.provider],
      );
      const [provider] = configured;
      return provider === undefined ? assert.fail(JSON.stringify(faults)) : provider.warnings(publicUrl);
    };
    assert.deepEqual(warningsAt('https://pay.shop.example'), [], subject.id);
    for (const local of ['http://localhost:4000', 'http://127.0.0.1:4000', 'http://[::1]:4000']) {
      const warnings = warningsAt(local);
      assert.equal(warnings.length, subject.provider.wantsHttps ? 2 : 1);
      for (const warning of warnings) assert.ok(warning.startsWith('PUBLIC_URL') && warning.includes(subject.id));
    }
    const base = `${subject.id.toUpperCase()}_BASE_URL`;
    const path = subject.id === 'nicepay' ? '/nicepay' : '/sim';
    assert.deepEqual(warningsAt('http://localhost:4000', { [base]: `http://localhost:4000${path}` }), []);
  }
});
