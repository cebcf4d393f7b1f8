import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, randomBytes } from 'node:crypto';
import type { Simulator } from '../providers/simulation/simulator.ts';
import type { SimulatorWorld } from '../providers/simulation/setup.ts';
import { withoutCardData } from './without-card-data.ts';
import type { Command, JournalEntry, NoticeAnswer, SimulatorJournal } from './simulator-journal.ts';

/** What a simulator is made with: its clock, its random numbers and its way to us pass through the journal. */
export type SimulatorTools = Pick<SimulatorWorld, 'clock' | 'uuid' | 'deliver'>;

/** What is being done to the simulator just now. Every deed has one time and its own row of random numbers. */
interface Doing {
  readonly entry: JournalEntry;
  draws: number;
  /** Called before the first random number is drawn. */
  readonly onDraw?: (() => void) | undefined;
  /** Collects what the notifications are answered. */
  readonly answers?: NoticeAnswer[] | undefined;
  /** While the past is done again: what the notifications were answered then. */
  readonly past?: NoticeAnswer[] | undefined;
}

/**
 * A simulator keeps everything in memory, yet orders in progress must outlive a restart of the demo. What is done to it
 * is written down before it is done, and at the start done again in the same order, at the same times and with the
 * same random numbers, which leads to the same state. Questions that change nothing are not written down.
 */
export async function persistentSimulator(
  journal: SimulatorJournal,
  real: Pick<SimulatorWorld, 'clock' | 'deliver'>,
  make: (tools: SimulatorTools) => Simulator,
): Promise<Simulator> {
  const doing = new AsyncLocalStorage<Doing>();

  const simulator = make({
    clock: { now: () => doing.getStore()?.entry.at ?? real.clock.now() },
    uuid: () => drawUuid(doing.getStore()),
    deliver: async (request) => {
      const { past, answers } = doing.getStore() ?? {};
      if (past) return answerOfThePast(past.shift());
      try {
        const response = await real.deliver(request);
        answers?.push(await noticeAnswer(response));
        return response;
      } catch (error) {
        answers?.push(0);
        throw error;
      }
    },
  });

  const entryOf = (command: Command): JournalEntry => ({
    at: real.clock.now(),
    seed: randomBytes(8).toString('hex'),
    command,
  });

  /** Writes the deed down, and does it. */
  function run<T>(command: Command, work: () => T): T {
    const entry = entryOf(command);
    journal.append(entry);
    return doing.run({ entry, draws: 0 }, work);
  }

  const isDue = (): boolean => (simulator.nextDueAt() ?? Number.POSITIVE_INFINITY) <= real.clock.now();

  const runDue = (): void => {
    if (isDue()) run({ do: 'settle' }, () => simulator.payments());
  };

  for (const entry of journal.entries) {
    const past = entry.command.do === 'notify' ? [...entry.command.answers] : [];
    // What failed then fails now; the simulator's state after it is the same.
    await doing.run({ entry, draws: 0, past }, () => redo(simulator, entry.command)).catch(() => undefined);
  }

  const { decide, payouts } = simulator;
  return {
    id: simulator.id,
    baseUrl: simulator.baseUrl,
    get silent() {
      return simulator.silent;
    },
    set silent(silent: boolean) {
      run({ do: 'silence', silent }, () => {
        simulator.silent = silent;
      });
    },
    fail: (fault) => run({ do: 'fail', fault: { ...fault } }, () => simulator.fail(fault)),
    ledger: () => simulator.ledger(),
    nextDueAt: () => simulator.nextDueAt(),
    payments() {
      runDue();
      return simulator.payments();
    },
    perform: (id, action, amount) =>
      run({ do: 'perform', id, action, amount }, () => simulator.perform(id, action, amount)),
    ...(payouts && {
      payouts: () => {
        runDue();
        return payouts();
      },
    }),
    ...(decide && { decide: (id, decision) => run({ do: 'decide', id, decision }, () => decide(id, decision)) }),
    async handle(request) {
      const { method, url } = request;
      const body = withoutCardData(await request.text(), request.headers.get('content-type') ?? '');
      const command: Command = { do: 'handle', method, url, headers: Object.fromEntries(request.headers), body };
      const again = requestOf(command);
      runDue();
      if (method !== 'GET') return run(command, () => simulator.handle(again));
      // A question, unless it turns out to make something: then the first random number tells.
      const entry = entryOf(command);
      return doing.run({ entry, draws: 0, onDraw: () => journal.append(entry) }, () => simulator.handle(again));
    },
    async runDue() {
      runDue();
      const answers: NoticeAnswer[] = [];
      const entry = entryOf({ do: 'notify', answers });
      await doing.run({ entry, draws: 0, answers }, () => simulator.runDue());
      if (answers.length > 0) journal.append(entry);
    },
  };
}

async function redo(simulator: Simulator, command: Command): Promise<void> {
  switch (command.do) {
    case 'handle':
      await simulator.handle(requestOf(command));
      break;
    case 'perform':
      await simulator.perform(command.id, command.action, command.amount);
      break;
    case 'decide':
      simulator.decide?.(command.id, command.decision);
      break;
    case 'fail':
      simulator.fail(command.fault);
      break;
    case 'silence':
      simulator.silent = command.silent;
      break;
    case 'settle':
      simulator.payments();
      break;
    case 'notify':
      await simulator.runDue();
      break;
  }
}

const MAX_WORDS = 200;

/** What of an answer a provider may go by. */
async function noticeAnswer(response: Response): Promise<NoticeAnswer> {
  const text = (await response.clone().text()).slice(0, MAX_WORDS);
  return text === '' ? response.status : { status: response.status, text };
}

function answerOfThePast(answer: NoticeAnswer | undefined): Response {
  const { status, text } = typeof answer === 'object' ? answer : { status: answer ?? 0, text: null };
  if (status === 0) throw new Error('nobody answered');
  return new Response(text, { status });
}

const requestOf = ({ method, url, headers, body }: Extract<Command, { do: 'handle' }>): Request =>
  new Request(url, { method, headers, ...(body === '' ? {} : { body }) });

/** The next number of the deed's own row: a UUID, version 4 in form. */
function drawUuid(doing: Doing | undefined): string {
  if (!doing) return crypto.randomUUID();
  if (doing.draws === 0) doing.onDraw?.();
  const hex = createHash('sha256')
    .update(`${doing.entry.seed} ${(doing.draws += 1)}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
