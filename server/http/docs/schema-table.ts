import { z } from 'zod';
import { html, type Html } from '../../platform/html.ts';
import { prose } from './prose.ts';

/** The part of JSON Schema that our schemas use. */
const schemaShape = z.object({
  $ref: z.string().optional(),
  description: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  const: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  maxItems: z.number().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  oneOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
});
type Schema = z.infer<typeof schemaShape>;

/** The properties of a schema, one row each; nested ones follow with their dotted names. */
export function schemaTable(value: unknown): Html {
  const schema = schemaShape.parse(value);
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants !== undefined) return html`${variants.map(variantTable)}`;
  const rows = rowsOf(schema, '');
  if (rows.length === 0)
    return html`<p class="quiet">${schema.enum === undefined ? 'Empty object.' : ''}${valuesOf(schema)}</p>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Type</th>
          <th scope="col">Notes</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

/** One variant of a union, under the value of `kind` that distinguishes it. */
function variantTable(value: unknown): Html {
  const { kind } = schemaShape.parse(value).properties ?? {};
  const name = schemaShape.safeParse(kind).data?.const;
  return html`${name === undefined ? '' : html`<h4><code>${name}</code></h4>`}${schemaTable(value)}`;
}

function rowsOf(schema: Schema, prefix: string): Html[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, value]) => {
    const member = withoutNull(schemaShape.parse(value));
    const inner = member.items === undefined ? member : schemaShape.parse(member.items);
    const path = `${prefix}${name}`;
    const isRequired = schema.required?.includes(name) === true;
    return [
      html`<tr>
        <td><code>${path}</code>${isRequired ? html` <span class="required">required</span>` : ''}</td>
        <td>${typeOf(member)}</td>
        <td>${noteOf(member)}${rulesOf(member)}${valuesOf(inner)}</td>
      </tr> `,
      ...rowsOf(inner, member.items === undefined ? `${path}.` : `${path}.0.`),
    ];
  });
}

/** The schema of a nullable property without `null`. */
function withoutNull(schema: Schema): Schema {
  const [only, ...others] = (schema.anyOf ?? [])
    .map((each) => schemaShape.parse(each))
    .filter(({ type }) => type !== 'null');
  return only === undefined || others.length > 0
    ? schema
    : { ...only, description: schema.description ?? only.description };
}

function typeOf(schema: Schema): Html {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return html`<a href="#${name}">${name}</a>`;
  }
  if (schema.items !== undefined) return html`list of ${typeOf(schemaShape.parse(schema.items))}`;
  if (schema.format === 'date-time') return html`time`;
  if (schema.type === 'object' && schema.properties === undefined) return html`map of strings`;
  return html`${[schema.type ?? 'any'].flat().join(' or ')}`;
}

const noteOf = ({ description }: Schema): Html | string =>
  description === undefined ? '' : html`<div>${prose(description)}</div>`;

function rulesOf(schema: Schema): Html {
  const rules = [
    schema.minimum === undefined ? '' : `at least ${schema.minimum}`,
    schema.maximum === undefined ? '' : `at most ${schema.maximum}`,
    schema.maxLength === undefined ? '' : `at most ${schema.maxLength} characters`,
    schema.maxItems === undefined ? '' : `at most ${schema.maxItems} entries`,
  ];
  return html`${rules.filter((rule) => rule !== '').join(', ')}`;
}

function valuesOf(schema: Schema): Html {
  const values = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
  return html`${values.map((value) => html` <code>${String(value)}</code>`)}`;
}
