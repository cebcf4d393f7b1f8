import { problemOf, type WidgetProblem } from './problem.ts';
import { type ServerSentEvent, SseReader } from './sse.ts';
import type { Tabs } from './tabs.ts';

/** Runs `task` once after `delayMs`, unless the returned function is called before. */
export type After = (delayMs: number, task: () => void) => () => void;

export interface FeedSource {
  /** Opens the event stream; rejects with a BffError. */
  readonly open: (lastEventId: string | undefined, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
  /** Asks the BFF once for the present state; rejects with a BffError. */
  readonly poll: () => Promise<void>;
  /** When it is this tab's turn to open one; rejects where tabs cannot agree, and then there is none. */
  readonly turn: Tabs['turn'];
  readonly after: After;
}

export interface FeedSink {
  /** An event of the stream, unread. Throws when it cannot be read. */
  readonly event: (name: string, data: unknown) => void;
  /** Why the BFF cannot be heard, or `undefined` when it can again; when that changes. */
  readonly hearing: (problem: WidgetProblem | undefined) => void;
  /** The token has ended and was not renewed: the feed has stopped for good. */
  readonly ended: () => void;
}

/** How long an answer to the request for a stream may take. */
const OPENING_MS = 15_000;
/** The BFF tells the present state at once; a stream that has not by now is held back by something on the way. */
const PROOF_MS = 3_000;
/** The BFF sends a comment every 15 s; a stream silent for longer is dead. */
const SILENCE_MS = 20_000;
const QUICK_POLL_MS = 2_000;
const STEADY_POLL_MS = 5_000;
/** Quick polls before the steady ones: the first minute. */
const QUICK_POLLS = 30;
const PACE_MS = { calm: 15_000, rare: 30_000 } as const;

/** `quick`: news is awaited. `calm`: something may happen all the same. `rare`: nobody looks. */
export type Pace = 'quick' | keyof typeof PACE_MS;

/** A stream that lived this long was a good one: the next reconnection is quick again. */
const SETTLED_MS = 10_000;
const BACKOFF_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/**
 * Hears about one checkout: by Server-Sent Events while they flow, by asking every few seconds while they do not. Only
 * an event proves that they do: a proxy may let the first bytes of each stream pass, and nothing more. The stream is
 * tried again all along, so a proxy that cuts it costs seconds, never the news.
 */
export class StatusFeed {
  readonly #source: FeedSource;
  readonly #sink: FeedSink;
  #live = false;
  #stopped = false;
  #received = true;
  #polling = false;
  #pace: Pace = 'calm';
  #polls = 0;
  #failures = 0;
  #lastEventId: string | undefined;
  /** This tab's turn at the stream, asked for or had. */
  #turn: AbortController | undefined;
  #hasTurn = false;
  #connection: AbortController | undefined;
  #cancelRetry = () => {};
  #cancelPoll = () => {};
  #cancelLimit = () => {};
  #cancelSettled = () => {};

  constructor(source: FeedSource, sink: FeedSink) {
    this.#source = source;
    this.#sink = sink;
  }

  stop(): void {
    this.#stopped = true;
    this.hide();
    this.#cancelPoll();
  }

  /** The page is seen: it may have a stream. */
  show(): void {
    if (this.#stopped || this.#turn) return;
    const turn = new AbortController();
    this.#turn = turn;
    this.#source.turn(turn.signal).then(
      () => {
        this.#hasTurn = this.#turn === turn;
        if (this.#hasTurn) void this.#connect();
      },
      () => {
        // Asking goes on.
      },
    );
  }

  /** The page is not seen: whoever is may have the stream. */
  hide(): void {
    this.#hangUp();
    this.#cancelRetry();
    this.#turn?.abort();
    this.#turn = undefined;
    this.#hasTurn = false;
  }

  /** Begins to ask at this pace, or does so anew. */
  ask(pace: Pace): void {
    this.#pace = pace;
    this.#polls = 0;
    this.#cancelPoll();
    if (!this.#stopped) this.#schedulePoll();
  }

  /** The customer is back, or the network is: do not wait for the backoff. */
  wake(): void {
    if (this.#stopped || this.#connection || !this.#hasTurn) return;
    this.#cancelRetry();
    void this.#connect();
  }

  async #connect(): Promise<void> {
    const connection = new AbortController();
    this.#connection = connection;
    this.#limit(OPENING_MS);
    try {
      const stream = await this.#source.open(this.#lastEventId, connection.signal);
      this.#limit(PROOF_MS);
      this.#cancelSettled = this.#source.after(SETTLED_MS, () => {
        this.#failures = 0;
      });
      await this.#listen(stream, connection.signal);
    } catch (error) {
      if (problemOf(error).code === 'token_expired') this.#end();
    }
    if (this.#connection === connection) this.#hangUp();
    else if (this.#connection || !this.#hasTurn) return;
    if (this.#stopped) return;
    const delayMs = BACKOFF_MS[Math.min(this.#failures, BACKOFF_MS.length - 1)] ?? STEADY_POLL_MS;
    this.#failures += 1;
    this.#cancelRetry();
    this.#cancelRetry = this.#source.after(delayMs, () => void this.#connect());
  }

  async #listen(stream: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
    const bytes = stream.getReader();
    const decoder = new TextDecoder();
    const events = new SseReader();
    for (;;) {
      const { done, value } = await bytes.read();
      if (done || signal.aborted) return;
      for (const event of events.push(decoder.decode(value, { stream: true }))) this.#receive(event);
      if (signal.aborted) return;
      if (!this.#live) continue;
      this.#setHeard();
      this.#limit(SILENCE_MS);
    }
  }

  #receive({ event, data, id }: ServerSentEvent): void {
    this.#lastEventId = id ?? this.#lastEventId;
    try {
      this.#sink.event(event, JSON.parse(data));
      this.#live = true;
    } catch {
      // One event that cannot be read: ask instead.
      void this.#poll();
    }
  }

  #limit(ms: number): void {
    this.#cancelLimit();
    this.#cancelLimit = this.#source.after(ms, () => this.#hangUp());
  }

  #hangUp(): void {
    this.#live = false;
    this.#cancelLimit();
    this.#cancelSettled();
    this.#connection?.abort();
    this.#connection = undefined;
  }

  #pauseMs(): number {
    if (this.#pace !== 'quick') return PACE_MS[this.#pace];
    return this.#polls < QUICK_POLLS ? QUICK_POLL_MS : STEADY_POLL_MS;
  }

  #schedulePoll(): void {
    const cancel = this.#source.after(this.#pauseMs(), () => {
      this.#polls += 1;
      const asked = this.#live ? Promise.resolve() : this.#poll();
      void asked.finally(() => {
        // Unless the pace was changed meanwhile.
        if (!this.#stopped && this.#cancelPoll === cancel) this.#schedulePoll();
      });
    });
    this.#cancelPoll = cancel;
  }

  async #poll(): Promise<void> {
    if (this.#polling) return;
    this.#polling = true;
    try {
      await this.#source.poll();
      if (!this.#stopped) this.#setHeard();
    } catch (error) {
      if (this.#stopped) return;
      const problem = problemOf(error);
      if (problem.code === 'token_expired') this.#end();
      // Who is asked too often is there.
      else if (problem.code !== 'rate_limited') this.#setHeard(problem);
    } finally {
      this.#polling = false;
    }
  }

  #setHeard(problem?: WidgetProblem): void {
    if (this.#received === !problem) return;
    this.#received = !problem;
    this.#sink.hearing(problem);
  }

  #end(): void {
    if (this.#stopped) return;
    this.stop();
    this.#sink.ended();
  }
}
