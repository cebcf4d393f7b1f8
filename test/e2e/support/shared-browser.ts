import { after } from 'node:test';
import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from '../../support/chromium.ts';

let browser: Promise<Browser> | undefined;

// Of the whole process: this is loaded outside of any suite.
after(async () => (await browser)?.close());

/** The browser of all files of a process; each test opens a context of its own. */
export async function sharedBrowser(): Promise<Browser> {
  const running = await browser;
  if (running?.isConnected()) return running;
  browser = launch();
  return browser;
}

const launch = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_ARGS] });
