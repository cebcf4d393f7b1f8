import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
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

/**
 * The browser that npm brought, so that every machine tests with the same one. `CHROME_PATH` names another; where
 * npm's cannot run (it is built for Linux on x64 and arm64), an installed Chrome or Chromium is taken.
 */
export async function findChromium(): Promise<string> {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which is not there`);
    return named;
  }
  if (process.platform === 'linux') return packedChromium.executablePath();
  const installed = installedPaths().find(existsSync);
  if (installed === undefined) throw new Error('no Chrome or Chromium is installed; CHROME_PATH can name one');
  return installed;
}

const MAC_APPLICATIONS = ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium'];

function installedPaths(): readonly string[] {
  if (process.platform === 'darwin')
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      MAC_APPLICATIONS.map((application) => join(folder, application)),
    );
  return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    return folder === undefined ? [] : [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')];
  });
}
