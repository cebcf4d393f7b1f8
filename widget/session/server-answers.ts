import { PRIVATE } from './private-request.ts';

/** Whether the BFF's public files are served: those can be read from any origin. `address`: without a slash at its end. */
export async function serverAnswers(
  address: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<boolean> {
  try {
    return (await fetch(`${address}/kasir.json`, PRIVATE)).ok;
  } catch {
    return false;
  }
}
