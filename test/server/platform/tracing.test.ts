import assert from 'node:assert/strict';
import { SpanKind } from '@opentelemetry/api';
import { after, before, describe, it } from 'node:test';
import { meteredFetch, meteredReceiver, tracedHandlers, tracedSend } from '../../../server/instrumentation.ts';
import { createLog } from '../../../server/platform/log.ts';
import { createMetrics } from '../../../server/platform/metrics.ts';
import { withSpan } from '../../../server/platform/tracing.ts';
import { recordSpans, type RecordedSpan } from '../../support/record-spans.ts';
import { openServer, SUBJECT, type TestServer } from '../http/a-server.ts';

const PAYMENT = `pay_${'0'.repeat(26)}`;

describe('spans', () => {
  const logLine = async (): Promise<Record<string, unknown>> => {
    const lines: string[] = [];
    const log = createLog({
      level: 'info',
      destination: { write: (line) => void lines.push(line) },
      secretNames: [],
      secrets: [],
    });
    await withSpan('work', { kind: 'internal', attributes: {} }, () => Promise.resolve(log.info({}, 'done')));
    return JSON.parse(lines.join('')) as Record<string, unknown>;
  };

  it('are not recorded, and not named in the log, unless the process registers an SDK', async () => {
    const line = await logLine();
    assert.deepEqual([line['traceId'], line['msg']], [undefined, 'done']);
  });

  describe('with an SDK', () => {
    let server: TestServer;
    let spans: readonly RecordedSpan[];
    before(async () => {
      server = await openServer();
      spans = recordSpans();
    });
    after(() => server.close());

    it('show a request with its ids and, within it, the call to the provider', async () => {
      const { id, token } = await server.checkout();
      const { json } = await server.browser(
        token,
        '/v1/session/payments',
        { channel: 'va_bca' },
        { key: 'one', headers: { traceparent: `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01` } },
      );
      const request = spans.find(({ name }) => name === 'POST /v1/session/payments');
      assert.ok(request, spans.map(({ name }) => name).join());
      assert.equal(request.kind, SpanKind.SERVER);
      assert.deepEqual(
        [request.traceId, request.parentId],
        ['c'.repeat(32), 'd'.repeat(16)],
        'the trace of the caller',
      );
      assert.equal(request.attributes['kasir.checkoutId'], id);
      assert.equal(request.attributes['kasir.paymentId'], String(json['id']));
      assert.equal(request.attributes['http.response.status_code'], 201);
      assert.match(String(request.attributes['kasir.requestId']), /^[0-9a-f-]{36}$/);
      const call = spans.find(({ name }) => name === `${SUBJECT.id} call`);
      assert.equal(call?.parentId, request.spanId);
      assert.equal(call.kind, SpanKind.CLIENT);
    });

    it('are not named to providers, which sign their headers', async () => {
      let sent: object = {};
      const fetch = meteredFetch(
        ({ headers }) => {
          sent = headers;
          return Promise.resolve({ status: 200, headers: {}, text: '' });
        },
        'one',
        createMetrics('1.2.3'),
      );
      const { signal } = new AbortController();
      await fetch({ method: 'GET', url: 'https://one.example/secret-path', headers: {}, signal });
      assert.deepEqual(sent, {});
      assert.ok(!JSON.stringify(spans).includes('secret-path'));
    });

    it('are marked where a request fails with 5xx', async () => {
      await server.composed.domain.store.close();
      await server.api('/v1/checkouts/co_00000000000000000000000000');
      const span = spans.find(({ name }) => name === 'GET /v1/checkouts/:id');
      assert.deepEqual([span?.failed, span?.attributes['error.type']], [true, '503']);
    });

    it('name a failure, and not its message', async () => {
      const failing = withSpan('failing', { kind: 'internal', attributes: {} }, () =>
        Promise.reject(new TypeError('Siti Aminah')),
      );
      await assert.rejects(failing, TypeError);
      const span = spans.find(({ name }) => name === 'failing');
      assert.equal(span?.attributes['error.type'], 'TypeError');
      assert.ok(!JSON.stringify(span).includes('Siti'));
    });

    it('show a job with its id, and a delivery within it, whose trace the storefront is told', async () => {
      let sent: Readonly<Record<string, string>> = {};
      const send = tracedSend((request) => {
        sent = request.headers;
        return Promise.resolve({ status: 500 });
      });
      const receiver = meteredReceiver(
        { types: new Set(), receive: ({ body }) => send({ url: 'https://shop.example', headers: {}, body }) },
        createMetrics('1.2.3'),
      );
      const deliver = async (): Promise<undefined> => {
        await receiver.receive({ id: `evt_${'0'.repeat(26)}`, body: '{}', isOutdated: false, at: new Date(0) });
      };
      const handlers = tracedHandlers({ deliver });
      await handlers.deliver({
        id: '1',
        kind: 'deliver',
        key: PAYMENT,
        lane: '',
        retryCount: 0,
        failures: 0,
        notified: false,
        dueAt: 0,
        version: 1,
      });
      const job = spans.find(({ name }) => name === 'job deliver');
      assert.equal(job?.attributes['kasir.paymentId'], PAYMENT);
      const delivery = spans.find(({ name }) => name === 'event delivery');
      assert.equal(delivery?.parentId, job.spanId);
      assert.deepEqual([delivery.failed, delivery.attributes['kasir.eventId']], [true, `evt_${'0'.repeat(26)}`]);
      assert.equal(sent['traceparent'], `00-${delivery.traceId}-${delivery.spanId}-01`);
    });

    it('are named in the log lines within them', async () => {
      const line = await logLine();
      const span = spans.find(({ name }) => name === 'work');
      assert.deepEqual([line['traceId'], line['spanId']], [span?.traceId, span?.spanId]);
    });
  });
});
