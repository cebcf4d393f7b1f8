/** The platform's fourteen methods: what the customer gets, and the fee. */
export const METHODS = {
  VA_BCA: { gives: 'number', prefix: '741602', fee: 4500 },
  VA_MANDIRI: { gives: 'number', prefix: '898308', fee: 4500 },
  VA_PERMATA: { gives: 'number', prefix: '729301', fee: 4500 },
  VA_CIMB: { gives: 'number', prefix: '249989', fee: 4500 },
  VA_BNI: { gives: 'number', prefix: '988109', fee: 4500 },
  VA_BRI: { gives: 'number', prefix: '147110', fee: 4500 },
  VA_BNC: { gives: 'number', prefix: '901077', fee: 4500 },
  VA_SAMPOERNA: { gives: 'number', prefix: '523901', fee: 4500 },
  VA_MAYBANK: { gives: 'number', prefix: '782210', fee: 4500 },
  VA_DANAMON: { gives: 'number', prefix: '791500', fee: 4500 },
  RETAIL_ALFAMART: { gives: 'number', prefix: '8588', fee: 5000 },
  QRIS: { gives: 'qr', prefix: '', fee: 700 },
  EWALLET_DANA: { gives: 'page', prefix: '', fee: 1500 },
  EWALLET_OVO: { gives: 'push', prefix: '', fee: 1500 },
} as const satisfies Readonly<
  Record<string, { gives: 'number' | 'qr' | 'page' | 'push'; prefix: string; fee: number }>
>;

export type Method = keyof typeof METHODS;
export const METHOD_CODES = Object.keys(METHODS) as Method[];
export const isMethod = (text: string): text is Method => Object.hasOwn(METHODS, text);

/** The customer has this long in the OVO app. */
export const PUSH_MS = 30_000;
export const DEFAULT_EXPIRY_MINUTES = 4320;
