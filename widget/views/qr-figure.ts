import { html, type TemplateResult } from 'lit';
import { qrSvg } from '../ui/qr.ts';
import { copyButton } from './parts.ts';
import type { ViewContext } from './view.ts';

/** A QR code. `name`: `QRIS`. */
export function qrFigure({ t, payment, formats }: ViewContext, payload: string, name: string): TemplateResult {
  const amount = formats.money(payment.amount, payment.currency);
  return html`<figure class="qr">
    <div class="paper" part="qr">${qrSvg(payload, t.qrAlt(amount, name))}</div>
  </figure>`;
}

/** The text of a QR code, for customers who cannot scan it. */
export const qrText = (context: ViewContext, payload: string): TemplateResult =>
  html`<details class="qr-text">
    <summary>${context.t.qrCannotScan}</summary>
    <div class="fact">
      <p class="muted">${context.t.qrText}</p>
      <p class="value small" translate="no">${payload}</p>
      ${copyButton(context, 'qr', context.t.qrText, payload)}
    </div>
  </details>`;
