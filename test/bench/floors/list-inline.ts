/** The physical limit of a list of payment methods in a browser: no framework, logos as inline SVG. */
import { amountText, type Methods } from '../opening/methods.ts';
import { LIST_CSS } from '../opening/list-css.ts';

const SVG = 'http://www.w3.org/2000/svg';
const sheet = new CSSStyleSheet();
sheet.replaceSync(LIST_CSS);

const add = (parent: Node, name: string, text = ''): HTMLElement => {
  const element = document.createElement(name);
  element.textContent = text;
  parent.appendChild(element);
  return element;
};

function addLogo(parent: Node, code: string): void {
  const set = (element: Element, attributes: Readonly<Record<string, string>>): void => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  };
  const svg = document.createElementNS(SVG, 'svg');
  set(svg, { width: '40', height: '26', viewBox: '0 0 40 26', 'aria-hidden': 'true' });
  const area = document.createElementNS(SVG, 'rect');
  set(area, { width: '40', height: '26', fill: `hsl(${(code.length * 47) % 360} 55% 45%)` });
  const line = document.createElementNS(SVG, 'path');
  set(line, { d: 'M7 19 13 7l7 12 7-12 6 12', fill: 'none', stroke: '#fff', 'stroke-width': '2' });
  svg.append(area, line);
  parent.appendChild(svg);
}

class InlineList extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    const { amount, groups } = (await (await fetch('/methods')).json()) as Methods;
    const text = amountText(amount);
    const list = document.createDocumentFragment();
    for (const { label, methods } of groups) {
      const set = add(list, 'fieldset');
      add(set, 'legend', label);
      for (const { code, name } of methods) {
        const row = add(set, 'label');
        const radio = document.createElement('input');
        Object.assign(radio, { type: 'radio', name: 'method', value: code });
        row.append(radio);
        addLogo(row, code);
        add(row, 'span', name);
      }
    }
    root.append(list);
    const panel = document.createElement('div');
    panel.className = 'panel';
    add(panel, 'button', text);
    root.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLInputElement) target.parentElement?.after(panel);
    });
  }
}
customElements.define('bench-list', InlineList);
