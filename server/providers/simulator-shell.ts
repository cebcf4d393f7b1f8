import type { Clock } from '../payments/ports.ts';
import type { Agenda } from './simulator-agenda.ts';
import type { FaultQueue } from './simulator-faults.ts';
import type { Outbox } from './simulator-outbox.ts';
import { Unanswered, type LedgerEntry, type Simulator } from './simulator.ts';

/** What a simulated provider is made of. */
export interface SimulatorParts<Notice> extends Pick<Simulator, 'id' | 'baseUrl' | 'payments' | 'act'> {
  readonly faults: FaultQueue;
  readonly ledger: readonly LedgerEntry[];
  readonly outbox: Outbox<Notice>;
  /** What happens by itself. Settled before anything looks, so nothing ever reads a stale state. */
  readonly agenda: Agenda;
  readonly clock: Clock;
  /** `path`: below the base address, with its leading slash. `undefined`: there is nothing. */
  serve(request: Request, path: string): Promise<Response | undefined>;
}

/** The simulator that these parts make: what is the same whoever is simulated. */
export function assembleSimulator<Notice>(parts: SimulatorParts<Notice>): Simulator {
  const { id, baseUrl, faults, ledger, outbox, agenda, clock } = parts;
  const settle = (): void => agenda.settle(clock.now());
  const basePath = new URL(baseUrl).pathname.replace(/\/$/, '');
  let silent = false;
  return {
    id,
    baseUrl,
    get silent() {
      return silent;
    },
    set silent(wanted: boolean) {
      silent = wanted;
    },
    async handle(request) {
      if (silent) throw new Unanswered('silent');
      settle();
      const { pathname } = new URL(request.url);
      const isBelow = pathname.startsWith(`${basePath}/`);
      const answer = isBelow ? await parts.serve(request, pathname.slice(basePath.length)) : undefined;
      return answer ?? new Response('Not Found', { status: 404 });
    },
    payments() {
      settle();
      return parts.payments();
    },
    async act(paymentId, action, amount) {
      settle();
      return parts.act(paymentId, action, amount);
    },
    fail(fault) {
      faults.add(fault);
    },
    ledger: () => ledger,
    async runDue() {
      settle();
      await outbox.sendDue(() => silent);
    },
    nextDueAt() {
      const times = [agenda.nextAt, silent ? undefined : outbox.nextAt].filter((time) => time !== undefined);
      return times.length === 0 ? undefined : Math.min(...times);
    },
  };
}
