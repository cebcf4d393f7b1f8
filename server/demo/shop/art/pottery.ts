import { html } from '../../../platform/html.ts';

/** A cup speckled as by first rain. */
export const cangkirRintik = html`<svg viewBox="0 0 240 240" aria-hidden="true" focusable="false">
  <ellipse cx="118" cy="206" rx="88" ry="10" fill="#000" opacity=".1" />
  <ellipse cx="116" cy="194" rx="86" ry="15" fill="#d7c3a2" />
  <ellipse cx="116" cy="190" rx="86" ry="14" fill="#f1e3c8" />
  <ellipse cx="116" cy="190" rx="52" ry="7.5" fill="#c9b28c" />
  <path d="M168 112q44-8 44 24t-54 36" fill="none" stroke="#e5d3b2" stroke-width="14" stroke-linecap="round" />
  <path
    d="M168 112q44-8 44 24t-54 36"
    fill="none"
    stroke="#b98a5a"
    stroke-width="2.5"
    opacity=".55"
    stroke-linecap="round"
  />
  <path d="M52 92h128q2 60-22 88-8 10-20 10H94q-12 0-20-10-24-28-22-88z" fill="#f4e8d1" />
  <path d="M148 92h32q2 60-22 88-8 10-20 10h-16q26-30 26-98z" fill="#dcc7a3" />
  <path d="M54 132q30 14 62 10t64-6q-4 28-22 44-8 10-20 10H94q-12 0-20-10-16-20-20-48z" fill="#a85c34" opacity=".92" />
  <path d="M150 139q14-2 30-3-4 28-22 44-8 10-20 10h-14q18-18 26-51z" fill="#7f4020" opacity=".8" />
  <ellipse cx="116" cy="92" rx="64" ry="15" fill="#dcc7a3" />
  <ellipse cx="116" cy="94" rx="57" ry="11" fill="#4a2813" />
  <ellipse cx="108" cy="92" rx="34" ry="4.5" fill="#7a4a28" opacity=".8" />
  <g fill="#6b4a2c">
    <circle cx="72" cy="118" r="2" />
    <circle cx="88" cy="112" r="1.5" />
    <circle cx="101" cy="124" r="2.2" />
    <circle cx="120" cy="115" r="1.6" />
    <circle cx="134" cy="127" r="2" />
    <circle cx="64" cy="108" r="1.4" />
    <circle cx="112" cy="133" r="1.5" />
    <circle cx="146" cy="115" r="1.7" />
    <circle cx="80" cy="129" r="1.6" />
    <circle cx="160" cy="122" r="1.8" />
    <circle cx="170" cy="108" r="1.5" />
  </g>
  <g fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".6">
    <path d="M92 68q-10-12 0-24t0-22" />
    <path d="M118 64q-10-12 0-24t0-22" />
    <path d="M144 68q-10-12 0-24t0-22" />
  </g>
</svg>`;

/** A bowl whose glaze follows rice terraces. */
export const mangkukSawah = html`<svg viewBox="0 0 240 240" aria-hidden="true" focusable="false">
  <defs>
    <clipPath id="bowl"><path d="M28 104h184q-2 62-54 92-4 8-14 8H96q-10 0-14-8-52-30-54-92z" /></clipPath>
  </defs>
  <ellipse cx="120" cy="208" rx="76" ry="8" fill="#000" opacity=".1" />
  <g clip-path="url(#bowl)">
    <rect x="20" y="90" width="200" height="120" fill="#6f9257" />
    <path d="M10 128q40 16 80 4t70 4 70-8v90H10z" fill="#567a45" />
    <path d="M10 146q46 14 88 2t66 6 66-10v80H10z" fill="#3f6136" />
    <path d="M10 164q46 14 92 2t62 6 66-10v60H10z" fill="#2f4a2b" />
    <g fill="none" stroke="#cfdfae" stroke-width="2.5" opacity=".85">
      <path d="M10 128q40 16 80 4t70 4 70-8" />
      <path d="M10 146q46 14 88 2t66 6 66-10" />
      <path d="M10 164q46 14 92 2t62 6 66-10" />
    </g>
    <path d="M170 90h50v120h-90q40-40 40-120z" fill="#000" opacity=".14" />
    <path d="M80 190h80v20H80z" fill="#a77a4b" />
  </g>
  <ellipse cx="120" cy="104" rx="92" ry="22" fill="#8fae72" />
  <ellipse cx="120" cy="106" rx="82" ry="17" fill="#e9e2c4" />
  <path d="M40 108q30-14 80-14t80 14q-20 15-80 15t-80-15z" fill="#d6cda6" />
  <ellipse cx="104" cy="103" rx="36" ry="5" fill="#fff" opacity=".45" />
</svg>`;

