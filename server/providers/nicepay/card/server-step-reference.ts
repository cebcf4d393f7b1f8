import type { Instant, ProviderReferences } from '../../../payments/model/model.ts';
import type { PaymentRef } from '../../../payments/ports/ports.ts';

const STEP = 'step';

/** Kept with the payment: the transaction whose payment step our server made, and when. Notifications cannot change it. */
export const stepReferences = (tXid: string, now: Instant): ProviderReferences => ({ [STEP]: `${tXid}/${now}` });

/** The payment step that our server made; `undefined` where the customer's browser makes it. */
export function serverStepOf({
  providerReferences,
}: Pick<PaymentRef, 'providerReferences'>): { readonly tXid: string; readonly sentAt: Instant } | undefined {
  const [, tXid, sentAt] = /^([A-Za-z0-9]+)\/(\d{1,15})$/.exec(providerReferences[STEP] ?? '') ?? [];
  return tXid === undefined ? undefined : { tXid, sentAt: Number(sentAt) };
}
