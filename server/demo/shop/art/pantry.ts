import { html } from '../../../platform/html.ts';

/** A paper pouch with the highlands on its label, and a few beans that got away. */
export const kopiGayo = html`<svg viewBox="0 0 240 240" aria-hidden="true" focusable="false">
  <ellipse cx="122" cy="212" rx="74" ry="8" fill="#000" opacity=".1" />
  <path d="M76 58h92l10 148q0 6-6 6H72q-6 0-6-6z" fill="#c49a66" />
  <path d="M150 58h18l10 148q0 6-6 6h-16z" fill="#9f7745" />
  <path d="M76 58h20l-6 154H72q-6 0-6-6z" fill="#d7b184" />
  <path d="M74 30h96v28H74z" fill="#b3874f" />
  <path d="M74 30h96v8H74z" fill="#d7b184" />
  <path d="M66 48h112v9H66z" rx="4" fill="#2f4a35" />
  <path d="M66 48h10v9H66zM168 48h10v9h-10z" fill="#223727" />
  <rect x="84" y="92" width="76" height="88" rx="6" fill="#fbf3e1" />
  <path d="M84 150l20-26 13 15 17-24 26 35v24q0 6-6 6H90q-6 0-6-6z" fill="#3f6b4c" />
  <path d="M84 160l24-17 18 13 16-12 18 14v16q0 6-6 6H90q-6 0-6-6z" fill="#2f4a35" />
  <circle cx="141" cy="111" r="8" fill="#e08a3c" />
  <path d="M96 103h28M96 110h18" stroke="#5b3217" stroke-width="3.5" stroke-linecap="round" />
  <circle cx="122" cy="74" r="5" fill="#9f7745" />
  <circle cx="122" cy="74" r="2" fill="#5b3217" />
  <g fill="#4a2813">
    <ellipse cx="54" cy="206" rx="13" ry="9" transform="rotate(-24 54 206)" />
    <ellipse cx="193" cy="209" rx="12" ry="8" transform="rotate(18 193 209)" />
    <ellipse cx="37" cy="190" rx="10" ry="7" transform="rotate(35 37 190)" />
  </g>
  <g fill="none" stroke="#8c5a33" stroke-width="2" stroke-linecap="round">
    <path d="M43 210q8-8 22-8" />
    <path d="M182 206q9-1 22 6" />
    <path d="M31 184q3 7 12 12" />
  </g>
</svg>`;

/** Palm sugar moulded in half shells, tied in a strip of leaf. */
export const gulaAren = html`<svg viewBox="0 0 240 240" aria-hidden="true" focusable="false">
  <ellipse cx="120" cy="204" rx="88" ry="9" fill="#000" opacity=".1" />
  <path d="M34 190q-4-8 8-12l158-2q14 2 8 14-30 12-86 12t-88-12z" fill="#4c7a45" />
  <path d="M34 190q40-12 88-10t86 10" fill="none" stroke="#7fae6c" stroke-width="2.5" />
  <path d="M44 184q0-54 44-54t44 54q-20 8-44 8t-44-8z" fill="#7a431c" />
  <path d="M58 176q-2-34 26-38" fill="none" stroke="#b57740" stroke-width="6" stroke-linecap="round" opacity=".75" />
  <path d="M112 186q0-50 42-50t42 50q-20 8-42 8t-42-8z" fill="#693614" />
  <path d="M126 178q0-30 24-34" fill="none" stroke="#a86a36" stroke-width="6" stroke-linecap="round" opacity=".75" />
  <path d="M76 138q0-54 46-54t46 54q-22 9-46 9t-46-9z" fill="#8c4f22" />
  <path d="M90 130q-1-33 27-38" fill="none" stroke="#c98b50" stroke-width="7" stroke-linecap="round" opacity=".8" />
  <path d="M112 82q10-4 22 0l3 64q-14 2-28 0z" fill="#5f9152" />
  <path d="M119 81l-2 66M128 81l2 66" stroke="#8fbd7b" stroke-width="2" />
  <path d="M122 84q-26-4-34-26 26-2 36 20 4-26 30-30 2 26-26 36z" fill="#4c7a45" />
  <path d="M94 62q18 4 28 22 8-20 26-30" fill="none" stroke="#8fbd7b" stroke-width="2" stroke-linecap="round" />
  <g fill="#a86a36">
    <rect x="196" y="184" width="12" height="9" rx="2" transform="rotate(14 196 184)" />
    <rect x="28" y="178" width="10" height="8" rx="2" transform="rotate(-10 28 178)" />
  </g>
</svg>`;
