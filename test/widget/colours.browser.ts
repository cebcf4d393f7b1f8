import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { MANY_CHANNELS } from '../../widget/testing/samples.ts';
import { equal, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { emulateMedia } from './support/page.ts';

const COLOURS = [
  '#ffd600', // yellow
  '#ffffff',
  '#000000',
  '#39ff14', // neon green
  '#0000ff',
  '#ff0000',
  '#ff00ff',
  '#00ffff',
  '#777777', // white and black are equally far from it
  '#ee4d2d',
  '#00aa13',
  '#118eea',
  '#f5c4d8', // pastel
  'rebeccapurple',
  'color(display-p3 1 0.6 0)',
  'oklch(0.7 0.25 330)',
];

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** The luminance of a colour as it is painted, by WCAG 2. */
function luminance(colour: string): number {
  ok(canvas);
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
  equal(alpha, 255, `${colour} is opaque:`);
  const [r = 0, g = 0, b = 0] = [red, green, blue]
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const styleOf = (page: CheckoutHarness, selector: string): CSSStyleDeclaration => {
  const found = page.element.shadowRoot?.querySelector(selector);
  ok(found, selector);
  return getComputedStyle(found);
};

describe('one colour of the shop', () => {
  afterEach(async () => {
    CheckoutHarness.cleanUp();
    await emulateMedia({ colorScheme: 'light' });
  });

  for (const scheme of ['light', 'dark'] as const)
    it(`keeps 4.5:1 for every text that depends on it, ${scheme}`, async () => {
      await emulateMedia({ colorScheme: scheme });
      const bff = new FakeBff();
      bff.channels = MANY_CHANNELS;
      const page = await CheckoutHarness.mount({ bff });
      await page.choose('QRIS');
      const low: string[] = [];
      for (const colour of COLOURS) {
        page.element.style.setProperty('--kasir-color-accent', colour);
        const button = styleOf(page, '.primary');
        const surface = styleOf(page, '.card').backgroundColor;
        const raised = styleOf(page, '.summary').backgroundColor;
        const soft = styleOf(page, '.row[data-selected]').backgroundColor;
        const accent = styleOf(page, 'summary').color;
        const text = styleOf(page, '.row[data-selected] .name').color;
        const muted = styleOf(page, '.row[data-selected] .panel > p').color;
        const pairs = {
          'button text': [button.color, button.backgroundColor],
          'accent on the surface': [accent, surface],
          'accent on what is raised': [accent, raised],
          'accent on a selected row': [accent, soft],
          'text on a selected row': [text, soft],
          'its hint': [muted, soft],
          'the button’s edge': [button.borderColor, surface],
        } as const;
        for (const [name, [one, other]] of Object.entries(pairs)) {
          const ratio = contrast(one, other);
          if (ratio < 4.5) low.push(`${colour}: ${name} ${ratio.toFixed(2)} (${one} on ${other})`);
        }
      }
      equal(low.join('\n'), '');
    });

  it('leaves a colour alone that has enough contrast', async () => {
    const page = await CheckoutHarness.mount({ prepare: (element) => element.setAttribute('theme', 'light') });
    page.element.style.setProperty('--kasir-color-accent', '#5b2a86');
    equal(luminance(styleOf(page, 'summary').color), luminance('#5b2a86'));
    equal(luminance(styleOf(page, '.primary').backgroundColor), luminance('#5b2a86'));
  });

  it('is there with the first picture of the list, and stays', async () => {
    const bff = new FakeBff();
    bff.channels = MANY_CHANNELS;
    const page = CheckoutHarness.start({
      bff,
      attributes: { channel: 'va_bca' },
      prepare: (element) => element.style.setProperty('--kasir-color-accent', '#ffd600'),
    });
    const root = page.element.shadowRoot;
    ok(root);
    const colours = () =>
      [
        styleOf(page, '.primary').color,
        styleOf(page, '.primary').borderColor,
        styleOf(page, 'summary').color,
        styleOf(page, '.row[data-selected]').borderColor,
        styleOf(page, '.row[data-selected]').boxShadow,
      ].join('\n');
    const first = await new Promise<string>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!root.querySelector('.row[data-selected]')) return;
        observer.disconnect();
        resolve(colours());
      });
      observer.observe(root, { childList: true, subtree: true });
    });
    equal(root.querySelectorAll('svg.tile').length, 0);
    await page.until(
      () => root.querySelector('svg.tile') !== null && root.querySelector('.panel') !== null,
      'the rest',
    );
    equal(colours(), first);
  });

  it('gives way to the other colours that the page sets', async () => {
    const page = await CheckoutHarness.mount();
    page.element.style.setProperty('--kasir-color-accent', '#ffd600');
    page.element.style.setProperty('--kasir-color-on-accent', 'rgb(10, 20, 30)');
    equal(styleOf(page, '.primary').color, 'rgb(10, 20, 30)');
  });
});
