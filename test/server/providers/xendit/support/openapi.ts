import { strict as assert } from 'node:assert';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { ProviderCall } from '../../../../../server/providers/http.ts';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const object = (value: unknown): Json => (isObject(value) ? value : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** Checks requests and answers against an OpenAPI 3.0 document. */
export class OpenApi {
  readonly #document: Json;
  readonly #ajv: Ajv;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: unknown) {
    this.#document = object(document);
    // Not strict: OpenAPI has keywords of its own (example, x-…). `nullable` is known to ajv.
    this.#ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(this.#ajv);
    this.#ajv.addSchema({ $id: 'open', components: this.#document['components'] });
    this.#ajv.addSchema({ $id: 'closed', components: closed(this.#document['components']) });
  }

  /** Every fault of a request as it goes over the wire; empty when the provider's schema takes it. */
  faultsOf(call: ProviderCall, base: string): string[] {
    if (!call.url.startsWith(`${base}/`)) return [`${call.url} is not below ${base}`];
    const { pathname, searchParams } = new URL(call.url.slice(base.length), 'https://host.invalid');
    const found = this.#operation(call.method.toLowerCase(), pathname);
    if (found === undefined) return [`no such operation: ${call.method} ${pathname}`];
    const { operation, path } = found;
    const parameters = list(operation['parameters']).map((parameter) => this.#resolve(parameter));
    const faults = ['path', 'query', 'header'].flatMap((place) => {
      const given = place === 'path' ? path : place === 'query' ? Object.fromEntries(searchParams) : call.headers;
      return this.#parameterFaults(
        place,
        parameters.filter((parameter) => parameter['in'] === place),
        given,
      );
    });
    return [...faults, ...this.#bodyFaults(operation, call)];
  }

  /** Every fault of an answer's body, so that the answers our tests invent are such as the provider would give. */
  faultsOfAnswer(method: string, path: string, status: number, body: unknown): string[] {
    const operation = this.#operation(method.toLowerCase(), path)?.operation;
    const response = this.#resolve(object(operation?.['responses'])[String(status)]);
    const schema = object(object(object(response['content'])['application/json'])['schema']);
    return this.#validate(schema, 'open', body);
  }

  #operation(method: string, pathname: string): { operation: Json; path: Record<string, string> } | undefined {
    for (const [template, item] of Object.entries(object(this.#document['paths']))) {
      const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
      const match = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`).exec(pathname);
      const operation = object(item)[method];
      if (match === null || !isObject(operation)) continue;
      return {
        operation,
        path: Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(match[i + 1] ?? '')])),
      };
    }
    return undefined;
  }

  #parameterFaults(place: string, declared: readonly Json[], given: Readonly<Record<string, string>>): string[] {
    const faults = declared.flatMap((parameter) => {
      const name = String(parameter['name']);
      const value = given[name];
      if (value === undefined) return parameter['required'] === true ? [`${place} ${name} is missing`] : [];
      const typed = object(parameter['schema'])['type'] === 'integer' ? Number(value) : value;
      return this.#validate(object(parameter['schema']), 'open', typed).map((fault) => `${place} ${name} ${fault}`);
    });
    const names = new Set([
      ...declared.map((parameter) => String(parameter['name'])),
      ...(place === 'header' ? USUAL_HEADERS : []),
    ]);
    const unknown = Object.keys(given).filter((name) => !names.has(name));
    return [...faults, ...unknown.map((name) => `${place} ${name} is not known here`)];
  }

  #bodyFaults(operation: Json, call: ProviderCall): string[] {
    const declared = this.#resolve(operation['requestBody']);
    if (Object.keys(declared).length === 0) return call.body === undefined ? [] : ['a body where none is known'];
    if (call.body === undefined) return declared['required'] === true ? ['the body is missing'] : [];
    if (call.headers['content-type'] !== 'application/json') return ['a body that does not say it is JSON'];
    const schema = object(object(object(declared['content'])['application/json'])['schema']);
    const body: unknown = JSON.parse(call.body);
    return [
      ...this.#validate(schema, 'open', body),
      ...this.#validate(schema, 'closed', body).map((fault) => `closed: ${fault}`),
    ];
  }

  #validate(schema: Json, reading: 'open' | 'closed', value: unknown): string[] {
    const rooted = rewrite(reading === 'closed' ? closed(schema) : schema, reading);
    const key = `${reading} ${JSON.stringify(rooted)}`;
    const validate = this.#compiled.get(key) ?? this.#ajv.compile(object(rooted));
    this.#compiled.set(key, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
  }

  #resolve(node: unknown): Json {
    const ref = object(node)['$ref'];
    if (typeof ref !== 'string') return object(node);
    let target: unknown = this.#document;
    for (const part of ref.replace('#/', '').split('/')) target = object(target)[part];
    assert.ok(isObject(target), `${ref} leads nowhere`);
    return target;
  }
}

const USUAL_HEADERS = ['authorization', 'accept', 'content-type'];

/** References of a lone schema point into the document. */
function rewrite(node: unknown, id: string): unknown {
  if (Array.isArray(node)) return node.map((item) => rewrite(item, id));
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? `${id}${value}` : rewrite(value, id),
    ]),
  );
}

/** The same schema without unknown fields: the provider's own accepts a misspelt optional one. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (!isObject(node)) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  return isObject(node['properties']) && node['additionalProperties'] === undefined
    ? { ...copy, additionalProperties: false }
    : copy;
}
