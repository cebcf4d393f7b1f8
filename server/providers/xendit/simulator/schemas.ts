import { z } from 'zod';

/* Bodies as in the provider's OpenAPI file. Unknown fields are ignored, as there. */

const text = (max: number) => z.string().min(1).max(max);
const metadata = z
  .record(z.string().max(40), z.string().max(500))
  .refine((entries) => Object.keys(entries).length <= 50, 'has more than 50 keys');

const country = z.enum(['ID', 'PH', 'VN', 'TH', 'SG', 'MY', 'HK', 'MX']);
const currency = z.string().regex(/^[A-Z]{3}$/);
const captureMethod = z.enum(['AUTOMATIC', 'MANUAL']).default('AUTOMATIC');
const properties = z.record(z.string(), z.unknown());

/** The document says "no special characters"; what a passport prints is accepted. */
const personName = text(50).regex(/^[\p{L}\p{M}\p{N} .,'’-]+$/u);

const customer = z.object({
  type: z.literal('INDIVIDUAL'),
  reference_id: text(255),
  individual_detail: z.object({ given_names: personName, surname: personName.optional() }),
  email: z.email().min(4).max(50).optional(),
  mobile_number: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/)
    .optional(),
});

const items = z.array(
  z.object({
    reference_id: text(255),
    type: z.enum(['DIGITAL_PRODUCT', 'PHYSICAL_PRODUCT', 'DIGITAL_SERVICE', 'PHYSICAL_SERVICE', 'FEE']),
    name: text(255),
    net_unit_amount: z.number(),
    quantity: z.int().min(1),
    category: z.string().max(255),
    currency,
  }),
);

const shared = {
  customer_id: z.string().max(41).optional(),
  customer: customer.optional(),
  description: text(1000).optional(),
  metadata: metadata.optional(),
};

const requestShared = {
  ...shared,
  reference_id: text(255),
  country,
  currency,
  capture_method: captureMethod,
  items: items.optional(),
  shipping_information: z.looseObject({ country: z.string() }).optional(),
};

/** A payment that needs a step of the customer. */
export const directRequest = z.object({
  ...requestShared,
  type: z.enum(['PAY', 'PAY_AND_SAVE', 'REUSABLE_PAYMENT_CODE']),
  request_amount: z.number().min(0).optional(),
  channel_code: z.string().min(1),
  channel_properties: properties,
});
export type DirectRequest = z.infer<typeof directRequest>;

export const tokenRequest = z.object({
  ...requestShared,
  type: z.literal('PAY'),
  request_amount: z.number().min(0),
  payment_token_id: z.string().min(1),
  channel_code: z.string().min(1).optional(),
  channel_properties: properties.default({}),
});
export type TokenRequest = z.infer<typeof tokenRequest>;

export const newToken = z.object({
  ...shared,
  reference_id: text(255),
  country,
  currency,
  channel_code: z.string().min(1),
  channel_properties: properties,
});

export const otpBody = z.object({ otp_code: z.string().min(1) });
export const captureBody = z.object({ capture_amount: z.number().optional(), final_capture: z.boolean().optional() });
export const simulateBody = z.object({ amount: z.number().positive().optional() });

export const refundBody = z.object({
  payment_request_id: z.string().length(39),
  reason: z.enum(['FRAUDULENT', 'DUPLICATE', 'REQUESTED_BY_CUSTOMER', 'CANCELLATION', 'OTHERS']),
  amount: z.number().positive().optional(),
  currency: currency.optional(),
  reference_id: text(255).optional(),
  metadata: metadata.optional(),
});

export const newSession = z.object({
  reference_id: text(64),
  session_type: z.enum(['PAY', 'SAVE', 'SUBSCRIPTION']),
  mode: z.enum(['PAYMENT_LINK', 'COMPONENTS', 'CARDS_SESSION_JS']),
  currency,
  amount: z.number().min(0),
  country,
  customer_id: z.string().max(41).optional(),
  customer: customer.optional(),
  allow_save_payment_method: z.enum(['DISABLED', 'OPTIONAL', 'FORCED']).default('DISABLED'),
  capture_method: captureMethod,
  allowed_payment_channels: z.array(z.string()).optional(),
  channel_properties: properties.optional(),
  expires_at: z.iso.datetime().optional(),
  locale: text(8).default('en'),
  description: text(1000).optional(),
  items: items.optional(),
  metadata: metadata.optional(),
  success_return_url: z.string().optional(),
  cancel_return_url: z.string().optional(),
  components_configuration: z.looseObject({ origins: z.array(z.string()).optional() }).optional(),
});
export type NewSession = z.infer<typeof newSession>;
