import { css, html } from 'lit';
import { factStyles } from '../styles/facts.ts';
import { stepStyles } from '../styles/steps.ts';
import { note, plainFact, steps } from './parts.ts';
import type { InstructionView } from './view.ts';

export const view: InstructionView<'push'> = {
  styles: css`
    ${factStyles}${stepStyles}
  `,
  deadline: ({ respondBy }) => respondBy,
  heading: ({ app }, { t }) => t.pushHeading(app),
  body: ({ app, phone, respondBy }, { t, payment, formats, now, actions, snapshot }) => html`
    <p class="lead">${t.pushText(app, phone)}</p>
    <div class="facts">${plainFact(t.amount, formats.money(payment.amount, payment.currency))}</div>
    ${
      Date.parse(respondBy) > now
        ? steps(t.pushSteps(app))
        : html`${note(t.pushLapsed(app), 'warn')}
            <div class="ways">
              <button
                type="button"
                class="primary"
                aria-disabled=${snapshot.busy ? 'true' : 'false'}
                @click=${() => actions.resend()}
              >
                ${t.pushAgain}
              </button>
            </div>`
    }
  `,
};
