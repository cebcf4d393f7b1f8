import { request as httpRequest, type IncomingMessage } from 'node:http';

/** A browser's event stream. */
export interface StreamClient {
  readonly status: number;
  /** When each event arrived, by `performance.now()`, and its data. */
  readonly events: readonly {
    readonly name: string;
    readonly at: number;
    readonly data: Readonly<Record<string, unknown>>;
  }[];
  readonly ended: boolean;
  leave(): void;
}

/** Resolves once the response has begun. */
export function openStream(url: string, token: string, address = '10.1.2.3'): Promise<StreamClient> {
  return new Promise((resolve, reject) => {
    httpRequest(`${url}/v1/session/events`, {
      headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': address },
      agent: false,
    })
      .on('response', (response) => resolve(read(response)))
      .on('error', reject)
      .end();
  });
}

function read(response: IncomingMessage): StreamClient {
  const events: StreamClient['events'][number][] = [];
  let text = '';
  let ended = false;
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      const name = /^event: (.*)$/m.exec(block)?.[1];
      if (data === undefined || name === undefined) continue;
      events.push({ name, at: performance.now(), data: JSON.parse(data) as Record<string, unknown> });
    }
  });
  response.on('close', () => (ended = true)).on('error', () => (ended = true));
  return {
    status: response.statusCode ?? 0,
    events,
    get ended() {
      return ended;
    },
    leave: () => void response.destroy(),
  };
}
