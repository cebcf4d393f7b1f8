/** The open event streams (Server-Sent Events) of a fake BFF. */
export class EventStreams {
  /** A proxy buffers streams after their first bytes. */
  held = false;
  readonly #open = new Set<ReadableStreamDefaultController<Uint8Array>>();

  get count(): number {
    return this.#open.size;
  }

  /** A new stream. `first`: the events that it starts with. */
  open(signal: AbortSignal, first: readonly string[]): Response {
    let own: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        this.#open.add(controller);
      },
      cancel: () => {
        if (own) this.#open.delete(own);
      },
    });
    signal.addEventListener('abort', () => {
      if (own && this.#open.delete(own)) own.error(signal.reason);
    });
    own?.enqueue(bytesOf('retry: 3000\n\n'));
    if (!this.held) for (const event of first) own?.enqueue(bytesOf(event));
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }

  send(event: string): void {
    if (this.held) return;
    for (const stream of this.#open) stream.enqueue(bytesOf(event));
  }

  /** They end, as when a proxy cuts them; with an error as when the network is lost. */
  end(error?: Error): void {
    for (const stream of this.#open)
      if (error) stream.error(error);
      else stream.close();
    this.#open.clear();
  }
}

export const eventText = (event: string, id: number, data: unknown): string =>
  `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
