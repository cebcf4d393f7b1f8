import type { Clock } from '../../payments/ports/ports.ts';
import type { Agenda } from './agenda.ts';
import type { FaultQueue } from './fault-queue.ts';
import type { Delivery, Outbox } from './notification-outbox.ts';
import { Unanswered, type LedgerEntry, type Simulator } from './simulator.ts';

/** What a simulated provider knows and has under way. */
interface SimulatorState<Notification> {
  readonly options: { readonly baseUrl: string; readonly clock: Clock };
  readonly faults: FaultQueue;
  readonly ledger: readonly LedgerEntry[];
  readonly outbox: Outbox<Notification>;
  /** What happens by itself. Settled before anything looks, so nothing ever reads a stale state. */
  readonly agenda: Agenda;
}

/** What a simulated provider does in its own way. */
interface Behaviour extends Pick<Simulator, 'id' | 'payments' | 'perform'> {
  /** `path`: below the base address, with its leading slash. `undefined`: there is nothing. */
  serve(request: Request, path: string): Promise<Response | undefined>;
}

/** A simulator whose notifications can be looked at. */
export interface NotifyingSimulator<Notification> extends Simulator {
  /** Notifications that are still to be sent, and those that are done with, oldest first. */
  deliveries(): readonly Delivery<Notification>[];
  /** Sends one again, or out of turn, whatever became of it: the resend button of a provider's own pages. */
  resend(deliveryId: string): Promise<void>;
}

/** The simulator of this world: what is the same whoever is simulated. */
export function assembleSimulator<Notification>(
  state: SimulatorState<Notification>,
  behaviour: Behaviour,
): NotifyingSimulator<Notification> {
  const { faults, ledger, outbox, agenda } = state;
  const { baseUrl, clock } = state.options;
  const runDue = (): void => agenda.runDue(clock.now());
  const basePath = new URL(baseUrl).pathname.replace(/\/$/, '');
  let silent = false;
  return {
    id: behaviour.id,
    baseUrl,
    get silent() {
      return silent;
    },
    set silent(wanted: boolean) {
      silent = wanted;
    },
    async handle(request) {
      if (silent) throw new Unanswered('silent');
      runDue();
      const { pathname } = new URL(request.url);
      const isBelow = pathname.startsWith(`${basePath}/`);
      const answer = isBelow ? await behaviour.serve(request, pathname.slice(basePath.length)) : undefined;
      return answer ?? new Response('Not Found', { status: 404 });
    },
    payments() {
      runDue();
      return behaviour.payments();
    },
    async perform(paymentId, action, amount) {
      runDue();
      return behaviour.perform(paymentId, action, amount);
    },
    fail(fault) {
      faults.add(fault);
    },
    ledger: () => ledger,
    deliveries: () => outbox.deliveries,
    resend: (deliveryId) => outbox.resend(deliveryId),
    async runDue() {
      runDue();
      await outbox.sendDue(() => silent);
    },
    nextDueAt() {
      const times = [agenda.nextAt, silent ? undefined : outbox.nextAt].filter((time) => time !== undefined);
      return times.length === 0 ? undefined : Math.min(...times);
    },
  };
}
