import { readFileSync } from 'node:fs';
import { z } from 'zod';

const schema = z.object({
  keys: z.record(
    z.string(),
    z.object({
      privateKeyPkcs8Base64: z.string().optional(),
      privateKeyPkcs1Base64: z.string().optional(),
      publicKeySpkiBase64: z.string(),
    }),
  ),
  vectors: z.array(
    z.object({
      id: z.string(),
      note: z.string(),
      key: z.string(),
      signatureField: z.enum(['sign', 'platSign']),
      params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
      signString: z.string(),
      signature: z.string(),
      valid: z.boolean(),
      formBody: z.string().optional(),
    }),
  ),
});

/** The provider's signature by example, with keys made for that and nothing else. */
export const { keys: KEYS, vectors: VECTORS } = schema.parse(
  JSON.parse(readFileSync(new URL('../fixtures/vectors.json', import.meta.url), 'utf8')),
);

export type Vector = (typeof VECTORS)[number];

export function vector(id: string): Vector {
  const found = VECTORS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no vector ${id}`);
  return found;
}

/** One-line base64 DER. */
export function keyText(
  name: string,
  form: 'privateKeyPkcs8Base64' | 'privateKeyPkcs1Base64' | 'publicKeySpkiBase64',
): string {
  const text = KEYS[name]?.[form];
  if (text === undefined) throw new Error(`no ${form} of ${name}`);
  return text;
}
