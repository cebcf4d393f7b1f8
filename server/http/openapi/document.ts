import { z } from 'zod';
import { ROUTES, type RouteName } from '../../../shared/api/routes.ts';
import { PROBLEMS, type ProblemCode } from '../../../shared/problem.ts';
import { componentName, componentRef, type ComponentName } from './component-name.ts';
import { componentSchemas } from './components.ts';
import { EXAMPLES } from './examples.ts';
import { PROBLEM_DESCRIPTIONS } from './problem-descriptions.ts';
import { TAGS, type Operation } from './operation.ts';
import type { Endpoint } from '../endpoint.ts';
import { ENDPOINTS } from '../endpoints.ts';

/** The OpenAPI 3.1 document, generated from the endpoints and the schemas that validate requests. */
export function openApiDocument(publicUrl: string, version: string) {
  const paths: Record<string, Record<string, object>> = {};
  for (const [name, { operation }] of Object.entries(ENDPOINTS) as [RouteName, Endpoint][]) {
    const [method, path] = ROUTES[name];
    const address = path.replace(/:(\w+)/g, '{$1}');
    const item = (paths[address] ??= {});
    item[method.toLowerCase()] = describeOperation(name, path, operation);
    if (operation.alsoByPost === true) item['post'] = describeOperation(`${name}ByPost`, path, operation);
  }
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Kasir',
      version,
      summary: 'Checkouts, payments, payouts and events across several payment providers.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    webhooks: {
      event: {
        post: {
          operationId: 'event',
          summary: 'An event, sent to KASIR_WEBHOOK_URL',
          security: [],
          description:
            'Signed according to Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`. Delivered at least once, in order for each checkout and each payout.',
          requestBody: { required: true, content: { 'application/json': { schema: componentRef('EventBody') } } },
          responses: { '2XX': { description: 'Acknowledged. Any other status is retried.' } },
        },
      },
    },
    components: {
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key from KASIR_API_KEYS. For the storefront’s server only.',
        },
        payoutKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key from KASIR_PAYOUT_KEYS. API keys and payout keys are not interchangeable.',
        },
        clientToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Issued with the checkout. Valid for that checkout for 30 minutes, from allowed origins only.',
        },
      },
      responses: sharedResponses(paths),
      schemas: componentSchemas(),
    },
  };
}

const describeCode = (code: ProblemCode): string => `\`${code}\`: ${PROBLEM_DESCRIPTIONS[code]}`;

const describeProblem = (code: ProblemCode): object => problemOf(describeCode(code));

/** Problem responses with a single code, shared by the operations that use them. */
const sharedResponses = (paths: object): Record<string, object> => {
  const text = JSON.stringify(paths);
  const used = (Object.keys(PROBLEMS) as ProblemCode[]).filter((code) =>
    text.includes(`"#/components/responses/${code}"`),
  );
  return Object.fromEntries(used.map((code) => [code, describeProblem(code)]));
};

function describeOperation(operationId: string, path: string, operation: Operation): object {
  const { request, requestType, success, page, auth } = operation;
  return {
    operationId,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    security: auth === 'none' ? [] : [{ [auth]: [] }],
    parameters: [...pathParameters(path), ...queryParameters(operation), ...keyParameter(operation)],
    ...(request === undefined ? {} : { requestBody: bodyOf(componentName(request), requestType) }),
    responses: {
      [success.status]: { description: success.description, ...contentOf(success) },
      ...(page === undefined
        ? {}
        : { [page.status]: { description: page.description, ...contentOf({ ...page, contentType: 'text/html' }) } }),
      ...problemResponses(operation),
      default: problemOf('Any other problem, such as `headers_too_large`; see `code`'),
    },
  };
}

const bodyOf = (component: ComponentName, type = 'application/json'): object => ({
  required: component !== 'Nothing',
  content: { [type]: { schema: componentRef(component), example: EXAMPLES[component] } },
});

function contentOf({ schema, contentType }: Operation['success']): object {
  if (contentType !== undefined) return { content: { [contentType]: { schema: { type: 'string' } } } };
  if (schema === undefined) return {};
  const component = componentName(schema);
  const example = EXAMPLES[component];
  return {
    content: {
      'application/json': { schema: componentRef(component), ...(example === undefined ? {} : { example }) },
    },
  };
}

const pathParameters = (path: string) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

function queryParameters({ query }: Operation): object[] {
  if (query === undefined) return [];
  // As the handler receives them; in the URL all are strings.
  const { properties = {} } = z.toJSONSchema(query, { io: 'output' });
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

function keyParameter({ key }: Operation): object[] {
  if (key === undefined) return [];
  return [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: key === 'required',
      description:
        'Identifies one request. A repeat with the same key and body returns the same response for 30 days, or the current view once the object has changed. Responses that may be temporary are not stored. The same key with a different body is an `idempotency_mismatch`.',
      schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x20-\\x7E]+$' },
    },
  ];
}

/** One response for each status; where several codes share a status, `code` distinguishes them. */
function problemResponses(operation: Operation): Record<string, object> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(operation)) {
    const { status } = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].map(([status, codes]) => [status, responseOf(codes)]));
}

function responseOf(codes: readonly ProblemCode[]): object {
  const [only] = codes;
  if (codes.length === 1 && only !== undefined) return { $ref: `#/components/responses/${only}` };
  return problemOf(codes.map(describeCode).join('. '));
}

const problemOf = (description: string): object => ({
  description,
  content: { 'application/problem+json': { schema: componentRef('Problem') } },
});

/** The problems of an operation: its own, and those of the middleware in front of it. */
export function problemsOf({ auth, key, query, request, problems }: Operation): ProblemCode[] {
  const fromMiddleware: ProblemCode[] = [
    ...(auth === 'none' ? [] : (['unauthorized'] as const)),
    ...(auth === 'none' ? [] : (['forbidden'] as const)),
    ...(auth === 'clientToken' && key === 'required' ? (['rate_limited'] as const) : []),
    ...(query === undefined && request === undefined ? [] : (['invalid_request'] as const)),
    ...(request === undefined ? [] : (['payload_too_large', 'unsupported_media_type'] as const)),
    ...(key === undefined ? [] : (['idempotency_mismatch'] as const)),
    'storage_unavailable',
    'internal',
  ];
  return [...new Set([...problems, ...fromMiddleware])].sort((a, b) => PROBLEMS[a].status - PROBLEMS[b].status);
}
