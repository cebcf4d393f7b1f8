import type { Clock } from '../../payments/ports/ports.ts';
import type { Delivery } from './notification-outbox.ts';
import { Unanswered, type LedgerEntry, type Simulator } from './simulator.ts';
import { restoreSnapshot, takeSnapshot, type SimulatorSnapshot, type StoredState } from './snapshot.ts';

interface SimulatorState<Notification, Task> extends StoredState<Notification, Task> {
  readonly options: { readonly baseUrl: string; readonly clock: Clock };
  readonly ledger: readonly LedgerEntry[];
}

/** What a simulated provider does in its own way. */
interface Behaviour<Task> extends Pick<Simulator, 'id' | 'payments' | 'perform'> {
  /** Runs a planned task. Due tasks run before anything is read or done, so nothing ever sees a stale state. */
  runTask(task: Task): void;
  /** `path`: below the base address, with its leading slash. `undefined`: there is nothing. */
  serve(request: Request, path: string): Promise<Response | undefined>;
}

/** A simulator whose notifications can be inspected. */
export interface NotifyingSimulator<Notification> extends RestorableSimulator {
  /** Notifications that are still to be sent, and those that have ended, oldest first. */
  deliveries(): readonly Delivery<Notification>[];
  /** Sends one now, whatever the earlier tries led to: the resend button of a provider's own pages. */
  resend(deliveryId: string): Promise<void>;
}

/** A simulator whose state can be saved and restored. */
export interface RestorableSimulator extends Simulator {
  /** Not a copy: store it before anything else is done. */
  snapshot(): SimulatorSnapshot;
  /** Replaces the state by a snapshot of the same provider's simulator. */
  restore(snapshot: SimulatorSnapshot): void;
}

/** Puts a simulator together from its state and what is particular to its provider. */
export function assembleSimulator<Notification, Task>(
  state: SimulatorState<Notification, Task>,
  behaviour: Behaviour<Task>,
): NotifyingSimulator<Notification> {
  const { faults, ledger, outbox, agenda } = state;
  const { baseUrl, clock } = state.options;
  const runDue = (): void => agenda.runDue(clock.now(), behaviour.runTask);
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
    snapshot: () => takeSnapshot(state, silent),
    restore(snapshot) {
      silent = snapshot.silent;
      // A snapshot holds what this provider's own simulator put into it.
      restoreSnapshot(state, snapshot as SimulatorSnapshot<Notification, Task>);
    },
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
