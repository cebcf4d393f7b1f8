import { z } from 'zod';
import { COMPONENTS, isComponentName } from './component-name.ts';
import { DESCRIPTIONS } from './descriptions.ts';
import { withEventUnion } from './event-union.ts';

/** JSON Schemas (2020-12) by name, referring to each other; events as a union discriminated by their type. */
export function componentSchemas(): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(COMPONENTS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => tidy(jsonSchema),
  });
  return withEventUnion(
    Object.fromEntries(
      Object.entries(schemas).map(([id, { $schema: _dialect, $id: _address, ...schema }]) => {
        describeProperties(schema, (isComponentName(id) ? DESCRIPTIONS[id] : undefined) ?? {});
        return [id, schema];
      }),
    ),
  );
}

function describeProperties(
  schema: z.core.JSONSchema.BaseSchema,
  descriptions: Readonly<Record<string, string>>,
): void {
  for (const [name, description] of Object.entries(descriptions)) {
    const property = schema.properties?.[name];
    if (typeof property !== 'object') throw new Error(`"${name}" is described and does not exist`);
    property.description = description;
  }
}

/** Removes what only repeats `format` and `type`. */
function tidy(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.format === 'date-time') delete schema.pattern;
  if (schema.type !== 'integer') return;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}
