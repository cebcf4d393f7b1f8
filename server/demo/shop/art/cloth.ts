import { html } from '../../../platform/html.ts';

/** A cloth over a bamboo pole, printed with kawung: four seeds around a crossing. */
export const batikKawung = html`<svg viewBox="0 0 240 240" aria-hidden="true" focusable="false">
  <defs>
    <pattern id="kawung" width="30" height="30" patternUnits="userSpaceOnUse">
      <rect width="30" height="30" fill="#5b3217" />
      <g fill="#f1dcb4">
        <ellipse cx="15" cy="6.2" rx="4.4" ry="6" />
        <ellipse cx="15" cy="23.8" rx="4.4" ry="6" />
        <ellipse cx="6.2" cy="15" rx="6" ry="4.4" />
        <ellipse cx="23.8" cy="15" rx="6" ry="4.4" />
      </g>
      <g fill="#8a4b1f">
        <ellipse cx="15" cy="6.2" rx="1.3" ry="2.8" />
        <ellipse cx="15" cy="23.8" rx="1.3" ry="2.8" />
        <ellipse cx="6.2" cy="15" rx="2.8" ry="1.3" />
        <ellipse cx="23.8" cy="15" rx="2.8" ry="1.3" />
      </g>
      <circle cx="15" cy="15" r="1.8" fill="#f1dcb4" />
      <g fill="#d9a866">
        <circle cx="0" cy="0" r="2.4" />
        <circle cx="30" cy="0" r="2.4" />
        <circle cx="0" cy="30" r="2.4" />
        <circle cx="30" cy="30" r="2.4" />
      </g>
    </pattern>
  </defs>
  <ellipse cx="120" cy="218" rx="74" ry="7" fill="#000" opacity=".09" />
  <rect x="24" y="38" width="192" height="11" rx="5.5" fill="#b98a4a" />
  <g fill="#8f6733">
    <rect x="60" y="38" width="3" height="11" />
    <rect x="178" y="38" width="3" height="11" />
  </g>
  <path d="M62 36h116v150q-14 8-29 2t-29 2-29-2-29-2z" transform="translate(8 6)" fill="#3d200e" opacity=".28" />
  <path d="M58 40q2-10 12-10h100q10 0 12 10v158q-15 7-31 1t-31 1-31-1-31-1z" fill="url(#kawung)" />
  <path d="M58 186q15 7 31 1t31 1 31-1 31-1v12q-15 7-31 1t-31 1-31-1-31-1z" fill="#22335f" />
  <path d="M58 186q15 7 31 1t31 1 31-1 31-1" fill="none" stroke="#d9a866" stroke-width="2.5" />
  <path d="M97 32q-6 80 0 168M146 32q7 80 0 168" fill="none" stroke="#2a1407" stroke-width="9" opacity=".16" />
  <path d="M58 40q2-10 12-10h100q10 0 12 10z" fill="#fff" opacity=".13" />
</svg>`;

/** A scarf of lurik, narrow woven stripes, hung over a peg and knotted at the ends into fringes. */
export const syalLurik = html`<svg viewBox="0 0 240 240" aria-hidden="true" focusable="false">
  <defs>
    <pattern id="lurik" width="36" height="8" patternUnits="userSpaceOnUse">
      <rect width="36" height="8" fill="#2c4480" />
      <rect x="3" width="3" height="8" fill="#dfe6f7" />
      <rect x="9" width="6" height="8" fill="#1b2b57" />
      <rect x="18" width="2" height="8" fill="#e7a25a" />
      <rect x="23" width="4" height="8" fill="#5f7fc4" />
      <rect x="30" width="2" height="8" fill="#dfe6f7" />
      <path d="M0 2h36M0 6h36" stroke="#0f1b3d" stroke-width=".7" opacity=".35" />
    </pattern>
  </defs>
  <ellipse cx="122" cy="222" rx="66" ry="6" fill="#000" opacity=".1" />
  <g stroke="#c9d5f1" stroke-width="3" stroke-linecap="round">
    <path d="M134 180l-1 20M143 181v20M152 182v20M161 182l1 20M170 181l1 20M179 180l2 20" />
  </g>
  <path d="M112 28q34 0 46 22 22 42 26 132-28 6-56 0-2-84-16-128z" fill="url(#lurik)" />
  <path d="M112 28q34 0 46 22 22 42 26 132-28 6-56 0-2-84-16-128z" fill="#0b1430" opacity=".28" />
  <g stroke="#e8eefb" stroke-width="3" stroke-linecap="round">
    <path d="M57 196l-3 22M66 198l-2 22M75 199l-1 22M84 199v22M93 198l1 22M102 197l2 22M111 196l2 22" />
  </g>
  <path d="M128 28q-44-2-58 24-16 40-18 146 32 6 64 0 0-92 18-132 6-12 16-14-6-22-22-24z" fill="url(#lurik)" />
  <path d="M128 28q-44-2-58 24-8 20-12 60 10-50 34-66 18-12 46-8-4-9-10-10z" fill="#fff" opacity=".2" />
  <path d="M116 198q0-92 18-132 6-12 16-14l-2-5q-22 4-32 32-14 44-16 120 8 1 16-1z" fill="#0b1430" opacity=".3" />
  <path d="M52 190q32 6 64 0v8q-32 6-64 0z" fill="#0f1b3d" />
  <path d="M128 174q28 6 56 0v8q-28 6-56 0z" fill="#0a1330" />
  <circle cx="126" cy="30" r="10" fill="#b98a4a" />
  <circle cx="123" cy="27" r="3.5" fill="#e5c48e" />
</svg>`;
