import { html, type TemplateResult } from 'lit';
import { saveIcon } from '../ui/payment-icons.ts';
import { qrMatrix, qrSvg } from '../ui/qr.ts';
import { saveQrImage } from '../ui/save-qr-image.ts';
import { copyButton } from './parts.ts';
import type { ViewContext } from './view.ts';

/** A QR code, a button to save it as an image, and its text for customers who cannot scan it. `name`: `QRIS`. */
export function qrFigure(context: ViewContext, payload: string, name: string): TemplateResult {
  const { t, payment, formats, actions } = context;
  const amount = formats.money(payment.amount, payment.currency);
  const save = async () => {
    if (await saveQrImage(qrMatrix(payload), { title: name, caption: amount, fileName: `${name}-${payment.id}.png` }))
      actions.announce(t.qrSaved);
  };
  return html`<figure class="qr">
      <div class="paper" part="qr">${qrSvg(payload, t.qrAlt(amount, name))}</div>
      <figcaption>
        <button type="button" class="quiet" @click=${save}>${saveIcon}<span>${t.qrSave}</span></button>
      </figcaption>
    </figure>
    <details class="qr-text">
      <summary>${t.qrCannotScan}</summary>
      <div class="fact">
        <p class="muted">${t.qrText}</p>
        <p class="value small" translate="no">${payload}</p>
        ${copyButton(context, 'qr', t.qrText, payload)}
      </div>
    </details>`;
}
