import { z } from 'zod';
import { ROUTES, type RouteName } from '../../../shared/api/routes.ts';
import { PROBLEMS, type ProblemCode } from '../../../shared/problem.ts';
import { componentName, componentRef, type ComponentName } from './component-name.ts';
import { componentSchemas } from './components.ts';
import { EXAMPLES } from './examples.ts';
import { TAGS, type Operation } from './operation.ts';
import type { Endpoint } from '../endpoint.ts';
import { ENDPOINTS } from '../endpoints.ts';

/** The whole OpenAPI 3.1 document, made from the schemas that requests are really checked by. */
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
      summary: 'The checkout counter: checkouts, payments and events over several payment providers.',
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
            'Signed as Standard Webhooks say: `webhook-id`, `webhook-timestamp`, `webhook-signature`. At least once, in order for each checkout and each payout.',
          requestBody: { required: true, content: { 'application/json': { schema: componentRef('EventBody') } } },
          responses: { '2XX': { description: 'Taken. Anything else is tried again.' } },
        },
      },
    },
    components: {
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key of KASIR_API_KEYS. Only ever on the storefront’s server.',
        },
        payoutKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key of KASIR_PAYOUT_KEYS. No key of the shop opens what it opens, nor the other way round.',
        },
        clientToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Made with the checkout. Opens that one checkout for 30 minutes, from allowed origins.',
        },
      },
      responses: sharedResponses(paths),
      schemas: componentSchemas(),
    },
  };
}

const describeProblem = (code: ProblemCode): object => problemOf(`\`${code}\`: ${PROBLEMS[code].title}`);

/** Responses that an operation shares with others; those of a status with several codes are written out. */
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
      default: problemOf('Any other refusal, such as `headers_too_large`: its `code` tells'),
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
  // As a handler gets them: all are texts on the way.
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
        'Names one attempt. Same key and same body: the same answer for 30 days, or the present view of what was made once it has changed; refusals that may pass are not kept. Same key, other body: `idempotency_mismatch`.',
      schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x20-\\x7E]+$' },
    },
  ];
}

/** Codes of one status share a response; several are told apart by `code`. */
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
  const description = codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join('. ');
  return problemOf(description);
}

const problemOf = (description: string): object => ({
  description,
  content: { 'application/problem+json': { schema: componentRef('Problem') } },
});

/** What an operation can refuse with: its own reasons, and those of the checks in front of it. */
export function problemsOf({ auth, key, query, request, problems }: Operation): ProblemCode[] {
  const fromChecks: ProblemCode[] = [
    ...(auth === 'none' ? [] : (['unauthorized'] as const)),
    ...(auth === 'none' ? [] : (['forbidden'] as const)),
    ...(auth === 'clientToken' && key === 'required' ? (['rate_limited'] as const) : []),
    ...(query === undefined && request === undefined ? [] : (['invalid_request'] as const)),
    ...(request === undefined ? [] : (['payload_too_large', 'unsupported_media_type'] as const)),
    ...(key === undefined ? [] : (['idempotency_mismatch'] as const)),
    'storage_unavailable',
    'internal',
  ];
  return [...new Set([...problems, ...fromChecks])].sort((a, b) => PROBLEMS[a].status - PROBLEMS[b].status);
}
