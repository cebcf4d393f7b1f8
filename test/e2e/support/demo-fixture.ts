import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { openCustomer, type Customer } from './customer.ts';
import { startDemo, type DemoProcess } from './demo-process.ts';
import { pressAtSimulators } from './press-at-simulators.ts';
import { sharedBrowser } from './shared-browser.ts';

/** The demo server and a browser for the tests of one file. */
export interface DemoFixture {
  readonly demo: DemoProcess;
  /** Runs the work in a new browser context, and fails if the browser reported errors. */
  asCustomer(work: (customer: Customer) => Promise<void>, device?: 'desktop' | 'phone'): Promise<void>;
  /** Presses a button on the simulators' page, at the payment with this code, or at the newest one. */
  press(button: string, code?: string): Promise<void>;
  /** Makes the provider's next such call fail; the body of `POST /simulators/fail`. */
  fail(fault: object): Promise<void>;
}

/** Starts the demo, with these `choices` in its environment and its clock set to `shopTime`, and a browser. */
export function useDemo(choices: Readonly<Record<string, string>> = {}, shopTime?: string): DemoFixture {
  let demo: DemoProcess | undefined;
  let browser: Browser | undefined;

  before(async () => {
    const started = await Promise.allSettled([
      startDemo(choices, shopTime).then((one) => (demo = one)),
      sharedBrowser().then((one) => (browser = one)),
    ]);
    // Thrown only now, so that \`after\` stops the one that did start.
    for (const one of started) if (one.status === 'rejected') throw one.reason;
  });
  after(() => demo?.stop());

  const started = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('the demo is not started');
    return thing;
  };
  return {
    get demo() {
      return started(demo);
    },
    async asCustomer(work, device) {
      const customer = await openCustomer(started(browser), device);
      try {
        await work(customer);
      } finally {
        await customer.close();
      }
    },
    async fail(fault) {
      const { ok } = await fetch(`${started(demo).bffUrl}/simulators/fail`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      });
      if (!ok) throw new Error('the simulators rejected the fault');
    },
    press: (button, code) => pressAtSimulators(started(browser), started(demo).bffUrl, button, code),
  };
}
