import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts';
import type { Combination } from './combination.ts';

/** Sunday 22 November 2026, 20:00 in Jakarta: no screenshot depends on when it is taken. */
const NOW = Date.parse('2026-11-22T13:00:00.000Z');
/** Some screens show it. */
const ADDRESS = 'https://shop.test/';
/** High enough that the pay button's bar stands below the list, not over it. */
const HEIGHT = 1_600;
/** How much of a long page is on its screenshot: wider ones show the rest, and the repository stays small. */
const LONGEST = 1_200;
/** Edges of letters in shades of one colour, not of three: smaller screenshots, and fewer differences of machines. */
const GREY_LETTERS = '--disable-lcd-text';

export const launch = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_ARGS, GREY_LETTERS] });

/** A tab that shows one state after the other. */
export class StagePage {
  readonly page: Page;
  #width = 0;
  #isForced = false;

  private constructor(page: Page) {
    this.page = page;
  }

  /** `folder`: of the built page. */
  static async open(browser: Browser, folder: string): Promise<StagePage> {
    const context = await browser.newContext({
      locale: 'id-ID',
      timezoneId: 'Asia/Jakarta',
      reducedMotion: 'reduce',
      viewport: { width: 390, height: HEIGHT },
    });
    await context.route(`${ADDRESS}**`, (route) =>
      route.fulfill({ path: folder + new URL(route.request().url()).pathname }),
    );
    const page = await context.newPage();
    await page.clock.setFixedTime(NOW);
    // What opens in a row late keeps the height that was free for it: on a busy machine everything would be late.
    await page.addInitScript((slower) => {
      const now = performance.now.bind(performance);
      performance.now = () => now() / slower;
    }, 10);
    await page.goto(`${ADDRESS}stage.html`);
    await page.waitForFunction('window.showState');
    return new StagePage(page);
  }

  async show({ entry, theme, language, width }: Combination): Promise<void> {
    if (width !== this.#width) await this.page.setViewportSize({ width, height: HEIGHT });
    this.#width = width;
    if ((theme === 'forced') !== this.#isForced)
      await this.page.emulateMedia({ forcedColors: theme === 'forced' ? 'active' : 'none' });
    this.#isForced = theme === 'forced';
    await this.page.evaluate(([name, ...look]) => window.showState(name, ...look), [
      entry.name,
      theme,
      language,
      width,
    ] as const);
  }

  /** PNG of the page, of a very long one the upper part. */
  async screenshot(): Promise<Buffer> {
    const height = await this.page.evaluate(() => document.body.offsetHeight);
    return this.page.screenshot({
      animations: 'disabled',
      caret: 'hide',
      clip: { x: 0, y: 0, width: this.#width, height: Math.min(height, LONGEST) },
    });
  }
}
