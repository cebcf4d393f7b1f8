import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import packedChromium from '@sparticuz/chromium';

/**
 * For every browser test. Web security stays on: the packed Chromium's own list of arguments would turn it off, and
 * tests of origins, CORS and content policies would prove nothing.
 */
export const CHROMIUM_ARGS: readonly string[] = [
  // Tests run as root in containers, where the sandbox cannot be had.
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];

/** `CHROME_PATH`, else an installed Chrome or Chromium, else the one that npm brought. */
export async function findChromium(): Promise<string> {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which is not there`);
    return named;
  }
  return installedPaths().find(existsSync) ?? packedChromium.executablePath();
}

const ON_THE_PATH = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];

const APPLICATIONS = ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium'];

function installedPaths(): readonly string[] {
  switch (process.platform) {
    case 'darwin':
      return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
        APPLICATIONS.map((application) => join(folder, application)),
      );
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
        const folder = process.env[name];
        return folder === undefined ? [] : [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')];
      });
    default:
      return (process.env['PATH'] ?? '')
        .split(delimiter)
        .filter((folder) => folder !== '')
        .flatMap((folder) => ON_THE_PATH.map((name) => join(folder, name)));
  }
}
