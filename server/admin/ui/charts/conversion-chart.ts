import { html, svg, type TemplateResult } from 'lit';
import { OUTCOMES, type InsightsView, type Tally } from '../../wire/overview.ts';
import { percentText } from '../texts/format.ts';
import { channelName, OUTCOME_LABELS } from '../texts/labels.ts';
import { startedIn } from '../../wire/tally.ts';

/**
 * Of how many payments that were started on each channel the money came. Numbers beside bars: nothing is shown by colour
 * alone.
 */
export const conversionChart = (channels: InsightsView['channels']): TemplateResult =>
  html`<table class="bars">
    <caption class="unseen">
      Payments started on each channel, and how they stand
    </caption>
    <thead>
      <tr>
        <th scope="col">Channel</th>
        <th scope="col"><span class="unseen">Share</span></th>
        <th scope="col" class="number">Paid</th>
        <th scope="col" class="number">Started</th>
      </tr>
    </thead>
    <tbody>
      ${channels.map(
        ({ channel, tally }) =>
          html`<tr>
            <th scope="row">${channelName(channel)}</th>
            <td>${bar(tally)}</td>
            <td class="number"><strong>${percentText(tally.paid, startedIn(tally))}</strong></td>
            <td class="number">${startedIn(tally)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

const WIDTH = 1000;

/** One line from left to right, all outcomes after each other. */
function bar(tally: Tally): TemplateResult {
  const whole = Math.max(1, startedIn(tally));
  let x = 0;
  const parts = OUTCOMES.map((outcome) => {
    const width = (tally[outcome] / whole) * WIDTH;
    const part = svg`<rect data-outcome=${outcome} x=${x} y="0" width=${width} height="10"></rect>`;
    x += width;
    return part;
  });
  const text = OUTCOMES.filter((outcome) => tally[outcome] > 0)
    .map((outcome) => `${OUTCOME_LABELS[outcome]} ${tally[outcome]}`)
    .join(', ');
  return html`<svg class="bar" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" role="img" aria-label=${text}>
    ${parts}
  </svg>`;
}

/** What the colours mean. */
export const outcomeLegend: TemplateResult = html`<ul class="legend" aria-label="Colours">
  ${OUTCOMES.map((outcome) => html`<li data-outcome=${outcome}><i></i>${OUTCOME_LABELS[outcome]}</li>`)}
</ul>`;
