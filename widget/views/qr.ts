import { css, html } from 'lit';
import { qrStyles } from '../styles/qr.ts';
import { paymentCodeStyles } from '../styles/payment-code.ts';
import { qrMatrix } from '../ui/qr.ts';
import { plainFact, steps } from './parts.ts';
import { qrFigure, qrText } from './qr-figure.ts';
import { slipToolRow } from './slip-tool-row.ts';
import type { InstructionView } from './view.ts';

/** The names of the formats in apps and on posters. */
const NAMES: Readonly<Record<string, string>> = { qris: 'QRIS', qrph: 'QR Ph', promptpay: 'PromptPay' };
const nameOf = (format: string): string => (Object.hasOwn(NAMES, format) ? NAMES[format] : undefined) ?? format;

export const view: InstructionView<'qr'> = {
  styles: css`
    ${qrStyles}
    ${paymentCodeStyles}
  `,
  heading: ({ format }, { t }) => t.qrHeading(nameOf(format)),
  body: ({ format, payload }, context) => {
    const { t, payment, formats, device } = context;
    const onPhone = html`<section class="guides">
      <h3>${t.qrOnThisPhone}</h3>
      ${steps(t.qrPhoneSteps)}
    </section>`;
    const byCamera = html`<section class="guides">
      <h3>${t.howToPay}</h3>
      ${steps(t.qrSteps)}
    </section>`;
    // Folded: whoever pays from this phone would read the steps twice.
    const byOtherPhone = html`<section class="guides">
      <details>
        <summary>${t.qrOtherPhone}</summary>
        ${steps(t.qrSteps)}
      </details>
    </section>`;
    return html`
      ${qrFigure(context, payload, nameOf(format))}
      ${slipToolRow(context, () => ({ facts: [], qr: qrMatrix(payload) }))}
      <div class="facts">${plainFact(t.amount, formats.money(payment.amount, payment.currency))}</div>
      ${device.kind === 'mobile' ? [onPhone, byOtherPhone] : byCamera} ${qrText(context, payload)}
    `;
  },
};
