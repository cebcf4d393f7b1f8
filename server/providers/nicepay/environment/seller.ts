import { z } from 'zod';
import type { ReportFault } from './report-fault.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/** Who sells the goods, for Akulaku, which pays out to the seller. Names are ours; NICEPAY's are in cart-data.ts. */
const sellerSchema = z.strictObject({
  id: text(40),
  name: text(60),
  email: z.email().max(60),
  url: z
    .url({ protocol: /^https?$/ })
    .max(255)
    .optional(),
  firstName: text(40),
  lastName: text(40),
  address: text(100),
  city: text(50),
  postalCode: z.string().regex(/^\d{5}$/),
  /** National format, digits only: `081234567890`. */
  phone: z.string().regex(/^0\d{7,14}$/),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('ID'),
});
export type Seller = z.infer<typeof sellerSchema>;

/** Reads `NICEPAY_SELLER`, a JSON object. `undefined`: not set, or not valid. */
export function readSeller(json: string | undefined, reportFault: ReportFault): Seller | undefined {
  if (json === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    reportFault('NICEPAY_SELLER', 'must be a JSON object');
    return undefined;
  }
  const read = sellerSchema.safeParse(parsed);
  if (read.success) return read.data;
  const fields = [...new Set(read.error.issues.map((issue) => issue.path.join('.') || '(unknown fields)'))];
  reportFault('NICEPAY_SELLER', `has missing, invalid or unknown fields: ${fields.join(', ')}`);
  return undefined;
}
