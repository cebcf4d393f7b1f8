import type { CDPSession } from 'playwright-core';

export interface PageRequest {
  readonly url: string;
  /** As the browser names it: `Document`, `Script`, `Fetch`, `Image`, …; `Preflight` of CORS. */
  readonly type: string;
  /** Seconds, by the browser's monotonic clock. */
  readonly sentAt: number;
  /** Seconds; absent where no answer came. */
  readonly endedAt?: number;
  /** On the wire, with the headers of the answer. */
  readonly bytes: number;
  /** Of the body as it is on the wire. */
  readonly bodyBytes: number;
}

/** Notes every request of a page, from now on. */
export function logRequests(cdp: CDPSession): () => readonly PageRequest[] {
  const requests = new Map<string, PageRequest>();
  const note = (id: string, more: Partial<PageRequest>): void => {
    const known = requests.get(id);
    if (known) requests.set(id, { ...known, ...more });
  };
  cdp.on('Network.requestWillBeSent', ({ requestId, request, type = 'Other', timestamp }) => {
    if (request.url.startsWith('data:') || request.url.endsWith('/favicon.ico')) return;
    requests.set(requestId, {
      url: request.url,
      type: request.method === 'OPTIONS' ? 'Preflight' : type,
      sentAt: timestamp,
      bytes: 0,
      bodyBytes: 0,
    });
  });
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    const length = Object.entries(response.headers).find(([name]) => name.toLowerCase() === 'content-length')?.[1];
    note(requestId, { bodyBytes: Number(length ?? 0) });
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) =>
    note(requestId, { bytes: encodedDataLength, endedAt: timestamp }),
  );
  return () => [...requests.values()];
}
