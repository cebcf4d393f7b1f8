import { Bff } from '../../widget/session/bff.ts';
import { CheckoutSession } from '../../widget/session/checkout-session.ts';
import { ServerClock } from '../../widget/session/clock.ts';
import { CustomerActions } from '../../widget/session/customer-actions.ts';
import { LiveUpdates } from '../../widget/session/live-updates.ts';
import { newKey } from '../../widget/session/new-key.ts';
import { PageMemory } from '../../widget/session/page-memory.ts';
import type { Snapshot } from '../../widget/session/snapshot.ts';
import type { Access } from './access.ts';
import type { BrowserTabs } from './browser-tabs.ts';
import type { World } from './world.ts';

const ORIGIN = 'https://shop.example';

/** One page with the widget: the widget's own session, actions and live updates, without the element. */
export class Page {
  readonly name: string;
  readonly checkoutId: string;
  readonly token: string;
  /** What the page was told: `paid`, `closed paid` … */
  readonly told: string[] = [];
  isClosed = false;
  isOffline = false;
  /** A proxy that passes the first bytes of a stream and holds the rest. */
  isBuffered = false;
  readonly #session: CheckoutSession;
  readonly #actions: CustomerActions;
  readonly #updates: LiveUpdates;
  readonly #world: World;
  readonly #access: Access;
  readonly #address: string;
  readonly #streams = new Set<() => void>();
  #wake: () => void = () => undefined;

  constructor(
    world: World,
    access: Access,
    page: { readonly name: string; readonly checkoutId: string; readonly token: string; readonly address: string },
    tabs: BrowserTabs,
    renewToken: () => Promise<string>,
  ) {
    this.#world = world;
    this.#access = access;
    this.name = page.name;
    this.checkoutId = page.checkoutId;
    this.token = page.token;
    this.#address = page.address;
    this.#session = new CheckoutSession({
      bff: new Bff({
        baseUrl: 'https://pay.example',
        token: page.token,
        device: { kind: 'desktop' },
        fetch: (input, init) => this.#fetch(input, init),
        renewToken,
      }),
      clock: new ServerClock(() => world.time.now),
      onWake: (listener) => {
        this.#wake = listener;
        return () => {
          this.#wake = () => undefined;
        };
      },
      listener: {
        changed: () => this.#updates.sync(),
        ready: () => undefined,
        instruction: () => undefined,
        status: ({ id, status, review }) =>
          this.#tell(`${id} is ${status}${review === undefined ? '' : `, ${review}`}`),
        paid: ({ id }) => this.#tell(`paid by ${id}`),
        closed: ({ status }) => this.#tell(`closed: ${status}`),
        failed: ({ code }) => world.note(this.name, `problem ${code}`),
      },
      memory: new PageMemory(),
      pageStart: world.time.now,
    });
    this.#updates = new LiveUpdates(this.#session, {
      after: (ms, work) => world.time.after(ms, work),
      tabs: tabs.open(),
      seen: () => !this.isClosed,
    });
    this.#actions = CustomerActions.of(this.#session, newKey);
    this.#session.start();
  }

  get snapshot(): Snapshot {
    return this.#session.snapshot;
  }

  /** Whether the page still expects changes. */
  get isActive(): boolean {
    return this.#session.active;
  }

  pay(
    channel: string,
    fields: Readonly<Record<string, string>>,
    more: { readonly savedMethod?: string; readonly save?: boolean } = {},
  ): void {
    this.#world.note(this.name, `pays with ${channel}`);
    void this.#actions.pay({ channel, fields, ...more });
  }

  leave(): void {
    this.#world.note(this.name, 'wants another way to pay');
    void this.#actions.leave();
  }

  again(): void {
    this.#actions.again();
  }

  confirm(otp: string): void {
    this.#world.note(this.name, 'types the one-time password');
    void this.#actions.confirm(otp);
  }

  /** The customer or the network is back. */
  wake(): void {
    this.#wake();
    this.#updates.wake();
  }

  /** Returns whether there was one. */
  dropStreams(): boolean {
    const had = this.#streams.size > 0;
    for (const cut of [...this.#streams]) cut();
    return had;
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.#updates.stop();
    this.#session.stop();
    this.dropStreams();
  }

  #tell(what: string): void {
    this.told.push(what);
    this.#world.note(this.name, what);
  }

  #fetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    return new Promise((resolve, reject) => {
      const fail = (): void => reject(new TypeError('Failed to fetch'));
      if (this.isOffline || this.isClosed) return void this.#world.time.after(1, fail);
      const url = new URL(input instanceof Request ? input.url : input);
      const isStream = url.pathname === '/v1/session/events';
      let isOver = false;
      let [status, text] = [0, ''];
      let headers: Readonly<Record<string, string>> = {};
      let body: ReadableStreamDefaultController<Uint8Array> | undefined;
      const encoder = new TextEncoder();
      const cut = this.#access.open(
        this.name,
        {
          method: init.method ?? 'GET',
          path: `${url.pathname}${url.search}`,
          headers: { ...typeOf(init.body), ...Object.fromEntries(new Headers(init.headers)), origin: ORIGIN },
          body: init.body === undefined || init.body === null ? undefined : textOf(init.body),
          address: this.#address,
        },
        {
          head: (received, itsHeaders) => {
            [status, headers] = [received, itsHeaders];
            if (!isStream || received !== 200) return;
            resolve(
              new Response(new ReadableStream({ start: (controller) => void (body = controller) }), {
                status,
                headers,
              }),
            );
            this.#streams.add(cut);
          },
          chunk: (part) => {
            if (body === undefined) text += part;
            else if (!isOver && !this.isBuffered) body.enqueue(encoder.encode(part));
          },
          end: () => {
            if (isOver) return;
            isOver = true;
            this.#streams.delete(cut);
            if (body !== undefined) body.close();
            else if (status === 0 || this.isOffline) fail();
            else resolve(new Response(text, { status, headers }));
          },
        },
      );
      init.signal?.addEventListener('abort', () => {
        if (body === undefined) reject(new DOMException('aborted', 'AbortError'));
        cut();
      });
    });
  }
}

/** As a browser does it. */
const typeOf = (body: RequestInit['body']): Readonly<Record<string, string>> =>
  body instanceof URLSearchParams ? { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' } : {};

function textOf(body: NonNullable<RequestInit['body']>): string {
  if (typeof body === 'string') return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new Error('the page sends a body of a kind that the simulation does not know');
}
