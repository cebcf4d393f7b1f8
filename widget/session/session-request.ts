import type { CustomerDevice } from './customer-device.ts';

/** Below the address of the BFF. */
export const SESSION_PATH = '/v1/session';

/** A header or a form cannot carry it: an HTML page or the text of a template in place of a token. */
export const isToken = (token: string): boolean => /^[!-~]+$/.test(token);

/** Reads the session, as a form: browsers send that without a preflight. */
export const sessionRequest = (
  token: string,
  { kind, os }: CustomerDevice,
  language: string | undefined,
): RequestInit => ({
  method: 'POST',
  headers: language ? { 'accept-language': language } : {},
  body: new URLSearchParams({ token, device: kind, ...(os ? { os } : {}) }),
});
