import { css, html, nothing } from 'lit';
import { toMajorText } from '../../shared/money.ts';
import { qrFigure, qrText } from './qr-figure.ts';
import { qrStyles } from '../styles/qr.ts';
import { paymentCodeStyles } from '../styles/payment-code.ts';
import { groupText } from '../ui/group-text.ts';
import { slipToolRow } from './slip-tool-row.ts';
import { amountFact, billerFact, codeFact, guideList, plainFact } from './parts.ts';
import type { InstructionView } from './view.ts';

export const view: InstructionView<'virtual_account'> = {
  // Some banks take a QR code for the same account.
  styles: css`
    ${qrStyles}
    ${paymentCodeStyles}
  `,
  heading: ({ bank, billerCode }, { t }) => (billerCode ? t.billHeading(bank) : t.vaHeading(bank)),
  body: ({ bank, number, billerCode, accountName, qrPayload, guide }, context) => html`
    <div class="facts">
      ${billerCode ? billerFact(context, billerCode) : nothing}
      ${codeFact(context, billerCode ? context.t.billKey : context.t.vaNumber, number)}
      ${plainFact(context.t.vaName, accountName)} ${amountFact(context, toMajorText(context.payment))}
    </div>
    ${slipToolRow(context, () => ({
      facts: [
        ...(billerCode ? [{ label: context.t.billerCode, value: billerCode }] : []),
        { label: billerCode ? context.t.billKey : context.t.vaNumber, value: number, shown: groupText(number) },
        ...(accountName ? [{ label: context.t.vaName, value: accountName }] : []),
      ],
    }))}
    ${
      qrPayload
        ? html`<h3>${context.t.vaOrQr}</h3>
            ${qrFigure(context, qrPayload, 'QR')} ${qrText(context, qrPayload)}`
        : nothing
    }
    ${guideList(context, guide, number, { place: bank, billerCode }, 'virtualAccount')}
  `,
};
