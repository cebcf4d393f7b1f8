import type { PaymentView } from '../../shared/api/views.ts';
import { problemOf } from './problem.ts';
import { type ServerSentEvent, SseReader } from './sse.ts';

/** Runs `task` once after `delayMs`, unless the returned function is called before. */
export type After = (delayMs: number, task: () => void) => () => void;

export interface FeedSource {
  /** Opens the event stream; rejects with a BffError. */
  readonly open: (lastEventId: string | undefined, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
  /** Asks the BFF once for the payment's state; rejects with a BffError. */
  readonly poll: () => Promise<PaymentView>;
  readonly after: After;
}

export interface FeedSink {
  readonly payment: (payment: PaymentView) => void;
  /** An event of the stream, unread. Throws when it cannot be read. */
  readonly event: (name: string, data: unknown) => void;
  /** Whether the BFF can be heard at the moment, when that changes. */
  readonly reachable: (reachable: boolean) => void;
  /** The token has ended and was not renewed: the feed has stopped for good. */
  readonly ended: () => void;
}

/** The BFF sends a comment every 15 s; a stream silent for longer than two and a half of them is dead. */
const SILENCE_MS = 40_000;
const QUICK_POLL_MS = 2_000;
const STEADY_POLL_MS = 5_000;
/** Quick polls before the steady ones: the first minute. */
const QUICK_POLLS = 30;
/** A stream that lived this long was a good one: the next reconnection is quick again. */
const SETTLED_MS = 10_000;
const BACKOFF_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/**
 * Hears about one payment: by Server-Sent Events while they flow, by asking every few seconds while they do not. The
 * stream is tried again all along, so a proxy that cuts it costs seconds, never the news.
 */
export class StatusFeed {
  readonly #source: FeedSource;
  readonly #sink: FeedSink;
  #live = false;
  #stopped = false;
  #reachable = true;
  #polling = false;
  #polls = 0;
  #failures = 0;
  #lastEventId: string | undefined;
  #connection: AbortController | undefined;
  #cancelRetry = () => {};
  #cancelPoll = () => {};
  #cancelSilence = () => {};
  #cancelSettled = () => {};

  constructor(source: FeedSource, sink: FeedSink) {
    this.#source = source;
    this.#sink = sink;
  }

  start(): void {
    void this.#connect();
    this.#schedulePoll();
  }

  stop(): void {
    this.#stopped = true;
    this.#hangUp();
    this.#cancelRetry();
    this.#cancelPoll();
  }

  /** The customer is back, or the network is: do not wait for the backoff. */
  wake(): void {
    if (this.#stopped || this.#connection) return;
    this.#cancelRetry();
    void this.#connect();
  }

  async #connect(): Promise<void> {
    const connection = new AbortController();
    this.#connection = connection;
    this.#watchSilence();
    try {
      const stream = await this.#source.open(this.#lastEventId, connection.signal);
      this.#cancelSettled = this.#source.after(SETTLED_MS, () => {
        this.#failures = 0;
      });
      await this.#listen(stream);
    } catch (error) {
      if (problemOf(error).code === 'token_expired') this.#end();
    }
    if (this.#connection === connection) this.#hangUp();
    if (this.#stopped) return;
    const delayMs = BACKOFF_MS[Math.min(this.#failures, BACKOFF_MS.length - 1)] ?? STEADY_POLL_MS;
    this.#failures += 1;
    this.#cancelRetry = this.#source.after(delayMs, () => void this.#connect());
  }

  async #listen(stream: ReadableStream<Uint8Array>): Promise<void> {
    const bytes = stream.getReader();
    const decoder = new TextDecoder();
    const events = new SseReader();
    for (;;) {
      const { done, value } = await bytes.read();
      if (done || this.#stopped) return;
      this.#live = true;
      this.#setReachable(true);
      this.#watchSilence();
      for (const event of events.push(decoder.decode(value, { stream: true }))) this.#receive(event);
    }
  }

  #receive({ event, data, id }: ServerSentEvent): void {
    this.#lastEventId = id ?? this.#lastEventId;
    try {
      this.#sink.event(event, JSON.parse(data));
    } catch {
      // One event that cannot be read: ask instead.
      void this.#poll();
    }
  }

  #watchSilence(): void {
    this.#cancelSilence();
    this.#cancelSilence = this.#source.after(SILENCE_MS, () => this.#hangUp());
  }

  #hangUp(): void {
    this.#live = false;
    this.#cancelSilence();
    this.#cancelSettled();
    this.#connection?.abort();
    this.#connection = undefined;
  }

  #schedulePoll(): void {
    this.#cancelPoll = this.#source.after(this.#polls < QUICK_POLLS ? QUICK_POLL_MS : STEADY_POLL_MS, () => {
      this.#polls += 1;
      const asked = this.#live ? Promise.resolve() : this.#poll();
      void asked.finally(() => {
        if (!this.#stopped) this.#schedulePoll();
      });
    });
  }

  async #poll(): Promise<void> {
    if (this.#polling) return;
    this.#polling = true;
    try {
      const payment = await this.#source.poll();
      if (this.#stopped) return;
      this.#setReachable(true);
      this.#sink.payment(payment);
    } catch (error) {
      if (this.#stopped) return;
      const code = problemOf(error).code;
      if (code === 'token_expired') this.#end();
      else if (code === 'unreachable') this.#setReachable(false);
    } finally {
      this.#polling = false;
    }
  }

  #setReachable(reachable: boolean): void {
    if (reachable === this.#reachable) return;
    this.#reachable = reachable;
    this.#sink.reachable(reachable);
  }

  #end(): void {
    if (this.#stopped) return;
    this.stop();
    this.#sink.ended();
  }
}
