import { createHash } from 'node:crypto';
import type { PaymentOrder } from '../../../payments/ports/ports.ts';
import { VALID_EMAIL } from '../channels/valid-email.ts';
import { acceptableName } from './acceptable-name.ts';

export interface XenditCustomer {
  readonly type: 'INDIVIDUAL';
  readonly reference_id: string;
  readonly individual_detail: { readonly given_names: string };
  readonly email?: string;
  readonly mobile_number?: string;
}

/**
 * The customer object. Xendit requires an alphanumeric reference that was never used before: a digest of the storefront's
 * customer reference (the same for every payment of that customer), then the payment's own reference.
 *
 * @see https://docs.xendit.co/apidocs/create-customer-request
 */
export function buildCustomer({ customer, merchantReference }: PaymentOrder): XenditCustomer {
  const digest = createHash('sha256')
    .update(customer?.reference ?? '')
    .digest('hex');
  const email = customer?.email;
  return {
    type: 'INDIVIDUAL',
    reference_id: `c${digest.slice(0, 24)}${merchantReference}`,
    individual_detail: { given_names: acceptableName(customer?.name) },
    ...(email === undefined || !VALID_EMAIL.test(email) ? {} : { email }),
    ...(customer?.phone === undefined ? {} : { mobile_number: customer.phone }),
  };
}
