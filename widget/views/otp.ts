import { html, nothing } from 'lit';
import { otpStyles } from '../styles/otp.ts';
import type { InstructionView } from './view.ts';

export const view: InstructionView<'otp'> = {
  styles: otpStyles,
  heading: (_, { t }) => t.otpHeading,
  // Nothing to report before the code is sent.
  status: ({ t, snapshot }) => (snapshot.busy === 'confirming' ? t.otpConfirming : ''),
  body: ({ sentTo }, { t, snapshot, otpFault, otpSent, actions }) => {
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      if (!(event.currentTarget instanceof HTMLFormElement)) return;
      const otp = new FormData(event.currentTarget).get('otp');
      if (typeof otp === 'string') actions.confirm(otp.replace(/[\s-]/g, ''));
    };
    const busy = snapshot.busy ? 'true' : 'false';
    return html`
      <p class="lead" .textContent=${`${otpSent ? `${t.otpSent} ` : ''}${t.otpText(sentTo)}`}></p>
      <form novalidate @submit=${submit}>
        <div class="field">
          <label for="otp">${t.otpLabel}</label>
          <input
            id="otp"
            name="otp"
            class="otp"
            type="text"
            inputmode="numeric"
            autocomplete="one-time-code"
            maxlength="24"
            required
            aria-invalid=${otpFault ? 'true' : nothing}
            aria-describedby=${otpFault ? 'otp-fault' : nothing}
          />
          ${otpFault ? html`<p class="fault" id="otp-fault" .textContent=${otpFault}></p>` : nothing}
        </div>
        <div class="ways">
          <button
            type="submit"
            class="primary"
            aria-disabled=${busy}
            .textContent=${snapshot.busy === 'confirming' ? t.otpConfirming : t.otpConfirm}
          ></button>
          <button
            type="button"
            class="secondary"
            aria-disabled=${busy}
            @click=${actions.resendOtp}
            .textContent=${snapshot.busy === 'resending' ? t.otpResending : t.otpResend}
          ></button>
        </div>
      </form>
    `;
  },
};
