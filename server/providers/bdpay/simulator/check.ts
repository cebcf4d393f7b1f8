import { Refused } from './api-error.ts';
import type { Message, Value } from './wire.ts';
import { plainTextOf, unsealed } from './wire.ts';
import type { SimulatorState } from './state.ts';

/** The rule of each field. */
const RULES: Readonly<Record<string, RegExp>> = {
  merchantCode: /^[A-Za-z0-9]{5,50}$/,
  method: /^[A-Z_]{3,20}$/,
  orderNum: /^[A-Za-z0-9_-]{1,32}$/,
  payMoney: /^[1-9]\d{0,14}$/,
  money: /^[1-9]\d{0,14}$/,
  productDetail: /^.{1,32}$/,
  description: /^.{1,32}$/,
  email: /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/,
  phone: /^\d{8,15}$/,
  notifyUrl: /^https?:\/\/\S+$/,
  redirectUrl: /^https?:\/\/\S+$/,
  expiryPeriod: /^\d{1,5}$/,
  dateTime: /^(?:\d{14}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))$/,
  bankCode: /^[A-Za-z0-9]{2,20}$/,
  number: /^\d{5,34}$/,
  feeType: /^[01]$/,
  queryType: /^[A-Z_]{5,20}$/,
};

const MAX_SIGN = 512;

/** One flat object of texts and whole numbers, in printable ASCII, signed by the merchant. */
export function checkMessage(state: SimulatorState, body: unknown): Message {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Refused('no object');
  const message: Record<string, Value> = {};
  for (const [name, value] of Object.entries(body)) {
    if (typeof value !== 'string' && !(typeof value === 'number' && Number.isSafeInteger(value)))
      throw new Refused(`${name} must be text or a whole number`);
    if (!/^[\x20-\x7e]*$/.test(String(value))) throw new Refused(`${name} has characters that are not supported`);
    message[name] = value;
  }
  if (message['merchantCode'] !== state.options.merchantCode) throw new Refused('merchant does not exist');
  checkSign(message, state);
  return message;
}

function checkSign(message: Message, { options }: SimulatorState): void {
  const sign = message['sign'];
  if (typeof sign !== 'string' || sign === '') throw new Refused('sign is missing');
  if (sign.length > MAX_SIGN) throw new Refused('sign is too long');
  const opened = unsealed(sign, options.merchantPublicKey);
  if (opened?.equals(plainTextOf(message, 'sign')) !== true) throw new Refused('sign error');
}

type Wanted<N extends string> = { readonly [K in N as K extends `${string}?` ? never : K]: string } & {
  readonly [K in N as K extends `${infer Name}?` ? Name : never]?: string;
};

/** The named fields as text, each checked by its rule. `?` after a name: optional. */
export function fields<const N extends string>(message: Message, ...names: readonly N[]): Wanted<N> {
  const read = names.flatMap((wanted) => {
    const name = wanted.replace('?', '');
    const text = message[name] === undefined ? '' : String(message[name]);
    if (text === '' && wanted.endsWith('?')) return [];
    if (text === '') throw new Refused(`${name} is missing`);
    if (RULES[name]?.test(text) === false) throw new Refused(`${name} is not valid`);
    return [[name, text] as const];
  });
  // Each name without a question mark is there, or it was rejected above.
  return Object.fromEntries(read) as Wanted<N>;
}
