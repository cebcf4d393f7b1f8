import { actionsFor } from './request-actions.ts';
import type { Card } from './cards.ts';
import { newChallenge } from './otp.ts';
import type { CaptureMethod, Properties, RequestRecord, RequestType } from './records.ts';
import type { ChannelRule, Descriptor } from './rules.ts';
import { plan } from './tasks.ts';
import type { SimulatorState } from './state.ts';
import { newId, now } from './state.ts';

export interface NewRequest {
  readonly reference: string;
  readonly type: RequestType;
  /** As the merchant wrote it. */
  readonly channel: string;
  readonly rule: ChannelRule;
  readonly amount?: number | undefined;
  readonly captureMethod: CaptureMethod;
  readonly properties: Properties;
  readonly steps: readonly Descriptor[];
  readonly card?: Card | undefined;
  readonly customCode?: string | undefined;
  readonly expiresAt?: number | undefined;
  readonly tokenId?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly description?: string | undefined;
  readonly metadata?: Properties | undefined;
  readonly items?: readonly unknown[] | undefined;
  readonly shipping?: Properties | undefined;
}

/** Makes an open payment request with its actions, and plans its expiry. */
export function openRequest(state: SimulatorState, { steps, customCode, ...spec }: NewRequest): RequestRecord {
  const id = newId(state, 'pr');
  const at = now(state);
  const { rule } = spec;
  const { country, currency } = rule;
  const page = `${state.options.baseUrl}/${rule.category === 'CARDS' ? '3ds' : 'pay'}/${id}`;
  const need = { kind: 'payment_requests', id, country, currency, channel: rule.code, page, customCode } as const;
  const request: RequestRecord = {
    ...spec,
    id,
    country,
    currency,
    actions: actionsFor(state, steps, { ...need, amount: spec.amount }),
    status: spec.type === 'REUSABLE_PAYMENT_CODE' ? 'ACCEPTING_PAYMENTS' : 'REQUIRES_ACTION',
    otp: steps.includes('OTP') ? newChallenge(state) : undefined,
    payments: [],
    expiresAt: spec.expiresAt ?? at + rule.lifeSeconds * 1000,
    createdAt: at,
    updatedAt: at,
  };
  state.requests.set(id, request);
  plan(state, request.expiresAt, { name: 'expire_request', request });
  return request;
}
