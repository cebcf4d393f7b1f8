import type { Domain } from './domain.ts';
import type { Checkout } from '../model/model.ts';
import { DomainError } from './domain-error.ts';

/** @throws {DomainError} `state_conflict` unless the checkout can still be paid */
export function assertCheckoutOpen(deps: Domain, checkout: Checkout): void {
  if (checkout.status !== 'open') throw new DomainError('state_conflict', `The checkout is ${checkout.status}.`);
  if (deps.clock.now() >= checkout.expiresAt) throw new DomainError('state_conflict', 'The checkout has expired.');
}
