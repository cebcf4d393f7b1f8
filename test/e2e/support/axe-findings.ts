import axe from 'axe-core';
import type { Page } from 'playwright-core';
import * as z from 'zod';

const LINES = `axe.run().then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`;

/** A screen that fades in has little contrast until it is there. What goes on for ever, as the dot of a wait, may. */
const CALM = `Promise.all(
  [document, ...Array.from(document.querySelectorAll('*'), ({ shadowRoot }) => shadowRoot).filter(Boolean)]
    .flatMap((root) => root.getAnimations())
    .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
    .map(({ finished }) => finished.catch(() => {})),
).then(() => undefined)`;

/** The violations that axe finds on the page, one line each. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(CALM);
  await page.evaluate(axe.source);
  return z.array(z.string()).parse(await page.evaluate(LINES));
}
