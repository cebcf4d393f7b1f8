import type { Domain } from '../core/domain.ts';
import { DomainError } from '../core/domain-error.ts';
import type { ForgettingStep } from '../ports/ports.ts';
import { removeSavedMethod } from '../saved-method/remove-saved-method.ts';

export interface ForgottenCustomer extends ForgettingStep {
  /** How many saved methods were removed, at their provider first. */
  readonly methodsRemoved: number;
  /** Those that their provider did not confirm as removed, with the reason: they are still there. */
  readonly methodsKept: readonly { readonly id: string; readonly reason: string }[];
}

/**
 * One step of erasing the personal data of a customer. The first one removes the saved methods; each looks at some of the
 * checkouts. Repeat it with the cursor, and, where something was open or not delivered, once it is not any more.
 */
export async function forgetCustomer(deps: Domain, reference: string, cursor?: string): Promise<ForgottenCustomer> {
  let methodsRemoved = 0;
  const methodsKept: { id: string; reason: string }[] = [];
  for (const { id } of cursor === undefined ? await deps.store.savedMethodsOf(reference) : []) {
    try {
      await removeSavedMethod(deps, id);
      methodsRemoved += 1;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // Somebody else has removed it at the same moment.
      if (error.code !== 'not_found') methodsKept.push({ id, reason: error.message });
    }
  }
  const step = await deps.store.forgetCustomer(reference, cursor, deps.clock.now());
  deps.log.info({ erased: step.erased, methodsRemoved }, 'personal data of a customer erased on request');
  return { ...step, methodsRemoved, methodsKept };
}
