import { z } from 'zod';
import { isLoopbackHost } from '../../config/loopback.ts';
import type { CustomerAction } from '../../providers/scenario.ts';

/** The buttons of a simulator that runs in a demo on this machine. */
export interface SimulatorControl {
  /** @throws {Error} where the simulator does not do it */
  act(merchantReference: string, action: CustomerAction): Promise<void>;
}

const listing = z.object({
  simulators: z.array(
    z.object({ id: z.string(), payments: z.array(z.object({ id: z.string(), reference: z.string() })) }),
  ),
});
const result = z.object({ ok: z.boolean(), message: z.string() });

const TIMEOUT_MS = 10_000;

/** `undefined` where the base URL is not that of a simulator in a demo. */
export async function simulatorControl(provider: string, baseUrl: URL): Promise<SimulatorControl | undefined> {
  const [, before] = /^(.*)\/simulators\/[^/]+\/?$/.exec(baseUrl.pathname) ?? [];
  if (before === undefined || !isLoopbackHost(baseUrl.hostname)) return undefined;
  const address = `${baseUrl.origin}${before}/simulators`;
  const read = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await fetch(address + path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`the demo at ${address} answers HTTP ${response.status}`);
    return response.json();
  };
  const payments = async (): Promise<readonly { readonly id: string; readonly reference: string }[]> =>
    listing.parse(await read('.json')).simulators.find(({ id }) => id === provider)?.payments ?? [];
  // Anything else may answer there.
  const isThere = await payments().then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  return {
    async act(merchantReference, action) {
      const payment = (await payments()).find(({ reference }) => reference === merchantReference);
      if (payment === undefined) throw new Error(`the simulator does not know ${merchantReference}`);
      const done = result.parse(
        await read('/act', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ simulator: provider, action, id: payment.id }),
        }),
      );
      if (!done.ok) throw new Error(`${action}: ${done.message}`);
    },
  };
}
