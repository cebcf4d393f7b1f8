import { html, nothing } from 'lit';
import { toMajorText } from '../../shared/money.ts';
import { qrFigure } from './qr-figure.ts';
import { qrStyles } from '../styles/qr.ts';
import { amountFact, codeFact, guideList, plainFact } from './parts.ts';
import type { InstructionView } from './view.ts';

export const view: InstructionView<'virtual_account'> = {
  // Some banks take a QR code for the same account.
  styles: qrStyles,
  heading: ({ bank }, { t }) => t.vaHeading(bank),
  body: ({ bank, number, accountName, qrPayload, guide }, context) => html`
    <div class="facts">
      ${codeFact(context, context.t.vaNumber, number)} ${plainFact(context.t.vaName, accountName)}
      ${amountFact(context, toMajorText(context.payment))}
    </div>
    ${
      qrPayload
        ? html`<h3>${context.t.vaOrQr}</h3>
            ${qrFigure(context, qrPayload, 'QR')}`
        : nothing
    }
    ${guideList(context, guide, number, { place: bank }, 'virtualAccount')}
  `,
};
