import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { CHROMIUM_ARGS, findChromium } from '../support/chromium.ts';
import { strictPages } from './support/strict-pages.ts';

/* Run by `npm test`, or alone: `npx tsx test/support/runner/web-test-runner.ts test/widget/wtr.config.mjs /tmp/result.json`. */

const rootDir = fileURLToPath(new URL('../..', import.meta.url));

export default {
  rootDir,
  files: ['test/widget/**/*.browser.ts'],
  nodeResolve: { exportConditions: ['production', 'browser'] },
  plugins: [strictPages, esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${rootDir}tsconfig.json` })],
  browsers: [
    chromeLauncher({
      // A newer Chromium shows one tab at a time, and the widget rests in a hidden one.
      concurrency: 1,
      launchOptions: {
        executablePath: await findChromium(),
        args: [...CHROMIUM_ARGS, '--js-flags=--expose-gc'],
        headless: 'shell',
      },
    }),
  ],
  // Far more than anything takes: a busy machine must not fail a test.
  testFramework: { config: { timeout: 60_000 } },
  testsFinishTimeout: 480_000,
};