/** A round teapot with a hooped rattan handle. */
export const tekoEmbun = html`<svg viewBox="0 0 240 240" aria-hidden="true" focusable="false">
  <ellipse cx="118" cy="208" rx="76" ry="8" fill="#000" opacity=".1" />
  <path d="M60 118q-8-88 58-88t58 88" fill="none" stroke="#a87536" stroke-width="10" stroke-linecap="round" />
  <path d="M60 118q-8-88 58-88t58 88" fill="none" stroke="#e0b673" stroke-width="4" stroke-dasharray="7 6" />
  <path d="M172 140q20-2 28-34l18-8q4 0 2 5-10 64-50 78z" fill="#4c7f86" />
  <path d="M200 106l18-8q4 0 2 5l-4 12z" fill="#2f5a61" />
  <ellipse cx="116" cy="154" rx="72" ry="52" fill="#6aa3a8" />
  <path d="M150 108q38 16 38 46 0 52-72 52-14 0-26-2 70-10 60-96z" fill="#3f7077" opacity=".75" />
  <path d="M46 140q6-26 34-36" fill="none" stroke="#c8e4e2" stroke-width="8" stroke-linecap="round" opacity=".75" />
  <path d="M82 200h68l-6 9H88z" fill="#2f5a61" />
  <ellipse cx="116" cy="106" rx="38" ry="9" fill="#3f7077" />
  <path d="M80 104q4-18 36-18t36 18q-12 8-36 8t-36-8z" fill="#7fb6b8" />
  <path d="M88 99q6-8 22-9" fill="none" stroke="#c8e4e2" stroke-width="4" stroke-linecap="round" />
  <circle cx="116" cy="81" r="9" fill="#3f7077" />
  <circle cx="113" cy="78" r="3" fill="#c8e4e2" opacity=".8" />
  <g fill="#d9efec" opacity=".85">
    <path
      d="M92 140q6 9 0 13-7-4 0-13zM120 160q6 9 0 13-7-4 0-13zM76 166q5 8 0 11-6-3 0-11zM104 182q5 8 0 11-6-3 0-11zM142 138q5 8 0 11-6-3 0-11z"
    />
  </g>
</svg>`;

/** A tall vase under mega mendung, the layered clouds of Cirebon. */
export const vasMega = html`<svg viewBox="0 0 240 240" aria-hidden="true" focusable="false">
  <defs>
    <clipPath id="vase">
      <path d="M100 62q2 20-20 38-26 22-26 54 0 40 34 56h64q34-16 34-56 0-32-26-54-22-18-20-38z" />
    </clipPath>
  </defs>
  <ellipse cx="120" cy="213" rx="62" ry="7" fill="#000" opacity=".12" />
  <g fill="none" stroke="#6b8f4f" stroke-width="4" stroke-linecap="round">
    <path d="M118 60q-8-26-34-40M122 60q2-26 6-50M126 60q12-18 34-26" />
  </g>
  <g fill="#86ad62">
    <path
      d="M84 20q-16-2-20 8 12 8 22-4zM100 36q-16 4-16 14 12 4 20-8zM128 10q-8-12 0-18 10 10 4 20zM160 34q14-8 20 2-10 10-20 4zM142 44q4-16 16-14 0 14-12 18z"
    />
  </g>
  <g clip-path="url(#vase)">
    <rect x="40" y="50" width="160" height="170" fill="#e9eefb" />
    <g fill="#a9bde8">
      <circle cx="72" cy="150" r="40" />
      <circle cx="116" cy="132" r="34" />
      <circle cx="160" cy="152" r="42" />
    </g>
    <g fill="#6d8bd0">
      <circle cx="68" cy="160" r="32" />
      <circle cx="118" cy="146" r="28" />
      <circle cx="164" cy="164" r="34" />
    </g>
    <g fill="#3d5ca8">
      <circle cx="66" cy="172" r="25" />
      <circle cx="120" cy="160" r="23" />
      <circle cx="166" cy="176" r="26" />
    </g>
    <g fill="#22335f">
      <circle cx="64" cy="184" r="18" />
      <circle cx="121" cy="174" r="17" />
      <circle cx="168" cy="188" r="19" />
    </g>
    <path d="M40 196q20-12 40 0t40 0 40 0 40 0v30H40z" fill="#22335f" />
    <path d="M40 202q20-12 40 0t40 0 40 0 40 0" fill="none" stroke="#e7a25a" stroke-width="3" />
    <g fill="none" stroke="#e9eefb" stroke-width="3" stroke-linecap="round">
      <path d="M54 186q-2-12 10-12 10 0 10 9-1 7-8 6" />
      <path d="M112 178q-2-12 9-12 10 0 10 9-1 6-7 6" />
      <path d="M159 191q-2-12 9-12 10 0 10 9-1 6-7 6" />
    </g>
    <path d="M96 84h48M88 94h64" stroke="#3d5ca8" stroke-width="3.5" />
    <path d="M150 60h60v160h-70q40-70 10-160z" fill="#0b1430" opacity=".2" />
    <path d="M70 128q6-16 22-28" fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".7" />
  </g>
  <ellipse cx="120" cy="62" rx="22" ry="6" fill="#c5d1ee" />
  <ellipse cx="120" cy="62" rx="16" ry="3.8" fill="#22335f" />
</svg>`;
