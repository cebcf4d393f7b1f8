import type { ServerResponse } from 'node:http';
import { DomainError } from '../../payments/core/domain-error.ts';
import { addressGroup } from '../middleware/client-address.ts';

export interface StreamOptions {
  readonly heartbeatMs: number;
  readonly maxAgeMs: number;
  readonly perCheckout: number;
  /** High, because whole mobile networks share one address. */
  readonly perAddress: number;
  /** Unsent bytes after which a client is considered dead. */
  readonly maxUnsentBytes: number;
}

export const STREAM_DEFAULTS: StreamOptions = {
  heartbeatMs: 15_000,
  maxAgeMs: 15 * 60_000,
  perCheckout: 4,
  perAddress: 2_000,
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

/** All open streams of this process: limited, kept alive, ended in time, and closed together when the server stops. */
export interface EventStreams {
  /** @throws {DomainError} `rate_limited` if the checkout or the address has too many */
  open(response: ServerResponse, request: StreamRequest, onClose: () => void): EventStream;
  /** Permanently: streams opened afterwards end at once. */
  closeAll(): void;
  readonly size: number;
}

export function eventStreams(options: StreamOptions, onCount: (open: number) => void = () => undefined): EventStreams {
  const ends = new Set<() => void>();
  let stopped = false;
  const places = counter();

  return {
    get size() {
      return ends.size;
    },
    closeAll() {
      stopped = true;
      for (const end of [...ends]) end();
    },
    open(response, { checkoutId, address, lifeMs }, onClose) {
      const held = [`checkout ${checkoutId}`, `address ${addressGroup(address)}`] as const;
      if (places.count(held[0]) >= options.perCheckout || places.count(held[1]) >= options.perAddress) {
        throw new DomainError('rate_limited', 'Too many open event streams; poll the payment instead.', {
          retryAfterSeconds: 15,
        });
      }
      held.forEach(places.add);
      let closed = false;

      const end = (): void => {
        if (closed) return;
        closed = true;
        clearInterval(heartbeat);
        clearTimeout(oldAge);
        held.forEach(places.remove);
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
      // The client may have disconnected while its token was verified, or the server may be stopping.
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

function counter() {
  const counts = new Map<string, number>();
  return {
    count: (key: string): number => counts.get(key) ?? 0,
    add: (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1),
    remove(key: string): void {
      const left = (counts.get(key) ?? 0) - 1;
      if (left > 0) counts.set(key, left);
      else counts.delete(key);
    },
  };
}
