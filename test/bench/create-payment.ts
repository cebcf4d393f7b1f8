import { Agent, request } from 'undici';
import * as z from 'zod/mini';
import { startDemo } from './demo-server.ts';
import type { Figure } from './figure.ts';

const ORDERS = 2_000;
const CONNECTIONS = 16;
const WARM_UP = 200;
const CHANNEL = 'va_bca';

const orderSchema = z.object({ clientToken: z.string() });

/**
 * `POST /v1/session/payments` for one virtual account each, over HTTP, against `kasir demo`. The server, the demo shop and
 * the provider's simulator share one process and its one core, so a real server is faster. Every payment is committed
 * twice (before and after the provider is called) to SQLite on this machine's disk.
 */
export async function measureCreatePayment(): Promise<readonly Figure[]> {
  const server = await startDemo();
  const agent = new Agent({ connections: CONNECTIONS, pipelining: 1 });
  try {
    const post = async (path: string, body: object, headers: Record<string, string> = {}): Promise<unknown> => {
      const response = await request(`${server.url}${path}`, {
        method: 'POST',
        dispatcher: agent,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      const text = await response.body.text();
      if (response.statusCode !== 201) throw new Error(`POST ${path} answered ${response.statusCode}: ${text}`);
      return JSON.parse(text);
    };
    const tokens = await spread(WARM_UP + ORDERS, async () => {
      const order = await post('/demo/orders', { amount: 150_000, currency: 'IDR' });
      return orderSchema.parse(order).clientToken;
    });
    const times: number[] = [];
    const pay = async (index: number): Promise<void> => {
      const start = performance.now();
      await post(
        '/v1/session/payments',
        { channel: CHANNEL },
        {
          authorization: `Bearer ${tokens[index]}`,
          'idempotency-key': `bench-${index}`,
          'x-forwarded-for': `10.0.${index >> 8}.${index & 255}`,
        },
      );
      times.push(performance.now() - start);
    };
    await spread(WARM_UP, pay);
    times.length = 0;
    const start = performance.now();
    await spread(ORDERS, (index) => pay(WARM_UP + index));
    const seconds = (performance.now() - start) / 1000;

    const sorted = times.toSorted((a, b) => a - b);
    const quantile = (part: number): number => Number((sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(1));
    const of = `${ORDERS} × ${CHANNEL}, ${CONNECTIONS} connections, kasir demo with its simulator in one process`;
    return [
      { name: 'create payment', value: Math.round(ORDERS / seconds), unitOfWork: '/s', of },
      { name: 'create payment, p50', value: quantile(0.5), unitOfWork: 'ms', of },
      { name: 'create payment, p99', value: quantile(0.99), unitOfWork: 'ms', of },
    ];
  } finally {
    await agent.close();
    await server.stop();
  }
}

/** Calls `work` for 0 … count - 1, one call per connection at a time. */
async function spread<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return results;
}
