import { z } from 'zod';
import type { Report } from './report-fault.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/** Who sells the goods: Akulaku checks it and pays out to it. Names are ours; NICEPAY's are in cart-data.ts. */
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
  /** National, digits only. */
  phone: z.string().regex(/^0\d{7,14}$/),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('ID'),
});
export type Seller = z.infer<typeof sellerSchema>;

/** `NICEPAY_SELLER` is one JSON object. */
export function readSeller(given: string | undefined, report: Report): Seller | undefined {
  if (given === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(given);
  } catch {
    report('NICEPAY_SELLER', 'must be a JSON object');
    return undefined;
  }
  const read = sellerSchema.safeParse(parsed);
  if (read.success) return read.data;
  const members = [...new Set(read.error.issues.map((issue) => issue.path.join('.') || '(unknown members)'))];
  report('NICEPAY_SELLER', `has missing, wrong or unknown members: ${members.join(', ')}`);
  return undefined;
}
