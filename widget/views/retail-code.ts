import { css, html, nothing, type TemplateResult } from 'lit';
import type { InstructionOf } from '../../shared/instruction.ts';
import { isClosed, localHours } from '../../shared/till-hours.ts';
import { barcodeStyles } from '../styles/barcode.ts';
import { paymentCodeStyles } from '../styles/payment-code.ts';
import { barcodeFigure } from '../ui/barcode.ts';
import { code128 } from '../ui/code128.ts';
import { groupText } from '../ui/group-text.ts';
import { codeFact, guideList, note, plainFact } from './parts.ts';
import { slipToolRow } from './slip-tool-row.ts';
import type { InstructionView, ViewContext } from './view.ts';

export const view: InstructionView<'retail_code'> = {
  styles: css`
    ${barcodeStyles}
    ${paymentCodeStyles}
  `,
  heading: ({ store }, { t }) => t.retailHeading(store),
  body: (instruction, context) => html`
    ${storeHoursText(instruction, context)}
    <div class="facts">${codeFact(context, context.t.retailCode, instruction.code)} ${amountAsked(context)}</div>
    ${instruction.barcode ? barcodeFigure(instruction.code, context.t.barcodeOf(instruction.code)) : nothing}
    ${slipToolRow(context, () => slipParts(instruction, context))}
    ${guideList(context, instruction.guide, instruction.code, guideFacts(instruction), 'retail')}
  `,
};

/** A word joiner: no line ends after the dash of `01.00–22.00`. */
const UNBROKEN = '\u2060';

/** The till knows the amount by the code, and may add a fee: nothing to type in, and nothing to be exact about. */
const amountAsked = ({ t, payment, formats }: ViewContext) =>
  plainFact(t.amount, formats.money(payment.amount, payment.currency));

const guideFacts = ({ store, biller, barcode }: InstructionOf<'retail_code'>) => ({
  place: store,
  biller,
  barcode: barcode !== undefined,
});

function slipParts({ store, biller, code, barcode }: InstructionOf<'retail_code'>, { t }: ViewContext) {
  return {
    facts: [
      { label: t.retailCode, value: code, shown: groupText(code) },
      ...(biller ? [{ label: store, value: biller }] : []),
    ],
    barcode: barcode && code128(code),
  };
}

/** Whether the counter is open, for the customer to know before going there. */
function storeHoursText(
  { hours }: InstructionOf<'retail_code'>,
  { t, now, locale }: ViewContext,
): TemplateResult | typeof nothing {
  if (!hours) return nothing;
  try {
    const { opens, closes, zone } = localHours(hours, locale, now);
    return isClosed(hours, now)
      ? note(t.counterClosed(opens + zone), 'warn')
      : note(t.counterHours(opens, UNBROKEN + closes + zone));
  } catch {
    // A time zone that this browser does not know: the code matters more than the hours.
    return nothing;
  }
}
