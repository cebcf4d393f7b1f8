import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server on this machine, and breaks their connections. */
export interface TcpProxy {
  readonly port: number;
  /** Resets all connections. */
  cut(): void;
  /** Passes nothing on any more, in either direction, on connections of now and later; until `resume`. */
  stall(): void;
  resume(): void;
  /** Passes nothing on any more on the connections of now, which stay open: as when the other machine has vanished. */
  abandon(): void;
  /**
   * Resets the connection on which the client sends this text next. `after`: the server gets it first, and its answer is
   * lost.
   */
  cutAt(text: string, when: 'before' | 'after'): void;
  close(): Promise<void>;
}

export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const abandoned = new WeakSet<object>();
  let stalled = false;
  let trap: { readonly text: string; readonly when: 'before' | 'after' } | undefined;

  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    const pair = [client, target] as const;
    const end = (): void => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    pairs.add(pair);
    for (const socket of pair) socket.on('error', end).on('close', end);
    let isMute = false;
    client.on('data', (bytes) => {
      if (stalled || abandoned.has(pair)) return;
      if (trap === undefined || !bytes.includes(trap.text)) {
        target.write(bytes);
        return;
      }
      const { when } = trap;
      trap = undefined;
      if (when === 'before') {
        reset(client);
        return;
      }
      isMute = true;
      target.write(bytes);
    });
    target.on('data', (bytes) => {
      if (isMute) reset(client);
      else if (!stalled && !abandoned.has(pair)) client.write(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port');

  const cut = (): void => {
    for (const [client] of pairs) reset(client);
  };
  return {
    port: address.port,
    cut,
    stall: () => {
      stalled = true;
    },
    resume: () => {
      stalled = false;
    },
    abandon: () => {
      for (const pair of pairs) abandoned.add(pair);
    },
    cutAt: (text, when) => {
      trap = { text, when };
    },
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

const reset = (socket: Socket): void => void socket.resetAndDestroy();
