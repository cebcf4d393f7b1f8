import { changedAt } from '../core/changed-at.ts';
import { channelFacts } from '../../../shared/channel.ts';
import { callGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import type { Domain } from '../core/domain.ts';
import type { Instant, Payment, SavedMethod } from '../model/model.ts';
import type { SavedMethodReport } from '../ports/ports.ts';
import { nextAfterNews } from '../notification/follow-up-schedule.ts';
import { DomainError } from '../core/domain-error.ts';
import { commit, type UnitOfWork } from '../core/unit-of-work.ts';

/**
 * An inquiry about a payment says that it has made a token. It is kept only where the customer agreed, and offered only
 * once the provider, asked, calls it active. A token that is kept for somebody else, or was removed, is kept anew.
 */
export async function keepToken(unitOfWork: UnitOfWork, payment: Payment, token: string): Promise<Payment> {
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

/** Asks the provider what became of a token we heard of. Answers when to ask again, or nothing when it is settled. */
export async function activateMethod(deps: Domain, id: string, retryCount: number): Promise<Instant | undefined> {
  const method = await deps.store.findSavedMethod(id);
  if (method === undefined || method.status === 'removed' || method.unreadable) return undefined;
  const gateway = deps.providerRouter.gateway(method.provider);
  if (gateway.inquireSavedMethod === undefined) {
    await commit(deps, (unitOfWork) =>
      applySavedMethodReport(unitOfWork, method, {
        subject: 'saved_method',
        outcome: 'active',
        token: method.token,
        providerStatus: 'no inquiry',
      }),
    );
    return undefined;
  }
  const result = await callGateway(deps, () =>
    gateway.inquireSavedMethod?.(method.token, deps.timeout(CALL_TIMEOUT_MS)),
  );
  if (result.kind === 'answered' && result.value !== undefined && result.value.outcome !== 'pending') {
    const report = result.value;
    await commit(deps, (unitOfWork) => applySavedMethodReport(unitOfWork, method, report));
    return undefined;
  }
  if (result.kind === 'rejected') {
    const { token } = method;
    await commit(deps, (unitOfWork) =>
      applySavedMethodReport(unitOfWork, method, {
        subject: 'saved_method',
        outcome: 'removed',
        token,
        providerStatus: 'refused',
      }),
    );
    return undefined;
  }
  const now = deps.clock.now();
  if (now < method.createdAt + GIVE_UP_MS) return now + Math.min(FIRST_PAUSE_MS * 2 ** retryCount, LONGEST_PAUSE_MS);
  // Of one that is in use only a notification makes us ask: without an answer it is used as before.
  if (method.status === 'active')
    return nextAfterNews(retryCount, result.kind === 'answered' ? 'known' : undefined, now);
  deps.log.error(
    { savedMethodId: id, provider: method.provider },
    'saved method never confirmed by its provider: forgotten',
  );
  const { token } = method;
  await commit(deps, (unitOfWork) =>
    applySavedMethodReport(unitOfWork, method, {
      subject: 'saved_method',
      outcome: 'removed',
      token,
      providerStatus: 'never',
    }),
  );
  return undefined;
}

/** Pauses double from the first to the longest. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
/** A token that its provider does not call active for a month is none. */
const GIVE_UP_MS = 30 * 24 * 3_600_000;

async function applySavedMethodReport(
  unitOfWork: UnitOfWork,
  { id }: SavedMethod,
  report: SavedMethodReport,
): Promise<void> {
  const { tx, now } = unitOfWork;
  const status = report.outcome === 'active' ? 'active' : 'removed';
  const method = await tx.findSavedMethod(id);
  // It may have been removed while the provider was asked; it does not come back.
  if (method === undefined || method.status === 'removed' || status === method.status) return;
  const patch = {
    status,
    updatedAt: changedAt(now, method),
    ...(report.masked === undefined ? {} : { masked: report.masked }),
    ...(report.expiresAt === undefined ? {} : { expiresAt: report.expiresAt }),
  } as const;
  await tx.updateSavedMethod(method.id, patch);
  const payment = await tx.findPayment(method.paymentId);
  if (payment === undefined) return;
  const type = status === 'active' ? 'saved_method.activated' : 'saved_method.removed';
  // A token that never was active is nobody's news.
  if (status === 'active' || method.status === 'active') {
    await unitOfWork.emit(type, payment.checkoutId, { savedMethod: { ...method, ...patch } });
  }
}

/** Forgets a saved method: removed at the provider first, so that no token lives on that nobody here knows. */
export async function removeSavedMethod(deps: Domain, id: string): Promise<SavedMethod> {
  const method = await deps.store.findSavedMethod(id);
  if (method === undefined || method.status === 'removed') throw new DomainError('not_found', 'No such saved method.');
  if (method.unreadable)
    throw new DomainError(
      'state_conflict',
      'The stored token cannot be read; put the encryption key that sealed it back.',
    );
  const gateway = deps.providerRouter.gateway(method.provider);
  const result = await callGateway(deps, () =>
    gateway.removeSavedMethod?.(method.token, deps.timeout(CALL_TIMEOUT_MS)),
  );
  if (result.kind === 'not_delivered' || result.kind === 'unknown') {
    throw new DomainError(
      'provider_unavailable',
      'The provider did not confirm the removal; the saved method is still there. Try again.',
    );
  }
  return commit(deps, async (unitOfWork) => {
    // Somebody else may have been removing it at the same time: it is told once.
    const fresh = (await unitOfWork.tx.findSavedMethod(id)) ?? method;
    if (fresh.status === 'removed') return fresh;
    const removed = { ...fresh, status: 'removed', updatedAt: changedAt(unitOfWork.now, fresh) } as const;
    await unitOfWork.tx.updateSavedMethod(id, { status: removed.status, updatedAt: removed.updatedAt });
    const payment = await unitOfWork.tx.findPayment(fresh.paymentId);
    if (payment !== undefined && fresh.status === 'active') {
      await unitOfWork.emit('saved_method.removed', payment.checkoutId, { savedMethod: removed });
    }
    return removed;
  });
}
