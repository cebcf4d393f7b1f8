import { openConnection, type HttpConnection } from './http-connection.ts';
import type { Load } from './load.ts';
import type { LoadResult } from './load-result.ts';
import { seededRandom } from '../../support/live/seeded-random.ts';

export interface HeldRate extends Load {
  readonly perSecond: number;
}

/** A server that cannot keep up gets no more connections, and its callers wait. */
const MOST_CONNECTIONS = 600;
const WARM_CONNECTIONS = 64;
/** After the last arrival; what is not answered then is a failure. */
const PATIENCE_MS = 10_000;

/**
 * Requests that arrive by chance at a steady rate, whether or not earlier ones are answered, as customers do. Each time
 * counts from the moment at which the request was to arrive, so that a server which stands still for a moment is charged
 * for everybody who came meanwhile.
 */
export async function heldRate(load: HeldRate): Promise<LoadResult> {
  const { port, next, expected, onAnswer = () => undefined } = load;
  const arrivals = poisson(load.perSecond, load.seconds * 1_000);
  const idle: HttpConnection[] = await Promise.all(
    Array.from({ length: WARM_CONNECTIONS }, () => openConnection(port)),
  );
  const all = new Set(idle);
  const waiting: number[] = [];
  const latencies: number[] = [];
  const failures = new Map<number, number>();
  let opening = 0;
  let sent = 0;
  let answered = 0;
  const start = performance.now();

  const fail = (status: number): void => void failures.set(status, (failures.get(status) ?? 0) + 1);
  const use = (connection: HttpConnection): void => {
    const arrival = waiting.shift();
    const request = arrival === undefined ? undefined : next();
    if (arrival === undefined || request === undefined) {
      idle.push(connection);
      return;
    }
    sent += 1;
    connection.send(request, (answer) => {
      answered += 1;
      if (answer.status === expected) latencies.push(performance.now() - start - arrival);
      else fail(answer.status);
      onAnswer(answer);
      if (answer.status !== 0) use(connection);
    });
  };
  /** The one that was used last. Those that the server has closed meanwhile are dropped. */
  const openOne = (): HttpConnection | undefined => {
    for (;;) {
      const connection = idle.pop();
      if (connection === undefined || connection.isOpen) return connection;
      all.delete(connection);
    }
  };
  const arrive = (arrival: number): void => {
    waiting.push(arrival);
    const connection = openOne();
    if (connection !== undefined) use(connection);
    else if (all.size + opening < MOST_CONNECTIONS) {
      opening += 1;
      void openConnection(port).then(
        (opened) => {
          opening -= 1;
          all.add(opened);
          use(opened);
        },
        () => {
          opening -= 1;
          waiting.shift();
          fail(0);
        },
      );
    }
  };

  await new Promise<void>((resolve) => {
    let at = 0;
    // A timer for each millisecond: waiting actively would take the core from the stub.
    const timer = setInterval(() => {
      const now = performance.now() - start;
      for (; at < arrivals.length && (arrivals[at] ?? 0) <= now; at += 1) arrive(arrivals[at] ?? 0);
      const isLate = now > load.seconds * 1_000 + PATIENCE_MS;
      const isDone = at === arrivals.length && waiting.length === 0 && answered === sent;
      if (!isDone && !isLate) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
  const unanswered = sent - answered + waiting.length;
  if (unanswered > 0) failures.set(0, (failures.get(0) ?? 0) + unanswered);
  const seconds = (performance.now() - start) / 1_000;
  const count = latencies.length;
  const result = { count, seconds, latencies: [...latencies], failures: new Map(failures) };
  for (const connection of all) connection.close();
  return result;
}

/** The result of a rate that the server cannot reach: the longer it lasted, the longer everybody would wait. */
export const beyond = (capacity: number): LoadResult => ({
  count: 0,
  seconds: 0,
  latencies: [],
  failures: new Map(),
  beyond: `not tried: saturated it does ${Math.round(capacity)}/s`,
});

/** The same chance in every run. */
function poisson(perSecond: number, untilMs: number): readonly number[] {
  const random = seededRandom(1);
  const arrivals: number[] = [];
  for (let at = 0; at < untilMs; at += (-Math.log(1 - random()) / perSecond) * 1_000) arrivals.push(at);
  return arrivals;
}
