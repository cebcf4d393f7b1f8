import { toProblem, type WidgetProblem } from './problem.ts';
import { type ServerSentEvent, SseReader } from './sse.ts';
import type { Tabs } from './tabs.ts';

/** Runs `task` once after `delayMs`, unless the returned function is called before. */
export type After = (delayMs: number, task: () => void) => () => void;

export interface FeedSource {
  /** Opens the event stream; rejects with a BffError. */
  readonly open: (lastEventId: string | undefined, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
  /** Requests the present state once; rejects with a BffError. */
  readonly poll: () => Promise<void>;
  /** Resolves when it is this tab's turn to open one; rejects in browsers without Web Locks, which only poll. */
  readonly turn: Tabs['turn'];
  readonly after: After;
}

export interface FeedSink {
  /** An event of the stream. Throws when it cannot be parsed. */
  readonly event: (name: string, data: unknown) => void;
  /** Called on each change: why the BFF cannot be reached, or `undefined` when it can again. */
  readonly connectionChanged: (problem: WidgetProblem | undefined) => void;
  /** The token has ended and was not renewed: the feed has stopped for good. */
  readonly tokenEnded: () => void;
}

/** Limit for the response headers of a stream. */
const OPENING_MS = 15_000;
/** The BFF sends the present state at once; without it by then, a proxy buffers the stream. */
const FIRST_EVENT_MS = 3_000;
/** The BFF sends a comment every 15 s; a stream silent for longer is dead. */
const SILENCE_MS = 20_000;
const QUICK_POLL_MS = 2_000;
const STEADY_POLL_MS = 5_000;
/** Quick polls before the steady ones: the first minute. */
const QUICK_POLLS = 30;
/** A stream that is only alive does not prove that nothing has changed: its instance may not have heard of it. */
const ALIVE_POLL_MS = 30_000;
const PACE_MS = { calm: 15_000, rare: 30_000 } as const;

/** `quick`: a payment is expected to change. `calm`: something may change all the same. `rare`: the page is hidden. */
export type Pace = 'quick' | keyof typeof PACE_MS;

/** After a stream that lasted this long, the backoff starts again. */
const STABLE_MS = 10_000;
const BACKOFF_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/**
 * Receives the changes of one checkout: by Server-Sent Events while they arrive, by polling while they do not. Only an
 * event proves that they arrive: a proxy may pass the first bytes of a stream and hold the rest. Also a stream that works
 * is checked by a poll every 30 s without an event. Reconnection goes on all the while, so a proxy that cuts streams
 * delays a change by seconds and loses none.
 */
export class StatusFeed {
  readonly #source: FeedSource;
  readonly #sink: FeedSink;
  #live = false;
  #stopped = false;
  #connected = true;
  #polling = false;
  #pace: Pace = 'calm';
  #polls = 0;
  /** How long a live stream has brought no event. */
  #quietMs = 0;
  #failures = 0;
  #lastEventId: string | undefined;
  /** This tab's turn at the stream, requested or granted. */
  #turn: AbortController | undefined;
  #hasTurn = false;
  #connection: AbortController | undefined;
  #cancelRetry = () => {};
  #cancelPoll = () => {};
  #cancelLimit = () => {};
  #cancelStable = () => {};

  constructor(source: FeedSource, sink: FeedSink) {
    this.#source = source;
    this.#sink = sink;
  }

  stop(): void {
    this.#stopped = true;
    this.hide();
    this.#cancelPoll();
  }

  /** The page is visible: it may have a stream. */
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
        // Polling goes on.
      },
    );
  }

  /** The page is hidden: another tab may have the stream. */
  hide(): void {
    this.#hangUp();
    this.#cancelRetry();
    this.#turn?.abort();
    this.#turn = undefined;
    this.#hasTurn = false;
  }

  /** Starts polling at this pace, from its beginning. */
  setPace(pace: Pace): void {
    this.#pace = pace;
    this.#polls = 0;
    this.#cancelPoll();
    if (!this.#stopped) this.#schedulePoll();
  }

  /** The customer or the network is back: reconnects without waiting for the backoff. */
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
      this.#limit(FIRST_EVENT_MS);
      this.#cancelStable = this.#source.after(STABLE_MS, () => {
        this.#failures = 0;
      });
      await this.#listen(stream, connection.signal);
    } catch (error) {
      if (toProblem(error).code === 'token_expired') this.#end();
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
      this.#setConnected();
      this.#limit(SILENCE_MS);
    }
  }

  #receive({ event, data, id }: ServerSentEvent): void {
    this.#lastEventId = id ?? this.#lastEventId;
    try {
      this.#sink.event(event, JSON.parse(data));
      this.#live = true;
      this.#quietMs = 0;
    } catch {
      // An event that cannot be parsed: poll instead.
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
    this.#cancelStable();
    this.#connection?.abort();
    this.#connection = undefined;
  }

  #pauseMs(): number {
    if (this.#pace !== 'quick') return PACE_MS[this.#pace];
    return this.#polls < QUICK_POLLS ? QUICK_POLL_MS : STEADY_POLL_MS;
  }

  #schedulePoll(): void {
    const pauseMs = this.#pauseMs();
    const cancel = this.#source.after(pauseMs, () => {
      this.#polls += 1;
      this.#quietMs += pauseMs;
      const polled = this.#live && this.#quietMs < ALIVE_POLL_MS ? Promise.resolve() : this.#poll();
      void polled.finally(() => {
        // Unless the pace has changed meanwhile.
        if (!this.#stopped && this.#cancelPoll === cancel) this.#schedulePoll();
      });
    });
    this.#cancelPoll = cancel;
  }

  async #poll(): Promise<void> {
    if (this.#polling) return;
    this.#polling = true;
    this.#quietMs = 0;
    try {
      await this.#source.poll();
      if (!this.#stopped) this.#setConnected();
    } catch (error) {
      if (this.#stopped) return;
      const problem = toProblem(error);
      if (problem.code === 'token_expired') this.#end();
      // A BFF that limits the rate is reachable.
      else if (problem.code !== 'rate_limited') this.#setConnected(problem);
    } finally {
      this.#polling = false;
    }
  }

  #setConnected(problem?: WidgetProblem): void {
    if (this.#connected === !problem) return;
    this.#connected = !problem;
    this.#sink.connectionChanged(problem);
  }

  #end(): void {
    if (this.#stopped) return;
    this.stop();
    this.#sink.tokenEnded();
  }
}
