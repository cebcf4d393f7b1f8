import type { CheckoutStatus, PaymentStatus } from '../../shared/payment-status.ts';

/** What the customer sees. */
export type State =
  /** The session is being read. */
  | 'loading'
  /** The list of channels. */
  | 'choosing'
  /** A payment is being requested. */
  | 'paying'
  /** The customer has something to do: transfer, scan, go to the provider's page … */
  | 'instructed'
  /** The outcome is not known yet, and the customer can only wait. */
  | 'checking'
  | 'authorized'
  | 'paid'
  | 'failed'
  | 'expired'
  | 'canceled'
  /** There is nothing to show: the session could not be read. */
  | 'error';

/** What can happen. `payment_*` and `checkout_*` are reported by the BFF, the others come from the customer and the page. */
export type Input =
  | `payment_${PaymentStatus}`
  | `checkout_${CheckoutStatus}`
  /** The customer presses "pay". */
  | 'pay'
  /** The BFF refused the payment, or could not be reached. */
  | 'refused'
  /** The customer wants to choose again. */
  | 'again'
  /** The session cannot be read. */
  | 'broken'
  /** Read the session again from the start. */
  | 'reload';

type Row = Readonly<Record<Input, State>>;

/** The payment's status decides, whatever is on the screen … */
const BY_BFF = {
  payment_creating: 'checking',
  payment_requires_action: 'instructed',
  payment_processing: 'checking',
  payment_unknown: 'checking',
  payment_authorized: 'authorized',
  payment_succeeded: 'paid',
  payment_failed: 'failed',
  payment_expired: 'expired',
  payment_canceled: 'canceled',
  checkout_paid: 'paid',
} as const satisfies Partial<Row>;

/** … and these keep a state, unless its row says otherwise. */
const stay = <S extends State>(state: S) => ({
  checkout_open: state,
  checkout_expired: state,
  checkout_canceled: state,
  pay: state,
  refused: state,
  again: state,
  broken: state,
  reload: state,
});
const CLOSED = { checkout_expired: 'expired', checkout_canceled: 'canceled' } as const satisfies Partial<Row>;

/**
 * Every state against every input. `paid` can only be reached by `payment_succeeded` or `checkout_paid`: the widget
 * never decides that on its own.
 */
export const TABLE: Readonly<Record<State, Row>> = {
  loading: { ...stay('loading'), ...BY_BFF, ...CLOSED, checkout_open: 'choosing', broken: 'error' },
  choosing: {
    ...stay('choosing'),
    ...BY_BFF,
    ...CLOSED,
    payment_canceled: 'choosing',
    pay: 'paying',
    reload: 'loading',
  },
  paying: { ...stay('paying'), ...BY_BFF, ...CLOSED, refused: 'choosing' },
  instructed: { ...stay('instructed'), ...BY_BFF, ...CLOSED, again: 'choosing', reload: 'loading' },
  // A closed checkout says nothing about a payment in progress; its own status will.
  checking: { ...stay('checking'), ...BY_BFF, again: 'choosing', reload: 'loading' },
  authorized: { ...stay('authorized'), ...BY_BFF, payment_requires_action: 'authorized', reload: 'loading' },
  paid: {
    ...stay('paid'),
    payment_creating: 'paid',
    payment_requires_action: 'paid',
    payment_processing: 'paid',
    payment_unknown: 'paid',
    payment_authorized: 'paid',
    payment_succeeded: 'paid',
    payment_failed: 'paid',
    payment_expired: 'paid',
    payment_canceled: 'paid',
    checkout_paid: 'paid',
    reload: 'loading',
  },
  failed: { ...stay('failed'), ...BY_BFF, ...CLOSED, again: 'choosing', reload: 'loading' },
  expired: { ...stay('expired'), ...BY_BFF, again: 'choosing', reload: 'loading' },
  canceled: { ...stay('canceled'), ...BY_BFF, again: 'choosing', reload: 'loading' },
  error: { ...stay('error'), ...BY_BFF, ...CLOSED, checkout_open: 'choosing', reload: 'loading' },
};

export const next = (state: State, input: Input): State => TABLE[state][input];

/** Whether the present payment is still to be paid or confirmed. */
export const isPending = (state: State): boolean => state === 'instructed' || state === 'checking';
