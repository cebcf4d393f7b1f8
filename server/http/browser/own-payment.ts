import type { Domain } from '../../payments/core/domain.ts';
import { loadPayment } from '../../payments/core/load.ts';
import type { Payment } from '../../payments/model/model.ts';
import { DomainError } from '../../payments/core/domain-error.ts';
import { required, type Context } from '../context.ts';
import { parameter } from '../path-parameter.ts';

/**
 * The payment named in the path, if it belongs to the token's checkout.
 *
 * @throws {DomainError} `not_found`, also for another checkout's payment
 */
export async function loadOwnPayment(domain: Domain, ctx: Context): Promise<Payment> {
  const payment = await loadPayment(domain, parameter(ctx, 'id'));
  if (payment.checkoutId !== required(ctx.state.checkoutId, 'clientToken'))
    throw new DomainError('not_found', 'No such payment.');
  return payment;
}
