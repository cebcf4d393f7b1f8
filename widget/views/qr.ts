import { html, nothing } from 'lit';
import { qrStyles } from '../styles/qr.ts';
import { plainFact, steps } from './parts.ts';
import { qrFigure } from './qr-figure.ts';
import type { InstructionView } from './view.ts';

/** The names of the formats in apps and on posters. */
const NAMES: Readonly<Record<string, string>> = { qris: 'QRIS', qrph: 'QR Ph', promptpay: 'PromptPay' };
const nameOf = (format: string): string => (Object.hasOwn(NAMES, format) ? NAMES[format] : undefined) ?? format;

export const view: InstructionView<'qr'> = {
  styles: qrStyles,
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
    return html`
      ${qrFigure(context, payload, nameOf(format))}
      <div class="facts">${plainFact(t.amount, formats.money(payment.amount, payment.currency))}</div>
      ${device.kind === 'mobile' ? onPhone : nothing} ${byCamera}
    `;
  },
};
