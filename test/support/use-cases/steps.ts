import { ORIGIN } from '../../server/http/a-server.ts';
import type { CrashableServer, HttpReply } from '../crashable-server.ts';
import type { Sample } from '../stage.ts';
import type { Subject } from '../subjects.ts';
import type { Prepared } from './use-case.ts';

/* The requests from which use cases are made. */

/** Short, so that few inquiries are made until a checkout expires. */
export const CHECKOUT_TTL_MS = 30 * 60_000;

export const PAYOUT_KEY = 'payout-key-of-the-finance-team';
export const OTHER_PAYOUT_KEY = 'payout-key-of-the-finance-lead';

export const NOTHING_PREPARED: Prepared = { checkoutId: '', token: '', paymentId: '' };

/** The body of `POST /v1/checkouts`. */
export const newCheckout = (server: CrashableServer, over: object = {}) => ({
  expiresAt: new Date(server.clock.now() + CHECKOUT_TTL_MS).toISOString(),
  reference: 'order-1',
  amount: 150_000,
  currency: 'IDR',
  returnUrl: `${ORIGIN}/done`,
  customer: { reference: 'cust-1', name: 'Siti Aminah', email: 'siti@example.com', phone: '081210002000' },
  ...over,
});

/** The members of a JSON answer that are texts. */
export const read = (reply: HttpReply): Record<string, string> => JSON.parse(reply.text) as Record<string, string>;

export async function openCheckout(server: CrashableServer, over: object = {}): Promise<Prepared> {
  const { id = '', clientToken = '' } = read(await server.post('/v1/checkouts', newCheckout(server, over)));
  return { checkoutId: id, token: clientToken, paymentId: '' };
}

/** Creates a payment as the widget does. */
export const createPayment = (
  server: CrashableServer,
  { token }: Pick<Prepared, 'token'>,
  choice: object,
  key: string,
): Promise<HttpReply> => server.post('/v1/session/payments', choice, { bearer: token, key });

/** A new checkout with an open payment. */
export async function openPayment(
  server: CrashableServer,
  choice: Sample | undefined,
  over: object = {},
): Promise<Prepared> {
  const prepared = await openCheckout(server, over);
  const { id = '' } = read(await createPayment(server, prepared, choice ?? {}, 'first'));
  return { ...prepared, paymentId: id };
}

/** The customer pays at the provider, if the provider has the payment. */
export async function payAtProvider(server: CrashableServer, paymentId: string): Promise<void> {
  const payment = await server.domain.store.findPayment(paymentId);
  const found = server.simulator.payments().find(({ reference }) => reference === payment?.merchantReference);
  if (found !== undefined) await server.simulator.perform(found.id, 'pay');
}

/** A new checkout whose payment is paid, or authorized where the checkout wants a manual capture. */
export async function paidCheckout(
  server: CrashableServer,
  choice: Sample | undefined,
  over: object = {},
): Promise<Prepared> {
  const prepared = await openPayment(server, choice, over);
  await payAtProvider(server, prepared.paymentId);
  await server.advance(60_000);
  return prepared;
}

/** A paid checkout whose payment method was saved for customer `cust-1`. */
export const savedMethod = (server: CrashableServer, { savable }: Subject): Promise<Prepared> =>
  paidCheckout(server, savable && { ...savable, save: true }, { reference: 'order-0', savePayment: 'offer' });

export const createPayout = (server: CrashableServer, { provider }: Subject): Promise<HttpReply> =>
  server.post(
    '/v1/payouts',
    {
      reference: 'seller-7',
      amount: 200_000,
      currency: 'IDR',
      bankCode: provider.payouts?.banks[0]?.code ?? '',
      accountNumber: '0012345678',
      accountName: 'SITI AMINAH',
      description: 'Pencairan',
      feeBearer: 'merchant',
    },
    { bearer: PAYOUT_KEY, key: 'k' },
  );

export async function statusOf(
  server: CrashableServer,
  { paymentId }: Pick<Prepared, 'paymentId'>,
): Promise<string | undefined> {
  return (await server.domain.store.findPayment(paymentId))?.status;
}
