import { html, type TemplateResult } from 'lit';
import { emblemOf, signOf } from './emblems.ts';
import { LETTERS } from './letters.ts';
import { logoAddress } from './logo-address.ts';
import { hueOf, monogram } from './monogram.ts';

/** Draws the sign before a channel's name: a mark of our own, or the shop's file for it. */
export type DrawTile = (code: string, brand: string) => TemplateResult;

const GAP = 2.8;
/** Within which the letters stand; in a wallet beside its clasp. */
const WIDTH = 29;
const WALLET_WIDTH = 26;
const HEIGHT = 10;

/** `logos`: the shop's files by channel code. `redraw`: one of them could not be loaded. */
export function tileDrawer(logos: () => Readonly<Record<string, string>> | undefined, redraw: () => void): DrawTile {
  const broken = new Set<string>();
  return (code, brand) => {
    const given = logos()?.[code];
    const logo = given === undefined ? undefined : logoAddress(given, document.baseURI);
    if (logo === undefined || broken.has(logo)) return mark(code, brand);
    const drop = () => {
      broken.add(logo);
      redraw();
    };
    return html`<img class="tile" src=${logo} alt="" decoding="async" referrerpolicy="no-referrer" @error=${drop} />`;
  };
}

/** Two lines: what the way to pay looks like, and the brand's letters. One path for all of them keeps a long list small. */
function mark(code: string, brand: string): TemplateResult {
  const sign = signOf(code);
  const { path, place } =
    sign === undefined
      ? letters(monogram(brand), code.startsWith('ewallet_') ? WALLET_WIDTH : WIDTH)
      : { path: sign, place: '' };
  return html`<svg
    class="tile"
    viewBox="0 0 44 30"
    aria-hidden="true"
    translate="no"
    color="hsl(${hueOf(brand)} 45% 45%)"
    fill="none"
    stroke-width="1.9"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    <path opacity=".45" stroke-width="1.2" d=${sign === undefined ? emblemOf(code) : ''} />
    <path transform=${place} d=${path} />
  </svg>`;
}

interface Lettering {
  readonly path: string;
  /** The `transform` of the path. */
  readonly place: string;
}

/** In the middle of the room there is, smaller where they are many. */
function letters(text: string, room: number): Lettering {
  let width = -GAP;
  let path = '';
  for (const [own, line] of [...text].map((char) => LETTERS[char]).filter((letter) => letter !== undefined)) {
    path += `M${(width + GAP).toFixed(1)} 0${line}`;
    width += own + GAP;
  }
  const scale = Math.min(1, room / width);
  const x = 7.5 + (room - width * scale) / 2;
  const y = 15.2 - (HEIGHT * scale) / 2;
  return { path, place: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(2)})` };
}
