import { connect } from 'node:net';

export interface Answer {
  /** 0: the connection ended before the answer was complete. */
  readonly status: number;
  readonly body: string;
}

/** One kept-alive connection with one request at a time. */
export interface HttpConnection {
  /** False once either side has closed it: a server ends those that nobody has used for a while. */
  readonly isOpen: boolean;
  send(request: string, answered: (answer: Answer) => void): void;
  close(): void;
}

const LOST: Answer = { status: 0, body: '' };
const HEAD_END = '\r\n\r\n';

/**
 * A client that does as little as possible, so that the core which it shares with the stub is not the one that is
 * measured. It reads answers with a Content-Length only.
 */
export function openConnection(port: number): Promise<HttpConnection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let received = '';
    let waiting: ((answer: Answer) => void) | undefined;
    let isOver = false;

    const answer = (given: Answer): void => {
      const answered = waiting;
      waiting = undefined;
      received = '';
      answered?.(given);
    };
    const end = (): void => {
      isOver = true;
      answer(LOST);
    };
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      socket.on('error', () => socket.destroy());
      resolve({
        get isOpen() {
          return !isOver;
        },
        send(request, answered) {
          waiting = answered;
          if (isOver) end();
          else socket.write(request, 'latin1');
        },
        close: () => socket.destroy(),
      });
    });
    socket.on('close', end);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const headEnd = received.indexOf(HEAD_END);
      if (headEnd < 0) return;
      const status = Number(received.slice(9, 12));
      const bodyStart = headEnd + HEAD_END.length;
      const length = contentLength(received.slice(0, headEnd));
      if (length === undefined) socket.destroy(new Error('an answer without Content-Length'));
      else if (received.length >= bodyStart + length) answer({ status, body: received.slice(bodyStart) });
    });
  });
}

function contentLength(head: string): number | undefined {
  const found = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  return found === undefined ? undefined : Number(found);
}
