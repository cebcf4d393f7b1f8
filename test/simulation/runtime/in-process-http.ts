import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/** The type of Koa's `app.callback()`. */
export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

export interface HttpRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  /** The client's address. */
  readonly address: string;
}

export interface HttpEvents {
  head(status: number, headers: Readonly<Record<string, string>>): void;
  chunk(text: string): void;
  /** Complete, or cut by the server. */
  end(): void;
}

/** One request to a handler of `node:http` without a network. Returns a function that cuts the connection. */
export function serveInProcess(handler: HttpHandler, asked: HttpRequest, events: HttpEvents): () => void {
  const socket = new MemorySocket(asked.address, events);
  const request = new IncomingMessage(socket);
  request.method = asked.method;
  request.url = asked.path;
  request.httpVersion = '1.1';
  request.httpVersionMajor = 1;
  request.httpVersionMinor = 1;
  const length: Record<string, string> =
    asked.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(asked.body)) };
  const headers = { host: 'pay.example', ...asked.headers, ...length };
  request.headers = headers;
  request.headersDistinct = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  request.rawHeaders = Object.entries(headers).flat();
  if (asked.body !== undefined) request.push(asked.body);
  request.push(null);
  request.complete = true;

  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.useChunkedEncodingByDefault = false;
  // Its clock is the platform's own.
  response.sendDate = false;
  response.assignSocket(socket);
  response.on('finish', () => {
    response.detachSocket(socket);
    socket.destroy();
  });
  void handler(request, response);
  return () => socket.destroy();
}

const HEAD_END = '\r\n\r\n';

/** Passes on what the server writes: first the head, then the body as it comes. */
class MemorySocket extends Socket {
  readonly #events: HttpEvents;
  #head = '';
  #isHeadRead = false;

  constructor(address: string, events: HttpEvents) {
    super();
    this.#events = events;
    Object.defineProperty(this, 'remoteAddress', { value: address });
    this.on('close', () => events.end());
    this.on('error', () => undefined);
  }

  override _write(chunk: Buffer | string, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#take(chunk.toString());
    done();
  }

  override _writev(chunks: readonly { readonly chunk: Buffer | string }[], done: (error?: Error | null) => void): void {
    for (const { chunk } of chunks) this.#take(chunk.toString());
    done();
  }

  override _final(done: (error?: Error | null) => void): void {
    done();
  }

  #take(text: string): void {
    if (this.#isHeadRead) return this.#events.chunk(text);
    this.#head += text;
    const end = this.#head.indexOf(HEAD_END);
    if (end < 0) return;
    this.#isHeadRead = true;
    const [first = '', ...lines] = this.#head.slice(0, end).split('\r\n');
    const headers = lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
    this.#events.head(Number(first.split(' ')[1]), Object.fromEntries(headers));
    const body = this.#head.slice(end + HEAD_END.length);
    if (body !== '') this.#events.chunk(body);
  }
}
