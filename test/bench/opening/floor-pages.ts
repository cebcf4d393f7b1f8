import type { Contender, PageExpressions } from './contender.ts';
import { METHOD_CODES } from './methods.ts';
import type { PageContent, ShopPages } from './shop-pages.ts';

/** The scripts of the floors, by the path that their pages load them from: files below `test/bench`. */
export const FLOOR_SCRIPTS = {
  '/list-inline.js': 'floors/list-inline.ts',
  '/list-lit.js': 'floors/list-lit.ts',
} as const;

const BLANK: PageContent = {
  head: '',
  body: `<div id="methods"></div>
<script>fetch('/methods').then((answer) => answer.json()).then(() => { document.getElementById('methods').textContent = 'ready'; });</script>`,
};

/** The height is reserved, as the floors have no skeleton. */
const listPage = (script: keyof typeof FLOOR_SCRIPTS): PageContent => ({
  head: `<script type="module" src="${script}"></script>
<style>bench-list { display: block; min-height: 1003px }</style>`,
  body: '<bench-list></bench-list>',
});

const ROOT = "document.querySelector('bench-list')?.shadowRoot";
const LIST: PageExpressions = {
  rows: `${ROOT}?.querySelectorAll('label').length ?? 0`,
  eighthRow: `${ROOT}.querySelectorAll('label')[7]`,
  selected: `${ROOT}.querySelector('.panel') !== null`,
};

export const LIT_FLOOR = 'lit floor';
export const BLANK_PAGE = 'blank page';
export const INLINE_FLOOR = 'inline-SVG floor';

/** Pages that show how fast a page with such a list can be. */
export function floorPages(shop: ShopPages): readonly Contender[] {
  const floor = (name: string, page: PageExpressions, wantedRows: number, content: PageContent): Contender => {
    const url = shop.publish(name.replaceAll(' ', '-'), content);
    return { name, kind: 'floor', page, wantedRows, prepare: () => url };
  };
  return [
    floor(BLANK_PAGE, { rows: "document.getElementById('methods')?.textContent === 'ready' ? 1 : 0" }, 1, BLANK),
    floor(INLINE_FLOOR, LIST, METHOD_CODES.length, listPage('/list-inline.js')),
    floor(LIT_FLOOR, LIST, METHOD_CODES.length, listPage('/list-lit.js')),
  ];
}
