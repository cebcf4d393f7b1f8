import { html, svg, type TemplateResult } from 'lit';
import { OUTCOMES, type InsightsView, type Tally } from '../../wire/overview.ts';
import { badge } from '../parts/badge.ts';
import { momentText, percentText } from '../texts/format.ts';
import { OUTCOME_LABELS } from '../texts/labels.ts';
import { startedIn } from '../../wire/tally.ts';

type ProviderHealth = InsightsView['providers'][number];

/** Whether a provider is reached, and what became of its payments over the window. */
export function healthCard(health: ProviderHealth): TemplateResult {
  const { provider, isReachable, tally } = health;
  const all = startedIn(tally);
  return html`<article class="card health">
    <div class="card-head">
      <h3>${provider}</h3>
      ${
        isReachable === undefined
          ? badge({ text: 'Not configured', tone: 'quiet' })
          : isReachable
            ? badge({ text: 'Reachable', tone: 'good' })
            : badge({ text: 'Not reached', tone: 'bad' })
      }
    </div>
    ${columns(health)}
    <p>${all === 0 ? 'No payments in this time.' : sumText(tally)}</p>
  </article>`;
}

function sumText(tally: Tally): TemplateResult {
  const troubled = tally.failed + tally.unknown;
  const all = startedIn(tally);
  return html`<strong>${percentText(tally.paid, all)}</strong> of ${all}
    paid${troubled === 0 ? ', none failed' : html`, <strong>${troubled}</strong> failed or unknown`}`;
}

const HEIGHT = 56;
const STEP = 10;
const COLUMN = 7;

/** A column for each step, from the bottom up. */
function columns({ steps, provider }: ProviderHealth): TemplateResult {
  const highest = Math.max(1, ...steps.map(({ tally }) => startedIn(tally)));
  const first = steps[0];
  const text = `Payments at ${provider} over time, most at once ${highest}${first === undefined ? '' : `, since ${momentText(first.since)}`}`;
  return html`<svg
    class="columns-chart"
    viewBox="0 0 ${steps.length * STEP} ${HEIGHT}"
    preserveAspectRatio="none"
    role="img"
    aria-label=${text}
  >
    ${steps.map(({ since, tally }, index) => {
      let y = HEIGHT;
      const title = `${momentText(since)}: ${OUTCOMES.filter((outcome) => tally[outcome] > 0)
        .map((outcome) => `${OUTCOME_LABELS[outcome]} ${tally[outcome]}`)
        .join(', ')}`;
      return svg`<g><title>${title}</title>
        <rect class="floor" x=${index * STEP} y=${HEIGHT - 1.5} width=${COLUMN} height="1.5"></rect>
        ${OUTCOMES.map((outcome) => {
          const height = (tally[outcome] / highest) * HEIGHT;
          y -= height;
          return svg`<rect data-outcome=${outcome} x=${index * STEP} y=${y} width=${COLUMN} height=${height}></rect>`;
        })}</g>`;
    })}
  </svg>`;
}
