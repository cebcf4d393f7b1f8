import { callGateway, CALL_TIMEOUT_MS } from '../core/call-gateway.ts';
import { changedAt } from '../core/changed-at.ts';
import { DomainError } from '../core/domain-error.ts';
import type { Domain } from '../core/domain.ts';
import { commit } from '../core/unit-of-work.ts';
import type { SavedMethod } from '../model/model.ts';

/**
 * Removes a saved method: at the provider first, so that no token stays valid there without being known here.
 *
 * @throws {DomainError} `not_found`; `state_conflict` where its token cannot be decrypted; `provider_unavailable` where
 * the provider did not confirm the removal
 */
export async function removeSavedMethod(deps: Domain, id: string): Promise<SavedMethod> {
  const method = await deps.store.findSavedMethod(id);
  if (method === undefined || method.status === 'removed') throw new DomainError('not_found', 'No such saved method.');
  if (method.unreadable)
    throw new DomainError(
      'state_conflict',
      'The stored token cannot be decrypted; configure the encryption key that it was encrypted with again.',
    );
  const gateway = deps.providerRouter.gateway(method.provider);
  const result = await callGateway(deps, CALL_TIMEOUT_MS, (signal) =>
    gateway.removeSavedMethod?.(method.token, signal),
  );
  if (result.kind === 'not_delivered' || result.kind === 'unknown') {
    throw new DomainError(
      'provider_unavailable',
      'The provider did not confirm the removal; the saved method is still there. Try again.',
    );
  }
  return commit(deps, { of: 'saved_method', id }, async (unitOfWork) => {
    // It may have been removed by another request at the same time: one event is enough.
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
