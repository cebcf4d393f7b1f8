import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import packedChromium from '@sparticuz/chromium';

/**
 * Arguments for every browser test. The default arguments of the npm package would turn web security off, and tests of
 * origins, CORS and content security policies would prove nothing.
 */
export const CHROMIUM_ARGS: readonly string[] = [
  // Tests run as root in containers, where the sandbox does not work.
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];

/**
 * The path of the browser: `CHROME_PATH` if set, else on Linux (x64 and arm64) the Chromium from npm, so that every machine
 * tests with the same one, and elsewhere an installed Chrome or Chromium.
 *
 * @throws if there is none
 */
export async function findChromium(): Promise<string> {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which does not exist`);
    return named;
  }
  if (process.platform === 'linux') return packedChromium.executablePath();
  const installed = installedPaths().find(existsSync);
  if (installed === undefined) throw new Error('no Chrome or Chromium found; set CHROME_PATH');
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
