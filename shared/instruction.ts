import * as z from 'zod/mini';

/** The customer's next step: a union on `kind`. Texts (how-to-pay guides) are the widget's, named by `guide`. */
export const instructionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('redirect'),
    url: z.string(),
    /** A deep link into the app; for phones only. */
    appUrl: z.optional(z.string()),
    method: z.literal('GET'),
  }),
  z.object({
    kind: z.literal('form_post'),
    action: z.string(),
    /** Hidden inputs, name → value; one-time values meant for the customer's browser. */
    fields: z.record(z.string(), z.string()),
    inputs: z.optional(z.literal('card')),
    inputNames: z.optional(
      z.object({
        number: z.string(),
        expiry: z.string(),
        cvv: z.string(),
        holder: z.string(),
        email: z.optional(z.string()),
      }),
    ),
    expiryFormat: z.optional(z.literal('YYMM')),
  }),
  z.object({
    kind: z.literal('virtual_account'),
    bank: z.string(),
    number: z.string(),
    /** Where two numbers are typed in: the company's, before `number`. */
    billerCode: z.optional(z.string()),
    accountName: z.optional(z.string()),
    /** EMVCo payload, for countries whose virtual accounts can also be paid by QR. */
    qrPayload: z.optional(z.string()),
    guide: z.string(),
  }),
  z.object({
    kind: z.literal('retail_code'),
    store: z.string(),
    code: z.string(),
    barcode: z.optional(z.literal('code128')),
    /** The biller name at the counter, if it is not the shop's name. */
    biller: z.optional(z.string()),
    /** When the counters take no payments: `HH:MM` in `timeZone` (IANA). Absent if they never close. */
    hours: z.optional(z.object({ closedFrom: z.string(), closedUntil: z.string(), timeZone: z.string() })),
    guide: z.string(),
  }),
  z.object({ kind: z.literal('qr'), format: z.string(), payload: z.string() }),
  z.object({
    kind: z.literal('push'),
    app: z.string(),
    /** Masked except for the last digits: enough for the customer to recognize the phone. */
    phone: z.string(),
    respondBy: z.string(),
  }),
  z.object({ kind: z.literal('otp'), sentTo: z.optional(z.string()), length: z.optional(z.int()) }),
  z.object({ kind: z.literal('none') }),
]);

export type Instruction = z.infer<typeof instructionSchema>;
export type InstructionKind = Instruction['kind'];
export type InstructionOf<K extends InstructionKind> = Extract<Instruction, { kind: K }>;
