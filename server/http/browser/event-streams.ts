import type { OutgoingHttpHeader, ServerResponse } from 'node:http';
import { DomainError } from '../../payments/core/domain-error.ts';
import { addressGroup } from '../middleware/client-address.ts';
import type { StreamSlots } from './stream-slots.ts';

export interface StreamOptions {
  readonly heartbeatMs: number;
  readonly maxAgeMs: number;
  /** Unsent bytes after which a client is considered dead. */
  readonly maxUnsentBytes: number;
  /** What ages are measured with, in milliseconds. */
  readonly now: () => number;
}

export const STREAM_DEFAULTS: StreamOptions = {
  heartbeatMs: 15_000,
  maxAgeMs: 15 * 60_000,
  maxUnsentBytes: 64 * 1024,
  now: () => performance.now(),
};

export interface StreamRequest {
  readonly checkoutId: string;
  readonly address: string;
  /** The remaining lifetime of the token. */
  readonly lifeMs: number;
}

/** The stream of one client. */
export interface EventStream {
  send(event: { readonly name: string; readonly id: string; readonly data: string }): void;
  end(): void;
  readonly closed: boolean;
}

/** The open streams of this process: limited, kept alive, ended in time, and closed together when the server stops. */
export interface EventStreams {
  /**
   * @param headers names and values in turn, besides those of a stream
   * @throws {DomainError} `rate_limited` if the checkout or the address has too many
   */
  open(
    response: ServerResponse,
    request: StreamRequest,
    onClose: () => void,
    headers?: readonly OutgoingHttpHeader[],
  ): Promise<EventStream>;
  /** Permanently: streams opened afterwards end at once. */
  closeAll(): void;
  readonly size: number;
}

/** What one stream keeps while it waits. There are tens of thousands: no timer and few functions of its own. */
class OpenStream implements EventStream {
  closed = false;
  readonly #response: ServerResponse;
  readonly #maxUnsentBytes: number;
  readonly #onEnd: (stream: OpenStream) => void;
  readonly endsAt: number;

  constructor(response: ServerResponse, endsAt: number, maxUnsentBytes: number, onEnd: (stream: OpenStream) => void) {
    this.#response = response;
    this.endsAt = endsAt;
    this.#maxUnsentBytes = maxUnsentBytes;
    this.#onEnd = onEnd;
    const end = (): void => this.end();
    response.on('close', end).on('error', end);
  }

  get isGone(): boolean {
    return this.#response.destroyed;
  }

  end(): void {
    if (this.closed) return;
    this.closed = true;
    this.#onEnd(this);
    this.#response.end();
  }

  write(text: string): void {
    if (this.closed) return;
    this.#response.write(text);
    if (this.#response.writableLength <= this.#maxUnsentBytes) return;
    this.#response.destroy();
    this.end();
  }

  send({ name, id, data }: { readonly name: string; readonly id: string; readonly data: string }): void {
    this.write(`event: ${name}\nid: ${id}\ndata: ${data}\n\n`);
  }
}

export function eventStreams(
  slots: StreamSlots,
  onCount: (open: number) => void = () => undefined,
  options = STREAM_DEFAULTS,
): EventStreams {
  const open = new Set<OpenStream>();
  let stopped = false;
  let heartbeat: NodeJS.Timeout | undefined;

  /** Also finds those that end before the next one: only they need a timer. */
  const beat = (): void => {
    for (const stream of open) {
      endInTime(stream);
      stream.write(': still here\n\n');
    }
  };

  function endInTime(stream: OpenStream): void {
    const left = stream.endsAt - options.now();
    if (left <= 0) stream.end();
    else if (left <= options.heartbeatMs) setTimeout(() => stream.end(), left).unref();
  }

  function add(stream: OpenStream): void {
    open.add(stream);
    heartbeat ??= setInterval(beat, options.heartbeatMs).unref();
    endInTime(stream);
  }

  function remove(stream: OpenStream): void {
    open.delete(stream);
    if (open.size > 0) return;
    clearInterval(heartbeat);
    heartbeat = undefined;
  }

  return {
    get size() {
      return open.size;
    },
    closeAll() {
      stopped = true;
      for (const stream of open) stream.end();
      onCount(open.size);
    },
    async open(response, { checkoutId, address, lifeMs }, onClose, headers = []) {
      const freeSlot = await slots.take({ checkoutId, address: addressGroup(address) });
      if (freeSlot === undefined) {
        throw new DomainError('rate_limited', 'Too many open event streams; poll the payment instead.', {
          retryAfterSeconds: 15,
        });
      }
      const endsAt = options.now() + Math.min(options.maxAgeMs, lifeMs);
      const stream = new OpenStream(response, endsAt, options.maxUnsentBytes, (ended) => {
        remove(ended);
        freeSlot();
        // Those of a server that stops are counted once.
        if (!stopped) onCount(open.size);
        onClose();
      });
      // The end of the stream is that of its connection, which would idle until the server stops otherwise.
      response.shouldKeepAlive = false;
      response.cork();
      response.writeHead(200, [
        ...headers,
        'Content-Type',
        'text/event-stream; charset=utf-8',
        'X-Accel-Buffering',
        'no',
      ]);
      // Written as it is, and not joined with what follows, the head is kept as one text and not as its sixty parts.
      response.flushHeaders();
      add(stream);
      onCount(open.size);
      stream.write('retry: 3000\n\n');
      response.uncork();
      // The client may have disconnected meanwhile, or the server may be stopping.
      if (stream.isGone || stopped) stream.end();
      return stream;
    },
  };
}
