import { html, nothing, svg, type TemplateResult } from 'lit';
import { code128 } from './code128.ts';

/** Modules of white at each end; scanners need ten. */
const QUIET_ZONE = 10;
const HEIGHT = 44;

/** `code` as Code 128 bars, or nothing where it has characters that Code 128 B cannot write. */
export function barcodeFigure(code: string, label: string): TemplateResult | typeof nothing {
  const bars = code128(code);
  if (!bars) return nothing;
  let x = QUIET_ZONE;
  let path = '';
  bars.forEach((width, index) => {
    if (index % 2 === 0) path += `M${x} 0h${width}v${HEIGHT}h-${width}z`;
    x += width;
  });
  return html`<figure class="barcode">
    <div class="paper" part="barcode">
      <svg
        role="img"
        aria-label=${label}
        viewBox="0 0 ${x + QUIET_ZONE} ${HEIGHT}"
        preserveAspectRatio="none"
        shape-rendering="crispEdges"
      >
        ${svg`<path d=${path} fill="#000" />`}
      </svg>
    </div>
  </figure>`;
}
