import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text as readText } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { EVENT_TYPES } from '../../../shared/event-type.ts';
import { ROUTES } from '../../../shared/api/routes.ts';
import { PROBLEMS } from '../../../shared/problem.ts';
import { ENDPOINTS } from '../../../server/http/endpoints.ts';
import { componentName, COMPONENTS } from '../../../server/http/openapi/component-name.ts';
import { openApiDocument } from '../../../server/http/openapi/document.ts';
import { EXAMPLES } from '../../../server/http/openapi/examples.ts';
import { openServer, type Reply, type TestServer } from './a-server.ts';

const document = openApiDocument('https://pay.example', '1.2.3');

interface Described {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly responses: Readonly<Record<string, object>>;
  readonly security: readonly object[];
}
const operationAt = (path: string, method: string): Described | undefined =>
  document.paths[path]?.[method.toLowerCase()] as Described | undefined;

const refsIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => (name === '$ref' ? [String(member)] : refsIn(member)));
};

const resolveRef = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
      document,
    );

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, 'doc');
const validatorOf = (component: string) => ajv.compile({ $ref: `doc#/components/schemas/${component}` });

describe('the OpenAPI document', () => {
  it('is of version 3.1 and refers only to what is in it', () => {
    assert.match(document.openapi, /^3\.1\./);
    const refs = refsIn(document);
    assert.ok(refs.length > 50);
    for (const ref of refs) assert.ok(resolveRef(ref) !== undefined, ref);
  });

  it('has every route of the route table, and no other', () => {
    const listed = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routed = Object.values(ROUTES).map(([method, path]) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    assert.deepEqual(listed.toSorted(), [...routed, 'POST /v1/return/{id}'].toSorted());
  });

  it('names each operation once, with its path parameters', () => {
    const operationIds = new Set<string>();
    for (const [path, item] of Object.entries(document.paths)) {
      for (const method of Object.keys(item)) {
        const operation = operationAt(path, method);
        assert.ok(operation);
        assert.ok(!operationIds.has(operation.operationId), operation.operationId);
        operationIds.add(operation.operationId);
        const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        assert.deepEqual(
          operation.parameters.filter((each) => each.in === 'path').map((each) => each.name),
          inPath,
        );
      }
    }
  });

  it('requires Idempotency-Key where money moves, and accepts it for every other POST', () => {
    for (const [name, [method, path]] of Object.entries(ROUTES)) {
      const operation = operationAt(path.replace(/:(\w+)/g, '{$1}'), method);
      const key = operation?.parameters.find((each) => each.name === 'Idempotency-Key');
      const movesMoney = [
        'createSessionPayment',
        'createCharge',
        'capturePayment',
        'refundPayment',
        'createPayout',
        'resolvePayment',
        'resolvePayout',
      ].includes(name);
      const isPost = method === 'POST' && !name.startsWith('receive') && name !== 'readSession';
      assert.equal(key === undefined, !isPost, name);
      if (key !== undefined) assert.equal(key.required, movesMoney, name);
    }
  });

  it('has schemas that are JSON Schema, each of which compiles', () => {
    for (const name of Object.keys(COMPONENTS)) assert.doesNotThrow(() => validatorOf(name), name);
  });

  it('describes each problem code', () => {
    const { responses } = document.components;
    assert.ok(Object.keys(responses).every((code) => code in PROBLEMS));
    const codes = resolveRef('#/components/schemas/Problem/properties/code/enum');
    assert.deepEqual(codes, Object.keys(PROBLEMS));
  });

  it('passes a linter (N15)', async () => {
    const linter = spawn(process.execPath, [fileURLToPath(new URL('../../support/lint-openapi.mjs', import.meta.url))]);
    linter.stdin.end(JSON.stringify(document));
    const [output, errors] = await Promise.all([readText(linter.stdout), readText(linter.stderr)]);
    assert.deepEqual(JSON.parse(output || JSON.stringify(errors)), []);
  });

  it('relates the data of an event to its type (N15)', () => {
    const validate = validatorOf('EventBody');
    const timestamp = '2026-01-31T10:00:00.000Z';
    for (const type of EVENT_TYPES) {
      assert.equal(validate({ type, timestamp, data: { sequence: 1 } }), false, type);
      const refs = refsIn(resolveRef('#/components/schemas/EventBody'));
      const mapped = resolveRef(`#/components/schemas/EventBody/discriminator/mapping/${type}`);
      assert.ok(refs.includes(String(mapped)) && resolveRef(String(mapped)) !== undefined, type);
    }
  });

  it('has integers for the page size (N15)', () => {
    const limits = Object.values(document.paths).flatMap((item) =>
      Object.values(item).flatMap((operation) =>
        ((operation as { parameters?: readonly { name: string; schema: object }[] }).parameters ?? []).filter(
          ({ name }) => name === 'limit',
        ),
      ),
    );
    assert.ok(limits.length >= 4);
    for (const { schema } of limits) assert.deepEqual(schema, { type: 'integer', minimum: 1, maximum: 100 });
  });

  it('has examples that its schemas accept, for every body', () => {
    for (const { operation } of Object.values(ENDPOINTS)) {
      if (operation.request !== undefined)
        assert.ok(EXAMPLES[componentName(operation.request)] !== undefined, operation.summary);
    }
    for (const [name, example] of Object.entries(EXAMPLES)) {
      const validate = validatorOf(name);
      assert.ok(validate(example), `${name}: ${ajv.errorsText(validate.errors)}`);
    }
  });

  it('has schemas that reject invalid bodies', () => {
    const validate = validatorOf('NewCheckout');
    assert.equal(validate({ reference: 'x' }), false);
    assert.equal(validate({ ...Object(EXAMPLES.NewCheckout), extra: 1 }), false);
    assert.equal(validate({ ...Object(EXAMPLES.NewCheckout), amount: 1.5 }), false);
  });
});

describe('responses of the server match the document', () => {
  let server: TestServer;
  before(async () => {
    server = await openServer();
  });
  after(() => server.close());

  const fits = (component: keyof typeof COMPONENTS, { text, json }: Reply, status: number, got: number): void => {
    assert.equal(got, status, text);
    const validate = validatorOf(component);
    assert.ok(validate(json), `${component}: ${ajv.errorsText(validate.errors)}\n${text}`);
  };

  it('for a checkout, its payment, its session, its events and a problem', async () => {
    const created = await server.api('/v1/checkouts', EXAMPLES.NewCheckout as object);
    fits('CheckoutWithToken', created, 201, created.status);
    const id = String(created.json['id']);
    const token = String(created.json['clientToken']);

    const session = await server.browser(token, '/v1/session?device=mobile&os=android');
    fits('Session', session, 200, session.status);
    const payment = await server.browser(token, '/v1/session/payments', { channel: 'va_bca' }, { key: 'k' });
    fits('Payment', payment, 201, payment.status);
    const paymentId = String(payment.json['id']);

    for (const [component, path] of [
      ['Checkout', `/v1/checkouts/${id}`],
      ['CheckoutPage', '/v1/checkouts?limit=5'],
      ['PaymentDetail', `/v1/payments/${paymentId}`],
      ['PaymentPage', `/v1/payments?checkoutId=${id}`],
      ['EventPage', '/v1/events'],
      ['SavedMethodPage', '/v1/customers/cust-77/saved-methods'],
    ] as const) {
      const reply = await server.api(path);
      fits(component, reply, 200, reply.status);
    }
    const inquired = await server.api(`/v1/payments/${paymentId}/inquire`, {});
    fits('PaymentDetail', inquired, 200, inquired.status);
    const events = await server.api('/v1/events');
    const event = (events.json['data'] as readonly { id: string }[])[0];
    assert.ok(event);
    const again = await server.api(`/v1/events/${event.id}/redeliver`, {});
    fits('Event', again, 200, again.status);
    const renewed = await server.api(`/v1/checkouts/${id}/token`, {});
    fits('ClientToken', renewed, 200, renewed.status);
    const canceled = await server.api(`/v1/checkouts/${id}/cancel`, {});
    fits('Checkout', canceled, 200, canceled.status);
    const problem = await server.api('/v1/checkouts', { amount: 0 });
    fits('Problem', problem, 400, problem.status);
  });

  it('at /openapi.json', async () => {
    const reply = await server.call('/openapi.json');
    assert.equal(reply.status, 200);
    assert.match(String(reply.headers['content-type']), /^application\/json/);
    assert.deepEqual(Object.keys(reply.json['paths'] as object), Object.keys(document.paths));
  });

  it('at /docs, for people, without scripts', async () => {
    const reply = await server.call('/docs');
    assert.equal(reply.status, 200);
    assert.match(String(reply.headers['content-type']), /^text\/html/);
    assert.match(String(reply.headers['content-security-policy']), /default-src 'none'; style-src 'self'/);
    assert.doesNotMatch(reply.text, /<script|<style| style=| on\w+=/i);
    for (const [, path] of Object.values(ROUTES)) assert.ok(reply.text.includes(`<code>${path}</code>`), path);
    for (const code of Object.keys(PROBLEMS)) assert.ok(reply.text.includes(`id="${code}"`), code);
    const anchors = [...reply.text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(anchors).size, anchors.length, 'an id is used twice');
    for (const [, target] of reply.text.matchAll(/href="#([^"]+)"/g)) assert.ok(anchors.includes(target), target);
    assert.match(String((await server.call('/docs.css')).headers['content-type']), /^text\/css/);
  });
});
