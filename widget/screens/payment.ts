import { html, nothing, type TemplateResult } from 'lit';
import type { PaymentView } from '../../shared/api/views.ts';
import { CHANNELS, isChannelCode } from '../../shared/channel.ts';
import type { Instruction } from '../../shared/instruction.ts';
import { clockText } from '../ui/remaining.ts';
import { clockIcon } from '../ui/payment-icons.ts';
import type { PaymentMessages } from '../i18n/payment/messages.ts';
import type { BoundView } from '../views/load-view.ts';
import type { ViewContext } from '../views/view.ts';
import { showsPaymentCode } from '../views/shows-payment-code.ts';
import type { PaymentFlowContext } from '../views/context.ts';
import { endingOf, resultScreen } from './result.ts';

/** For a payment whose channel the session no longer offers. */
export const channelName = (code: string): string => (isChannelCode(code) ? CHANNELS[code].label : code);

/** Where a channel sends its customers: to a brand, by its name, or to a page with a general name. */
export function placeOf(code: string, channel: string, t: PaymentMessages): Pick<PaymentFlowContext, 'place' | 'page'> {
  const place = isChannelCode(code) ? t.places[CHANNELS[code].kind] : undefined;
  return { place: place ?? channel, page: place ?? t.pageOf(channel) };
}

/** Every screen after the choice. `view`: how the payment's instruction is shown, once its chunk is here. */
export function paymentScreen(context: PaymentFlowContext, view: BoundView | undefined): TemplateResult | undefined {
  const { snapshot, payment, returned } = context;
  if (snapshot.state !== 'instructed' && snapshot.state !== 'checking') return resultScreen(context);
  if (!payment) return undefined;
  const seen = { ...context, payment };
  if (snapshot.state === 'checking') return checkingScreen(seen, undefined);
  if (!view) return undefined;
  return returned && view.returns ? checkingScreen(seen, view) : instructionScreen(seen, view);
}

/** The line in the live region while this screen shows. */
export function statusLine(context: PaymentFlowContext, view: BoundView | undefined): string {
  const { snapshot, payment, returned, t } = context;
  // Nothing changes without a new token.
  if (snapshot.tokenEnded) return '';
  switch (endingOf(context)) {
    case 'instructed':
      return returned && view?.returns ? t.checkingHeading : (view?.status?.(context) ?? t.waiting);
    case 'checking':
      return checkingHeading(context);
    case 'paid':
      return payment?.reversedAt === undefined ? t.paidHeading : t.reversedHeading;
    case 'authorized':
      return t.authorizedHeading;
    case 'failed':
      return t.failedHeading;
    case 'late':
      return t.lateHeading;
    case 'expired':
      return t.expiredHeading;
    case 'canceled':
      return t.canceledHeading;
    default:
      return '';
  }
}

function instructionScreen(context: ViewContext, view: BoundView): TemplateResult {
  return html`<section class="instruction" part="instruction" aria-labelledby="heading">
    <h2 id="heading" tabindex="-1" .textContent=${view.heading(context)}></h2>
    ${countdown(context, view)}
    <slot name="instruction-${context.payment.instruction.kind}">${view.body(context)}</slot>
    ${footer(context, !isTypedIn(context.payment.instruction))}
  </section>`;
}

/** With a deadline of its own, a view counts seconds, and a time of day to the minute would add nothing. */
function countdown({ t, now, formats, payment }: ViewContext, view: BoundView): TemplateResult {
  const deadline = view.deadline ?? payment.expiresAt;
  const leftMs = Date.parse(deadline) - now;
  return html`<div class="deadline-bar" ?data-short=${leftMs < 5 * 60_000}>
    ${clockIcon}
    <p>
      <span class="muted">${t.timeLeft}</span>
      <span
        class="time"
        part="countdown"
        role="timer"
        translate="no"
        aria-label=${t.timeLeft}
        .textContent=${clockText(leftMs)}
      ></span>
    </p>
    ${
      view.deadline === undefined
        ? html`<p>
            <span class="muted">${t.deadline}</span>
            <time datetime=${deadline} translate="no">${formats.moment(deadline)}</time>
          </p>`
        : nothing
    }
  </div>`;
}

function checkingScreen(context: ViewContext, view: BoundView | undefined): TemplateResult {
  const { t, payment, place } = context;
  const review = payment.review ? t.reviews[payment.review] : undefined;
  const heading = payment.status === 'processing' && !review ? t.processingHeading : checkingHeading(context);
  const text = view ? t.returnedText : wasNeverShown(payment) ? t.slowText : t.checkingText;
  return html`<section class="result" data-tone="calm" aria-labelledby="heading">
    <div class="spinner" aria-hidden="true"></div>
    <h2 id="heading" tabindex="-1" .textContent=${heading}></h2>
    <p class="lead" .textContent=${review ?? text}></p>
    ${
      view
        ? html`<div class="ways">
            <button
              type="button"
              class="secondary"
              .textContent=${view.resume?.(context) ?? t.notFinished(place)}
              @click=${() => context.actions.go('web')}
            ></button>
          </div>`
        : nothing
    }
    ${footer(context, !wasNeverShown(payment) && !payment.review)}
  </section>`;
}

const checkingHeading = ({ payment, t }: PaymentFlowContext): string =>
  payment && wasNeverShown(payment) ? t.slowHeading : t.checkingHeading;

/** The payment cannot have been made before something was typed in and sent. */
const isTypedIn = (instruction: Instruction): boolean =>
  instruction.kind === 'otp' || (instruction.kind === 'form_post' && instruction.inputs !== undefined);

/** `mayHavePaid`: the customer may have paid already. */
function footer(
  { t, snapshot, payment, checkingNow, checkResult, actions }: ViewContext,
  mayHavePaid: boolean,
): TemplateResult {
  const busy = snapshot.busy ? 'true' : 'false';
  // Shown while the number still is: the customer may be copying it into a banking app.
  const voids = payment.status === 'requires_action' && showsPaymentCode(payment);
  return html`<div class="footer">
    ${
      mayHavePaid
        ? html`<p>
              <span class="muted">${t.alreadyPaid}</span>
              <button
                type="button"
                class="link"
                aria-disabled=${checkingNow ? 'true' : 'false'}
                .textContent=${checkingNow ? t.checkingNow : t.checkNow}
                @click=${actions.checkNow}
              ></button>
            </p>
            ${checkResult ? html`<p class="muted" .textContent=${checkResult}></p>` : nothing}`
        : nothing
    }
    ${
      mayLeave(payment)
        ? html`<button
            type="button"
            class="link"
            aria-disabled=${busy}
            aria-describedby=${voids ? 'leaving' : nothing}
            .textContent=${snapshot.busy === 'leaving' ? t.leaving : t.otherWay}
            @click=${actions.leave}
          ></button>`
        : nothing
    }
    ${voids ? html`<p class="muted" id="leaving">${t.otherWayNote}</p>` : nothing}
  </div>`;
}

/**
 * Not where money has come in or may be on its way: it must not be paid twice. A number or code that was never shown
 * cannot have been paid to.
 */
const mayLeave = (payment: PaymentView): boolean => payment.status === 'requires_action' || wasNeverShown(payment);

/** The answer with its number or code has not arrived. */
const wasNeverShown = (payment: PaymentView): boolean => payment.status === 'unknown' && showsPaymentCode(payment);
