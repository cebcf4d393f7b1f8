import type { Domain, EventSubjects } from '../core/domain.ts';
import type { StoredEvent } from '../model/model.ts';

/**
 * Renders the body of an event with the views of now, under the same sequence. For an event that later ones have
 * overtaken: its old views would overwrite newer ones at the storefront.
 */
export async function renderEventAgain(deps: Pick<Domain, 'store' | 'render'>, event: StoredEvent): Promise<string> {
  const { type, sequence, createdAt: at } = event;
  return deps.render({ type, at, sequence }, await subjectsOf(deps, event));
}

async function subjectsOf({ store }: Pick<Domain, 'store'>, event: StoredEvent): Promise<EventSubjects> {
  const payout = await store.findPayout(event.stream);
  if (payout !== undefined) return { payout };
  const providerReferences = referencesIn(event.body);
  const checkout = await store.findCheckout(event.stream);
  const payment = await found(providerReferences.payment, (id) => store.findPayment(id));
  const refund = await found(providerReferences.refund, (id) => store.findRefund(id));
  const savedMethod = await found(providerReferences.savedMethod, (id) => store.findSavedMethod(id));
  return {
    ...(checkout && { checkout, payments: await store.paymentsOf(checkout.id) }),
    ...(payment && { payment }),
    ...(refund && { refund }),
    ...(savedMethod && { savedMethod }),
  };
}

const found = async <T>(id: string | undefined, find: (id: string) => Promise<T | undefined>): Promise<T | undefined> =>
  id === undefined ? undefined : find(id);

const SUBJECTS = ['payment', 'refund', 'savedMethod'] as const;

/** The ids of the subjects in an event's body; none where the body is empty. */
function referencesIn(body: string): { readonly [subject in (typeof SUBJECTS)[number]]?: string } {
  const data = body === '' ? undefined : memberOf(JSON.parse(body), 'data');
  return Object.fromEntries(
    SUBJECTS.flatMap((subject) => {
      const id = memberOf(memberOf(data, subject), 'id');
      return typeof id === 'string' ? [[subject, id]] : [];
    }),
  );
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
