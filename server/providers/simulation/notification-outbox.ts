import type { Instant } from '../../payments/model/model.ts';
import type { Fault } from './simulator.ts';

/** One notification and its tries. */
export interface Delivery<Notification> {
  readonly id: string;
  readonly notification: Notification;
  dueAt: Instant;
  firstTriedAt?: Instant | undefined;
  /** The status of our answer to each try; 0 where there was none. */
  readonly answers: number[];
  state: 'waiting' | 'sending' | 'accepted' | 'exhausted';
}

/** A provider's rules for its notifications. */
export interface OutboxRules<Notification> {
  now(): Instant;
  newId(): string;
  /** One try over the wire. */
  deliver(notification: Notification): Promise<Response>;
  /** Whether this answer acknowledges the notification. */
  accepts(status: number, text: string): boolean;
  /** When to try after so many tries; `undefined`: no more. */
  nextTry(tries: number, now: Instant, firstTriedAt: Instant): Instant | undefined;
}

/** The answer, or status 0. The body is read to its end, so that the connection can be used again. */
export async function answerTo(sent: Promise<Response>): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const response = await sent;
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 0, text: '' };
  }
}

const HOUR_MS = 3_600_000;
/** So many ended deliveries are kept. */
const KEPT = 1_000;

/** The notifications of a simulated provider: queued when something happens, sent when due, tried again. */
export class Outbox<Notification> {
  readonly #rules: OutboxRules<Notification>;
  readonly #open: Delivery<Notification>[] = [];
  readonly #done: Delivery<Notification>[] = [];

  constructor(rules: OutboxRules<Notification>) {
    this.#rules = rules;
  }

  /** Those still to be sent and the latest of those that have ended, oldest first. */
  get deliveries(): readonly Delivery<Notification>[] {
    return [...this.#done, ...this.#open];
  }

  /** Replaces all deliveries. One that was being sent is sent again: whether it arrived is not known. */
  restore(deliveries: readonly Delivery<Notification>[]): void {
    const isOpen = ({ state }: Delivery<Notification>): boolean => state === 'waiting' || state === 'sending';
    this.#done.splice(0, this.#done.length, ...deliveries.filter((one) => !isOpen(one)));
    this.#open.splice(0, this.#open.length, ...deliveries.filter(isOpen));
    for (const delivery of this.#open) delivery.state = 'waiting';
  }

  get nextAt(): Instant | undefined {
    return this.#next()?.dueAt;
  }

  /** Never sends at once, so no notification leaves within the request that caused it. A fault may change it. */
  queue(notification: Notification, fault: Fault | undefined): void {
    if (fault?.kind === 'lost') return;
    const now = this.#rules.now();
    const delay = fault?.kind === 'late' ? (fault.delayMs ?? HOUR_MS) : 0;
    const copies = fault?.kind === 'duplicate' ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const dueAt = (this.#rules.nextTry(0, now, now) ?? now) + delay;
      this.#open.push({ id: this.#rules.newId(), notification, dueAt, answers: [], state: 'waiting' });
    }
  }

  /** Sends what is due, one after another, the earliest first, until it is stopped. */
  async sendDue(isStopped: () => boolean): Promise<void> {
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      if (isStopped() || next.dueAt > this.#rules.now()) return;
      await this.#send(next);
    }
  }

  /** The resend button of the provider's back office: one more try now, whatever the earlier ones led to. */
  async resend(id: string): Promise<void> {
    const delivery = this.deliveries.find((one) => one.id === id);
    if (delivery?.state === 'waiting') await this.#send(delivery);
    else if (delivery) delivery.answers.push((await answerTo(this.#rules.deliver(delivery.notification))).status);
  }

  #next(): Delivery<Notification> | undefined {
    return this.#open
      .filter(({ state }) => state === 'waiting')
      .reduce<Delivery<Notification> | undefined>(
        (first, one) => (first && first.dueAt <= one.dueAt ? first : one),
        undefined,
      );
  }

  async #send(delivery: Delivery<Notification>): Promise<void> {
    delivery.state = 'sending';
    delivery.firstTriedAt ??= this.#rules.now();
    const { status, text } = await answerTo(this.#rules.deliver(delivery.notification));
    delivery.answers.push(status);
    if (status !== 0 && this.#rules.accepts(status, text)) return this.#finish(delivery, 'accepted');
    const dueAt = this.#rules.nextTry(delivery.answers.length, this.#rules.now(), delivery.firstTriedAt);
    if (dueAt === undefined) return this.#finish(delivery, 'exhausted');
    delivery.dueAt = dueAt;
    delivery.state = 'waiting';
  }

  #finish(delivery: Delivery<Notification>, state: 'accepted' | 'exhausted'): void {
    delivery.state = state;
    this.#open.splice(this.#open.indexOf(delivery), 1);
    this.#done.push(delivery);
    if (this.#done.length > KEPT) this.#done.shift();
  }
}
