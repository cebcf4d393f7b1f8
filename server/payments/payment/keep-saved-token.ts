import { channelFacts } from '../../../shared/channel.ts';
import type { UnitOfWork } from '../core/unit-of-work.ts';
import type { Payment } from '../model/model.ts';

/**
 * Keeps the token that an inquiry reported with a payment, where the customer consented. It is offered once an inquiry
 * about the token itself calls it active. A token that another customer has, or that was removed, is kept as a new one.
 */
export async function keepSavedToken(unitOfWork: UnitOfWork, payment: Payment, token: string): Promise<Payment> {
  const { tx, now, domain } = unitOfWork;
  if (payment.saveConsentAt === undefined || payment.savedMethodId !== undefined) return payment;
  const checkout = await tx.findCheckout(payment.checkoutId);
  const customerReference = checkout?.customer?.reference;
  if (checkout === undefined || customerReference === undefined) return payment;
  const known = (await tx.savedMethodsByToken(payment.provider, token)).find(
    (method) => method.customerReference === customerReference && method.status !== 'removed',
  );
  const id = known?.id ?? domain.idGenerator.next('tok');
  if (known === undefined) {
    await tx.insertSavedMethod({
      id,
      customerReference,
      provider: payment.provider,
      channel: payment.channel,
      currency: payment.currency,
      country: checkout.country,
      token,
      label: channelFacts(payment.channel).label,
      status: 'pending',
      paymentId: payment.id,
      createdAt: now,
      updatedAt: now,
    });
  }
  await tx.scheduleJob({ kind: 'activate_method', key: id, runAt: now });
  await tx.updatePayment(payment.id, { savedMethodId: id, updatedAt: now });
  return { ...payment, savedMethodId: id };
}
