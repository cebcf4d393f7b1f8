import { html, nothing, type TemplateResult } from 'lit';
import { toMajorText } from '../../shared/money.ts';
import type { InstructionOf } from '../../shared/instruction.ts';
import { isClosed, localHours } from '../../shared/till-hours.ts';
import { barcodeStyles } from '../styles/barcode.ts';
import { barcodeFigure } from '../ui/barcode.ts';
import { amountFact, codeFact, guideList, note } from './parts.ts';
import type { InstructionView, ViewContext } from './view.ts';

export const view: InstructionView<'retail_code'> = {
  styles: barcodeStyles,
  heading: ({ store }, { t }) => t.retailHeading(store),
  body: (instruction, context) => html`
    ${storeHoursText(instruction, context)}
    <div class="facts">
      ${codeFact(context, context.t.retailCode, instruction.code)} ${amountFact(context, toMajorText(context.payment))}
    </div>
    ${instruction.barcode ? barcodeFigure(instruction.code, context.t.barcodeOf(instruction.code)) : nothing}
    ${guideList(context, instruction.guide, instruction.code, { place: instruction.store, biller: instruction.biller }, 'retail')}
  `,
};

/** Whether the counter is open, for the customer to know before going there. */
function storeHoursText(
  { hours }: InstructionOf<'retail_code'>,
  { t, now, locale }: ViewContext,
): TemplateResult | typeof nothing {
  if (!hours) return nothing;
  const { opens, closes, zone } = localHours(hours, locale, now);
  return isClosed(hours, now)
    ? note(t.counterClosed(opens + zone), 'warn')
    : note(t.counterHours(opens, closes + zone));
}
