import type { Domain } from '../../payments/core/domain.ts';
import { loadPayment } from '../../payments/core/load.ts';
import type { Payment } from '../../payments/model/model.ts';
import { DomainError } from '../../payments/core/domain-error.ts';
import { required, type Context } from '../context.ts';
import { parameter } from '../path-parameter.ts';

/** The payment that the address names, if it is of the token's checkout. Another's is answered as if it did not exist. */
export async function loadOwnPayment(d: Domain, ctx: Context): Promise<Payment> {
  const payment = await loadPayment(d, parameter(ctx, 'id'));
  if (payment.checkoutId !== required(ctx.state.checkoutId, 'clientToken'))
    throw new DomainError('not_found', 'No such payment.');
  return payment;
}
