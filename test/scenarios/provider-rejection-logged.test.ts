import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Log } from '../../server/payments/ports/ports.ts';
import { API_KEY, ORIGIN } from '../server/http/a-server.ts';
import { openCrashableServer } from '../support/crashable-server.ts';
import { SUBJECTS } from '../support/subjects.ts';

interface Line {
  readonly level: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

const METRICS_TOKEN = 'token-for-the-metrics-page';

describe('a provider’s rejection is logged with provider, operation, payment, and the provider’s code and message (N1, P5)', () => {
  for (const subject of SUBJECTS) {
    it(subject.id, async () => {
      const lines: Line[] = [];
      const record =
        (level: string) =>
        (facts: object): void =>
          void lines.push({ level, facts: { ...facts } });
      const log: Log = { debug: record('debug'), info: record('info'), warn: record('warn'), error: record('error') };
      const server = await openCrashableServer(subject, { log, environment: { KASIR_METRICS_TOKEN: METRICS_TOKEN } });
      try {
        const made = await server.post(
          '/v1/checkouts',
          { reference: 'order-1', amount: 150_000, currency: 'IDR', returnUrl: `${ORIGIN}/done` },
          { bearer: API_KEY },
        );
        const { clientToken } = JSON.parse(made.text) as { clientToken: string };
        const rejection = subject.wrongCredentials;
        server.simulator.fail({ operation: 'create', kind: 'error', ...rejection });
        const paid = await server.post('/v1/session/payments', subject.samples.virtual_account, {
          bearer: clientToken,
          key: 'k1',
        });
        assert.ok(paid.status === 402 || paid.status === 503, paid.text);
        const logged = lines.filter(({ facts }) => facts['operation'] === 'create');
        assert.equal(logged.length, 1, 'one line for one rejection');
        const [line] = logged;
        assert.equal(line?.level, 'error');
        assert.equal(line?.facts['provider'], subject.id);
        assert.match(String(line?.facts['paymentId']), /^pay_[0-9A-Z]{26}$/);
        assert.equal(line?.facts['providerCode'], rejection.code);
        assert.match(String(line?.facts['providerMessage']), /simulator/i);
        const metrics = await server.request('GET', '/metrics', {
          headers: { authorization: `Bearer ${METRICS_TOKEN}` },
        });
        assert.match(metrics.text, /kasir_provider_refusals_total\{[^}]*mend="true"[^}]*\} 1/);
      } finally {
        await server.close();
      }
    });
  }
});
