import type { ServerResponse } from 'node:http';
import { DomainError } from '../../payments/core/domain-error.ts';
import { addressGroup } from '../middleware/client-address.ts';
import type { StreamSlots } from './stream-slots.ts';

export interface StreamOptions {
  readonly heartbeatMs: number;
  readonly maxAgeMs: number;
  /** Unsent bytes after which a client is considered dead. */
  readonly maxUnsentBytes: number;
}

export const STREAM_DEFAULTS: StreamOptions = {
  heartbeatMs: 15_000,
  maxAgeMs: 15 * 60_000,
  maxUnsentBytes: 64 * 1024,
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
  readonly closed: boolean;
}

/** The open streams of this process: limited, kept alive, ended in time, and closed together when the server stops. */
export interface EventStreams {
  /** @throws {DomainError} `rate_limited` if the checkout or the address has too many */
  open(response: ServerResponse, request: StreamRequest, onClose: () => void): Promise<EventStream>;
  /** Permanently: streams opened afterwards end at once. */
  closeAll(): void;
  readonly size: number;
}

export function eventStreams(
  slots: StreamSlots,
  onCount: (open: number) => void = () => undefined,
  options = STREAM_DEFAULTS,
): EventStreams {
  const ends = new Set<() => void>();
  let stopped = false;

  return {
    get size() {
      return ends.size;
    },
    closeAll() {
      stopped = true;
      for (const end of [...ends]) end();
    },
    async open(response, { checkoutId, address, lifeMs }, onClose) {
      const freeSlot = await slots.take({ checkoutId, address: addressGroup(address) });
      if (freeSlot === undefined) {
        throw new DomainError('rate_limited', 'Too many open event streams; poll the payment instead.', {
          retryAfterSeconds: 15,
        });
      }
      let closed = false;

      const end = (): void => {
        if (closed) return;
        closed = true;
        clearInterval(heartbeat);
        clearTimeout(oldAge);
        freeSlot();
        ends.delete(end);
        onCount(ends.size);
        onClose();
        response.end();
      };
      const write = (text: string): void => {
        if (closed) return;
        response.write(text);
        if (response.writableLength <= options.maxUnsentBytes) return;
        response.destroy();
        end();
      };
      const heartbeat = setInterval(() => write(': still here\n\n'), options.heartbeatMs);
      const oldAge = setTimeout(end, Math.max(0, Math.min(options.maxAgeMs, lifeMs)));
      heartbeat.unref();
      oldAge.unref();
      ends.add(end);
      onCount(ends.size);
      response.on('close', end).on('error', end);
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
      write('retry: 3000\n\n');
      // The client may have disconnected meanwhile, or the server may be stopping.
      if (response.destroyed || stopped) end();

      return {
        get closed() {
          return closed;
        },
        send: ({ name, id, data }) => write(`event: ${name}\nid: ${id}\ndata: ${data}\n\n`),
      };
    },
  };
}
