import { html, nothing, type TemplateResult } from 'lit';
import type { PaymentView, SessionCheckout } from '../../shared/api/views.ts';
import { cutText } from '../../shared/cut-text.ts';
import { toMajorText } from '../../shared/money.ts';
import { SLIP_TOOLS, type PaymentSlip, type SlipTool } from '../slip/payment-slip.ts';
import { calendarIcon, printIcon, saveIcon, shareIcon } from '../ui/slip-icons.ts';
import type { ViewContext } from './view.ts';

type Own = Pick<PaymentSlip, 'facts' | 'qr' | 'barcode'>;

const ICONS = { share: shareIcon, save: saveIcon, print: printIcon, calendar: calendarIcon } as const;

/** A reminder an hour before is no use for a payment of minutes. */
const CALENDAR_FROM_MS = 2 * 3_600_000;

/** What can be done with a number or code beside copying it. `own`: what this kind of instruction has on its slip. */
export function slipToolRow(context: ViewContext, own: () => Own): TemplateResult {
  const { t, payment, slipOutcome, actions } = context;
  const names = { share: t.slip.share, save: t.slip.saveName, print: t.slip.print, calendar: t.slip.calendarName };
  const withQr = payment.instruction.kind === 'qr';
  return html`<div class="tools">
      ${SLIP_TOOLS.filter((tool) => isOffered(tool, payment, withQr)).map(
        (tool) =>
          html`<button
            type="button"
            class="tool"
            aria-label=${names[tool]}
            @click=${() => actions.useSlip(tool, slipOf(context, own()))}
          >
            ${ICONS[tool]}<span .textContent=${t.slip[tool]}></span>
          </button>`,
      )}
    </div>
    ${slipOutcome === undefined ? nothing : html`<p class="tools-note" .textContent=${slipOutcome}></p>`}`;
}

function isOffered(tool: SlipTool, { createdAt, expiresAt }: PaymentView, withQr: boolean): boolean {
  if (tool === 'share') return typeof navigator.share === 'function' && (!withQr || canShareImages());
  if (tool === 'calendar') return Date.parse(expiresAt) - Date.parse(createdAt) >= CALENDAR_FROM_MS;
  return true;
}

const canShareImages = (): boolean =>
  navigator.canShare?.({ files: [new File([''], 'qr.png', { type: 'image/png' })] }) === true;

const NAME_LENGTH = 120;

/** What is being paid for, as the shop describes it or else by what was bought. */
function orderName({ description, items = [] }: SessionCheckout): string | undefined {
  const bought = description ?? items.map(({ name }) => name).join(', ');
  if (bought === '') return undefined;
  return bought.length > NAME_LENGTH ? `${cutText(bought, NAME_LENGTH)}…` : bought;
}

const slipOf = ({ t, payment, channel, session, formats }: ViewContext, own: Own): PaymentSlip => ({
  paymentId: payment.id,
  channel,
  order: orderName(session.checkout),
  amount: { label: t.amount, value: toMajorText(payment), shown: formats.money(payment.amount, payment.currency) },
  deadline: {
    label: t.deadline,
    value: payment.expiresAt,
    shown: formats.moment(payment.expiresAt),
    iso: payment.expiresAt,
  },
  ...own,
});
