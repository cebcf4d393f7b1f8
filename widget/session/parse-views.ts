import type {
  ChannelView,
  PaymentView,
  SavedMethodView,
  SessionCheckout,
  SessionView,
} from '../../shared/api/views.ts';
import type { ChannelCode } from '../../shared/channel.ts';
import { CHANNEL_GROUPS, CHANNEL_KINDS } from '../../shared/channel-kind.ts';
import type { Instruction, InstructionKind, InstructionOf } from '../../shared/instruction.ts';
import { CURRENCIES } from '../../shared/money.ts';
import { CHECKOUT_STATUSES, type FailureCode, PAYMENT_STATUSES, REVIEWS } from '../../shared/payment-status.ts';
import type { FieldError, Problem } from '../../shared/problem.ts';
import {
  amount,
  flag,
  later,
  list,
  oneOf,
  type Parser,
  shape,
  text,
  textRecord,
  time,
  ParseError,
  whole,
} from './parse.ts';

/*
 * The BFF's answers. A test checks these parsers against the zod schemas of shared/api/views.ts. They differ on purpose
 * in one point: a channel or failure code that this widget does not know is accepted, since its texts come with it or
 * have a general form.
 */

const code: Parser<ChannelCode> = (value, path) => {
  if (typeof value !== 'string' || !/^[a-z0-9_]{1,64}$/.test(value)) throw new ParseError(path);
  return value as ChannelCode;
};
const failureCode: Parser<FailureCode> = (value, path) => text(value, path) as FailureCode;

const field: Parser<ChannelView['fields'][number]> = shape(
  { name: text, type: oneOf(['text', 'phone', 'email', 'select']), required: flag, label: text },
  { options: list(shape({ value: text, label: text })) },
);

const channel: Parser<ChannelView> = shape(
  { code, kind: oneOf(CHANNEL_KINDS), group: oneOf(CHANNEL_GROUPS), label: text, savable: flag, fields: list(field) },
  { minAmount: amount, maxAmount: amount, expiresAfterSeconds: whole, saveRequired: flag, notice: text },
);

const savedMethod: Parser<SavedMethodView> = shape(
  { id: text, channel: code, label: text, createdAt: time },
  { masked: text, expiresAt: time },
);

const instruction: Parser<Instruction> = later(() => {
  const parsers: { readonly [K in InstructionKind]: Parser<Omit<InstructionOf<K>, 'kind'>> } = {
    redirect: shape({ url: text, method: oneOf(['GET']) }, { appUrl: text }),
    form_post: shape(
      { action: text, fields: textRecord },
      {
        inputs: oneOf(['card']),
        inputNames: shape({ number: text, expiry: text, cvv: text, holder: text }, { email: text }),
        expiryFormat: oneOf(['YYMM']),
      },
    ),
    virtual_account: shape(
      { bank: text, number: text, guide: text },
      { accountName: text, qrPayload: text, billerCode: text },
    ),
    retail_code: shape(
      { store: text, code: text, guide: text },
      {
        barcode: oneOf(['code128']),
        biller: text,
        hours: shape({ closedFrom: text, closedUntil: text, timeZone: text }),
      },
    ),
    qr: shape({ format: text, payload: text }),
    push: shape({ app: text, phone: text, respondBy: text }),
    otp: shape({}, { sentTo: text, length: whole }),
    none: shape({}),
  };
  const kinds = Object.keys(parsers) as InstructionKind[];
  return (value, path) => {
    const { kind } = shape({ kind: oneOf(kinds) })(value, path);
    return { ...parsers[kind](value, path), kind } as Instruction;
  };
});

export const parsePayment: Parser<PaymentView> = later(() =>
  shape(
    {
      id: text,
      channel: code,
      status: oneOf(PAYMENT_STATUSES),
      amount,
      currency: oneOf(CURRENCIES),
      expiresAt: time,
      instruction,
      refundedAmount: amount,
      createdAt: time,
      updatedAt: time,
    },
    {
      failure: shape({ code: failureCode, message: text }),
      review: oneOf(REVIEWS),
      capturedAmount: amount,
      reversedAt: time,
      savedMethod: text,
    },
  ),
);

export const parseCheckout: Parser<SessionCheckout> = shape(
  {
    id: text,
    status: oneOf(CHECKOUT_STATUSES),
    amount,
    currency: oneOf(CURRENCIES),
    country: text,
    returnUrl: text,
    expiresAt: time,
    savePayment: oneOf(['never', 'offer', 'require']),
  },
  { description: text, items: list(shape({ name: text, quantity: whole, unitAmount: amount })) },
);

export const parseSession: Parser<SessionView> = shape(
  { checkout: parseCheckout, channels: list(channel), savedMethods: list(savedMethod), now: time },
  { payment: parsePayment },
);

export const parseProblem: Parser<Problem> = later(() => {
  const fieldError: Parser<FieldError> = shape({ path: text, message: text });
  return shape(
    { type: text, title: text, status: whole, code: text, detail: text, requestId: text },
    { errors: list(fieldError), checkoutId: text },
  );
});
