import { connect } from 'node:net';

export interface EventStream {
  close(): void;
}

export interface EventStreamHandlers {
  /** What arrived, as it came: one or several events, or a part of one. */
  readonly onText?: (text: string) => void;
  /** The server, or {@link EventStream.close}, has ended it. */
  readonly onEnd?: () => void;
}

/** The first line of every stream here. */
const OPENED = 'retry: ';

/** Opens an event stream. Resolves when its first line is there. */
export function openEventStream(port: number, request: string, handlers: EventStreamHandlers): Promise<EventStream> {
  const { onText = () => undefined, onEnd = () => undefined } = handlers;
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let head: string | undefined = '';
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('connect', () => socket.write(request, 'latin1'));
    socket.on('close', () => {
      if (head === undefined) onEnd();
      else reject(new Error(`no event stream: ${head.slice(0, 500)}`));
    });
    socket.on('data', (text: string) => {
      if (head !== undefined) {
        head += text;
        if (!head.includes(OPENED)) return;
        head = undefined;
        resolve({ close: () => socket.destroy() });
      }
      onText(text);
    });
  });
}

/** How many are opened at the same time. */
const AT_ONCE = 100;

/** Opens a stream for each request. */
export async function openEventStreams(
  port: number,
  requests: readonly string[],
  handlers: EventStreamHandlers = {},
): Promise<readonly EventStream[]> {
  const streams: EventStream[] = [];
  for (let at = 0; at < requests.length; at += AT_ONCE) {
    const some = requests.slice(at, at + AT_ONCE);
    streams.push(...(await Promise.all(some.map((request) => openEventStream(port, request, handlers)))));
  }
  return streams;
}
