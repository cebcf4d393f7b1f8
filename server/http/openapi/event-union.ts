import type { z } from 'zod';
import { EVENT_TYPES } from '../../../shared/event-type.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Events by their subject: the property of `data` that each of them carries. */
const FAMILIES = {
  CheckoutEvent: { prefix: 'checkout.', subject: 'checkout' },
  PaymentEvent: { prefix: 'payment.', subject: 'payment' },
  SavedMethodEvent: { prefix: 'saved_method.', subject: 'savedMethod' },
  PayoutEvent: { prefix: 'payout.', subject: 'payout' },
} as const;

/** `EventBody` as a union discriminated by `type`, so that a client knows which property of `data` is present. */
export function withEventUnion(schemas: Readonly<Record<string, JsonSchema>>): Record<string, object> {
  const body = schemas['EventBody'] ?? {};
  const { type, data, ...others } = body.properties ?? {};
  if (type === undefined || typeof data !== 'object') throw new Error('EventBody has no type and data');
  const families = Object.entries(FAMILIES).map(([name, { prefix, subject }]) => ({
    name,
    types: EVENT_TYPES.filter((each) => each.startsWith(prefix)),
    subject,
  }));
  if (families.flatMap(({ types }) => types).length !== EVENT_TYPES.length)
    throw new Error('an event type belongs to no family');
  const ref = (name: string): string => `#/components/schemas/${name}`;
  return {
    ...schemas,
    ...Object.fromEntries(
      families.map(({ name, types, subject }) => [
        name,
        {
          ...body,
          properties: {
            type: { type: 'string', enum: types },
            ...others,
            data: { ...data, required: [...(data.required ?? []), subject] },
          },
        },
      ]),
    ),
    EventBody: {
      oneOf: families.map(({ name }) => ({ $ref: ref(name) })),
      discriminator: {
        propertyName: 'type',
        mapping: Object.fromEntries(families.flatMap(({ name, types }) => types.map((each) => [each, ref(name)]))),
      },
    },
  };
}
