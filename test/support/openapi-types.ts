type Schema = { readonly [keyword: string]: unknown };

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** TypeScript source with a type for each component schema of an OpenAPI document, as a client generator writes it. */
export const typesOf = (schemas: Readonly<Record<string, object>>): string =>
  Object.entries(schemas)
    .map(([name, schema]) => `export type ${name} = ${typeOf(schema)};`)
    .join('\n');

function typeOf(schema: unknown): string {
  if (!isSchema(schema)) return 'unknown';
  if (typeof schema['$ref'] === 'string') return schema['$ref'].split('/').at(-1) ?? 'unknown';
  if ('const' in schema) return JSON.stringify(schema['const']);
  const choices = [...listOf(schema['oneOf']), ...listOf(schema['anyOf'])];
  if (choices.length > 0) return choices.map(typeOf).join(' | ');
  const values = listOf(schema['enum']);
  if (values.length > 0) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (schema['type'] === 'array') return `(${typeOf(schema['items'])})[]`;
  if (schema['type'] === 'object') return objectOf(schema);
  return (
    { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' }[
      String(schema['type'])
    ] ?? 'unknown'
  );
}

function objectOf(schema: Schema): string {
  const required = new Set(listOf(schema['required']));
  const properties = isSchema(schema['properties']) ? Object.entries(schema['properties']) : [];
  if (properties.length === 0 && isSchema(schema['additionalProperties']))
    return `Record<string, ${typeOf(schema['additionalProperties'])}>`;
  return `{ ${properties.map(([name, property]) => `${JSON.stringify(name)}${required.has(name) ? '' : '?'}: ${typeOf(property)}`).join('; ')} }`;
}
