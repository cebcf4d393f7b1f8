import { openConnection, type HttpConnection } from './http-connection.ts';
import type { Load } from './load.ts';
import type { LoadResult } from './load-result.ts';

export interface ClosedLoop extends Load {
  /** How many callers there are; each sends its next request when it has the answer to the one before. */
  readonly callers: number;
}

/** As much load as that many callers cause: what a saturated server can do. */
export async function closedLoop(loop: ClosedLoop): Promise<LoadResult> {
  const { port, callers, seconds, next, expected, onAnswer = () => undefined } = loop;
  const connections = await Promise.all(Array.from({ length: callers }, () => openConnection(port)));
  const latencies: number[] = [];
  const failures = new Map<number, number>();
  const start = performance.now();
  const end = start + seconds * 1_000;

  const call = (connection: HttpConnection, done: () => void): void => {
    const sentAt = performance.now();
    const request = sentAt < end ? next() : undefined;
    if (request === undefined) {
      done();
      return;
    }
    connection.send(request, (answer) => {
      if (answer.status === expected) latencies.push(performance.now() - sentAt);
      else failures.set(answer.status, (failures.get(answer.status) ?? 0) + 1);
      onAnswer(answer);
      // A lost connection is not opened again: the failure is in the result.
      if (answer.status === 0) done();
      else call(connection, done);
    });
  };
  await Promise.all(connections.map((connection) => new Promise<void>((resolve) => call(connection, resolve))));
  const elapsed = (performance.now() - start) / 1_000;
  for (const connection of connections) connection.close();
  return { count: latencies.length, seconds: elapsed, latencies, failures };
}
