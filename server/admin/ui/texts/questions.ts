import type { Decision, PaymentRow, Question } from '../../wire/payments.ts';
import { moneyText } from './format.ts';

export interface QuestionText {
  readonly title: string;
  readonly explain: (payment: PaymentRow) => string;
  readonly decisions: Readonly<Partial<Record<Decision, DecisionText>>>;
}

export interface DecisionText {
  readonly button: string;
  /** What it does. */
  readonly effect: string;
  readonly isDanger?: boolean;
}

const received = ({ receivedAmount, currency }: PaymentRow): string => moneyText({ amount: receivedAmount, currency });

/** What is asked of a person, in words. */
export const QUESTIONS_TEXT: Readonly<Record<Question, QuestionText>> = {
  amount_differs: {
    title: 'A different amount was paid',
    explain: (payment) => `${received(payment)} arrived, but ${moneyText(payment)} was asked for.`,
    decisions: {
      accept: { button: 'Accept as paid', effect: 'The order counts as paid with the amount that arrived.' },
      refund: { button: 'Refund it', effect: 'The money goes back and the payment is canceled.', isDanger: true },
      dismiss: { button: 'Dismiss', effect: 'The payment is canceled. The money stays where it is.' },
    },
  },
  paid_late: {
    title: 'Paid after it had ended',
    explain: (payment) => `${received(payment)} arrived after the payment had expired or was canceled.`,
    decisions: {
      accept: { button: 'Accept as paid', effect: 'The money pays the order.' },
      refund: { button: 'Refund it', effect: 'The money goes back to the customer.', isDanger: true },
      dismiss: { button: 'Dismiss', effect: 'The review is closed. The money stays where it is.' },
    },
  },
  paid_twice: {
    title: 'The order was paid twice',
    explain: () => 'Another payment has paid this order already, so this money is too much.',
    decisions: {
      refund: { button: 'Refund the excess', effect: 'Only the money beyond the order goes back.', isDanger: true },
      dismiss: { button: 'Keep the money', effect: 'The review is closed. No money moves.' },
    },
  },
  refund_unverified: {
    title: 'A refund was reported, but not confirmed',
    explain: () => 'The provider notified us of a refund that its inquiry does not show. Check its dashboard.',
    decisions: {
      accept: { button: 'Book the refund', effect: 'The money counts as returned.' },
      dismiss: { button: 'Ignore the report', effect: 'Nothing is booked.' },
    },
  },
  challenge: {
    title: 'The provider asks about fraud',
    explain: () => 'The provider holds this payment until somebody approves or denies it.',
    decisions: {
      accept: { button: 'Approve', effect: 'The provider is told to accept the payment.' },
      refund: { button: 'Deny', effect: 'The provider is told to reject the payment.', isDanger: true },
      dismiss: { button: 'Close here', effect: 'The payment is canceled here; the provider is told nothing.' },
    },
  },
  unknown: {
    title: 'Nobody knows whether it was paid',
    explain: () => 'The provider has not answered for an hour. Check its dashboard before you decide.',
    decisions: {
      accept: { button: 'It was paid', effect: 'The order counts as paid.' },
      dismiss: { button: 'It was not paid', effect: 'The payment counts as failed. The provider is still asked.' },
    },
  },
  refund_unknown: {
    title: 'Nobody knows whether it was refunded',
    explain: () => 'The provider has not confirmed a refund for an hour. Check its dashboard before you decide.',
    decisions: {
      accept: { button: 'It was refunded', effect: 'The refund counts as made.' },
      dismiss: { button: 'It was not', effect: 'The refund counts as failed, and its amount can be refunded again.' },
    },
  },
};
