/**
 * The floor of creating a payment: bare node:http, JSON.parse, one durable row before and one durable change after the
 * call to the provider, undici. Nothing is checked, signed, limited, encrypted or logged. Arguments: the database
 * (`file:` or `postgres:`) and the provider's address.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { readBody } from '../measure/read-body.ts';
import { serveChild } from '../measure/serve-child.ts';
import { openPostgresRows } from './postgres-rows.ts';
import { openSqliteRows } from './sqlite-rows.ts';

const [database = '', provider = ''] = process.argv.slice(2);
const rows = database.startsWith('file:')
  ? openSqliteRows(database.slice('file:'.length))
  : await openPostgresRows(database);
const dispatcher = new Agent({ connections: 128 });

const orderSchema = z.object({ channel: z.string() });
const providerAnswer = z.object({ payment_request_id: z.string(), actions: z.array(z.object({ value: z.string() })) });
type Parsed<T extends z.ZodType> = z.infer<T>;

serveChild((incoming, response) => {
  readBody(incoming, (body) => {
    void create(JSON.parse(body.toString('utf8')) as Parsed<typeof orderSchema>, body.toString('utf8')).then((view) => {
      const text = JSON.stringify(view);
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      response.end(text);
    });
  });
});

async function create({ channel }: Parsed<typeof orderSchema>, body: string): Promise<object> {
  const id = randomUUID();
  const amount = 150_000;
  await rows.insert([id, id, 'processing', amount, body, Date.now()]);
  const answer = await request(`${provider}/v3/payment_requests`, {
    method: 'POST',
    dispatcher,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      reference_id: id,
      type: 'PAY',
      country: 'ID',
      currency: 'IDR',
      request_amount: amount,
      channel_code: 'BCA_VIRTUAL_ACCOUNT',
      channel_properties: { display_name: 'Shop', expires_at: '2030-01-01T00:00:00.000Z' },
      metadata: { kasir_reference: id },
    }),
  });
  const created = (await answer.body.json()) as Parsed<typeof providerAnswer>;
  await rows.update(['requires_action', JSON.stringify(created.actions), id]);
  return { id, channel, status: 'requires_action', amount, currency: 'IDR', number: created.actions[0]?.value };
}
