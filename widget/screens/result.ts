import { html, nothing, type TemplateResult } from 'lit';
import type { FailureCode } from '../../shared/payment-status.ts';
import type { State } from '../session/state-machine.ts';
import { checkIcon, clockIcon, crossIcon } from '../ui/payment-icons.ts';
import { note } from '../views/parts.ts';
import { showsPaymentCode } from '../views/shows-payment-code.ts';
import type { PaymentFlowContext } from '../views/context.ts';

type Tone = 'good' | 'bad' | 'calm';

/** How it ended. */
export function resultScreen(context: PaymentFlowContext): TemplateResult | undefined {
  const { session, payment, t } = context;
  const open = session.checkout.status === 'open';
  switch (endingOf(context)) {
    case 'late':
      return result(context, 'calm', t.lateHeading, t.reviews.paid_late, true);
    case 'paid':
      // A payment that was reversed must not look like a confirmation.
      return payment?.reversedAt === undefined
        ? result(context, 'good', t.paidHeading, t.paidText, true)
        : result(context, 'bad', t.reversedHeading, t.reversed, true);
    case 'authorized':
      return result(context, 'good', t.authorizedHeading, t.authorizedText, true);
    case 'failed':
      return result(context, 'bad', t.failedHeading, failureText(context), false);
    case 'expired':
      return result(context, 'calm', t.expiredHeading, open ? expiredText(context) : t.checkoutExpiredText, false);
    case 'canceled':
      return result(
        context,
        'calm',
        t.canceledHeading,
        open ? ifHandedOut(context, t.canceledText) : t.checkoutCanceledText,
        false,
      );
    default:
      return undefined;
  }
}

/** The end of the whole order is shown before the end of its payment. */
export function endingOf({ snapshot, session, payment }: PaymentFlowContext): State | 'late' {
  const { state } = snapshot;
  const { status } = session.checkout;
  if (state !== 'expired' && state !== 'canceled') return state;
  if (payment?.review === 'paid_late') return 'late';
  return status === 'expired' || status === 'canceled' ? status : state;
}

const expiredText = (context: PaymentFlowContext): string => {
  const { payment, t } = context;
  return payment?.instruction.kind === 'push'
    ? t.pushExpired(payment.instruction.app)
    : ifHandedOut(context, t.expiredText);
};

/** The warning is for customers who were given a number or code: only they could pay to it by mistake. */
const ifHandedOut = ({ payment, t }: PaymentFlowContext, warning: string): string =>
  payment && showsPaymentCode(payment) ? warning : t.overText;

function failureText({ payment, t }: PaymentFlowContext): string {
  const code = payment?.failure?.code ?? 'declined';
  // A code newer than this widget has no text here.
  return Object.hasOwn(t.failures, code) ? t.failures[code] : t.failures.declined;
}

const ICONS = { good: checkIcon, bad: crossIcon, calm: clockIcon } as const;

function result(
  context: PaymentFlowContext,
  tone: Tone,
  heading: string,
  text: string,
  receipt: boolean,
): TemplateResult {
  const { payment, session, t } = context;
  const review = payment?.review && t.reviews[payment.review];
  const again = session.checkout.status === 'open' && !receipt && payment?.review === undefined;
  return html`<section class="result" data-tone=${tone} aria-labelledby="heading">
    <div class="medal" aria-hidden="true">${ICONS[tone]}</div>
    <h2 id="heading" tabindex="-1" .textContent=${heading}></h2>
    <p class="lead" .textContent=${text}></p>
    ${review && payment?.review !== 'paid_late' && receipt ? note(review, 'warn') : nothing}
    ${receipt ? receiptList(context) : nothing} ${again ? nextActions(context) : nothing}
  </section>`;
}

/** Trying the same again would fail again. */
const HOPELESS: ReadonlySet<FailureCode | undefined> = new Set([
  'account_blocked',
  'amount_not_allowed',
  'saved_method_invalid',
]);

/** A failed payment can be tried again as it was; after an expired or canceled one the customer chooses anew. */
function nextActions({ snapshot, payment, t, actions }: PaymentFlowContext): TemplateResult {
  const lapsed = snapshot.state === 'expired' && payment?.instruction.kind === 'push';
  const first = lapsed
    ? primary(t.pushAgain, actions.resend)
    : snapshot.state === 'failed' && !HOPELESS.has(payment?.failure?.code)
      ? primary(t.tryAgain, () => actions.again(true))
      : undefined;
  return html`<div class="ways">
    ${first}
    <button type="button" class=${first ? 'secondary' : 'primary'} @click=${() => actions.again(false)}>
      ${t.chooseAgain}
    </button>
  </div>`;
}

const primary = (label: string, act: () => void): TemplateResult =>
  html`<button type="button" class="primary" @click=${act} .textContent=${label}></button>`;

function receiptList({
  snapshot,
  payment,
  session,
  channel,
  formats,
  t,
}: PaymentFlowContext): TemplateResult | typeof nothing {
  if (!payment) return nothing;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [
      snapshot.state === 'authorized' ? t.heldTotal : t.orderTotal,
      formats.money(payment.capturedAmount ?? payment.amount, payment.currency),
    ],
    [t.channel, channel],
    [t.time, formats.moment(payment.updatedAt)],
    [t.orderFor, session.checkout.description],
    [t.refunded, payment.refundedAmount > 0 ? formats.money(payment.refundedAmount, payment.currency) : undefined],
  ];
  return html`<dl class="receipt">
    ${rows.map(([label, value]) =>
      value
        ? html`<div>
            <dt .textContent=${label}></dt>
            <dd translate="no">${value}</dd>
          </div>`
        : nothing,
    )}
  </dl>`;
}
