import { z } from 'zod';
import { cancelPaymentRequest } from '../../../shared/api/cancel-payment.ts';
import { capturePaymentRequest } from '../../../shared/api/capture-payment.ts';
import { confirmSessionPaymentRequest } from '../../../shared/api/confirm-session-payment.ts';
import { createChargeRequest } from '../../../shared/api/create-charge.ts';
import { createCheckoutRequest, createCheckoutResponse } from '../../../shared/api/create-checkout.ts';
import { createPayoutRequest } from '../../../shared/api/create-payout.ts';
import { createSessionPaymentRequest } from '../../../shared/api/create-session-payment.ts';
import { eventBodySchema, eventViewSchema } from '../../../shared/api/event-view.ts';
import { emptyRequest } from '../../../shared/api/fields.ts';
import { readSessionForm } from '../../../shared/api/get-session.ts';
import { listBalancesResponse } from '../../../shared/api/list-balances.ts';
import { listBanksResponse } from '../../../shared/api/list-banks.ts';
import { listCheckoutsResponse } from '../../../shared/api/list-checkouts.ts';
import { listEventsResponse } from '../../../shared/api/list-events.ts';
import { listPaymentHistoryResponse } from '../../../shared/api/list-payment-history.ts';
import { listPaymentsResponse } from '../../../shared/api/list-payments.ts';
import { listPayoutsResponse } from '../../../shared/api/list-payouts.ts';
import { listSavedMethodsResponse } from '../../../shared/api/list-saved-methods.ts';
import { payoutDetailSchema, payoutViewSchema } from '../../../shared/api/payout-views.ts';
import { problemSchema } from '../../../shared/api/problem-document.ts';
import { refundPaymentRequest } from '../../../shared/api/refund-payment.ts';
import { resolvePaymentRequest } from '../../../shared/api/resolve-payment.ts';
import { resolvePayoutRequest } from '../../../shared/api/resolve-payout.ts';
import { renewTokenResponse } from '../../../shared/api/renew-token.ts';
import {
  channelCodeSchema,
  channelViewSchema,
  checkoutViewSchema,
  paymentDetailSchema,
  paymentItemSchema,
  paymentViewSchema,
  storefrontPaymentViewSchema,
  refundViewSchema,
  savedMethodViewSchema,
  storefrontSavedMethodViewSchema,
  sessionCheckoutSchema,
  sessionViewSchema,
} from '../../../shared/api/views.ts';
import { instructionSchema } from '../../../shared/instruction.ts';
import { DESCRIPTIONS } from './descriptions.ts';
import { withEventUnion } from './event-union.ts';

/** The shapes that the document names. Each is the very schema that requests are checked by and answers are typed by. */
export const COMPONENTS = {
  Checkout: checkoutViewSchema,
  NewCheckout: createCheckoutRequest,
  CheckoutWithToken: createCheckoutResponse,
  CheckoutPage: listCheckoutsResponse,
  ClientToken: renewTokenResponse,
  Payment: paymentViewSchema,
  StorefrontPayment: storefrontPaymentViewSchema,
  PaymentItem: paymentItemSchema,
  PaymentDetail: paymentDetailSchema,
  PaymentHistoryPage: listPaymentHistoryResponse,
  PaymentPage: listPaymentsResponse,
  Instruction: instructionSchema,
  Capture: capturePaymentRequest,
  Cancellation: cancelPaymentRequest,
  PaymentDecision: resolvePaymentRequest,
  NewRefund: refundPaymentRequest,
  Refund: refundViewSchema,
  SavedMethod: savedMethodViewSchema,
  StorefrontSavedMethod: storefrontSavedMethodViewSchema,
  SavedMethodPage: listSavedMethodsResponse,
  NewCharge: createChargeRequest,
  NewPayout: createPayoutRequest,
  PayoutDecision: resolvePayoutRequest,
  Payout: payoutViewSchema,
  PayoutDetail: payoutDetailSchema,
  PayoutPage: listPayoutsResponse,
  BalancePage: listBalancesResponse,
  BankPage: listBanksResponse,
  Event: eventViewSchema,
  EventBody: eventBodySchema,
  EventPage: listEventsResponse,
  Session: sessionViewSchema,
  SessionForm: readSessionForm,
  SessionCheckout: sessionCheckoutSchema,
  Channel: channelViewSchema,
  ChannelCode: channelCodeSchema,
  NewPayment: createSessionPaymentRequest,
  Confirmation: confirmSessionPaymentRequest,
  Nothing: emptyRequest,
  Problem: problemSchema,
} as const satisfies Readonly<Record<string, z.core.$ZodType>>;

export type ComponentName = keyof typeof COMPONENTS;

const NAMES = new Map<z.core.$ZodType, string>(Object.entries(COMPONENTS).map(([name, schema]) => [schema, name]));

const isComponentName = (name: string): name is ComponentName => Object.hasOwn(COMPONENTS, name);

/** The name under which a shape stands in the document. */
export function componentName(schema: z.core.$ZodType): ComponentName {
  const name = NAMES.get(schema) ?? '';
  if (!isComponentName(name)) throw new Error('a shape of the API has no name among the components');
  return name;
}

export const componentRef = (name: ComponentName): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

/** JSON Schemas (2020-12) by name, referring to each other; events as a union that their type decides. */
export function componentSchemas(): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(COMPONENTS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => tidy(jsonSchema),
  });
  return withEventUnion(
    Object.fromEntries(
      Object.entries(schemas).map(([id, { $schema: _dialect, $id: _address, ...schema }]) => {
        describeMembers(schema, (isComponentName(id) ? DESCRIPTIONS[id] : undefined) ?? {});
        return [id, schema];
      }),
    ),
  );
}

function describeMembers(schema: z.core.JSONSchema.BaseSchema, descriptions: Readonly<Record<string, string>>): void {
  for (const [name, description] of Object.entries(descriptions)) {
    const member = schema.properties?.[name];
    if (typeof member !== 'object') throw new Error(`"${name}" is described and does not exist`);
    member.description = description;
  }
}

/** Leaves out what only says again, at length, what `format` and `type` say. */
function tidy(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.format === 'date-time') delete schema.pattern;
  if (schema.type !== 'integer') return;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}
