import { html } from '../../../platform/html.ts';

/** The shop's sign: a seed of kawung, half soga brown, half indigo. */
export const sign = html`<svg class="sign" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
  <g class="sign-soga">
    <ellipse cx="20" cy="9.5" rx="5.5" ry="8" />
    <ellipse cx="20" cy="30.5" rx="5.5" ry="8" />
  </g>
  <g class="sign-nila">
    <ellipse cx="9.5" cy="20" rx="8" ry="5.5" />
    <ellipse cx="30.5" cy="20" rx="8" ry="5.5" />
  </g>
  <circle class="sign-soga" cx="20" cy="20" r="2" />
</svg>`;

/** The band behind the greeting: kawung again, large and faint. */
export const band = html`<svg class="band" aria-hidden="true" focusable="false" width="100%" height="100%">
  <defs>
    <pattern id="band" width="96" height="96" patternUnits="userSpaceOnUse">
      <g fill="none" stroke="currentColor" stroke-width="1.5">
        <ellipse cx="48" cy="23" rx="15" ry="20" />
        <ellipse cx="48" cy="73" rx="15" ry="20" />
        <ellipse cx="23" cy="48" rx="20" ry="15" />
        <ellipse cx="73" cy="48" rx="20" ry="15" />
        <ellipse cx="48" cy="23" rx="5" ry="10" />
        <ellipse cx="48" cy="73" rx="5" ry="10" />
        <ellipse cx="23" cy="48" rx="10" ry="5" />
        <ellipse cx="73" cy="48" rx="10" ry="5" />
      </g>
      <g fill="currentColor">
        <circle cx="48" cy="48" r="3.5" />
        <circle cx="0" cy="0" r="5" />
        <circle cx="96" cy="0" r="5" />
        <circle cx="0" cy="96" r="5" />
        <circle cx="96" cy="96" r="5" />
      </g>
    </pattern>
  </defs>
  <rect width="100%" height="100%" fill="url(#band)" />
</svg>`;
