import type { SimulatedPayment, Simulator, SimulatorAction } from '../../server/providers/simulation/simulator.ts';
import type { Installation } from './installation.ts';
import type { Random } from './runtime/random.ts';

/** What customers, banks and staff do at the providers' side. */
export class Bank {
  readonly #installation: Installation;
  readonly #random: Random;

  constructor(installation: Installation) {
    this.#installation = installation;
    this.#random = installation.world.random('bank');
  }

  pay(): Promise<void> {
    return this.#perform('pay');
  }

  fail(): Promise<void> {
    return this.#perform('fail');
  }

  expire(): Promise<void> {
    return this.#perform('expire');
  }

  payLate(): Promise<void> {
    return this.#perform('pay late', 'paid late');
  }

  payTwice(): Promise<void> {
    return this.#perform('pay twice', 'paid twice');
  }

  /** Where the customer chooses the amount, or a bank takes any. */
  payOtherAmount(): Promise<void> {
    return this.#perform('pay', 'other amount paid', this.#random.between(1, 2) * 70_001);
  }

  refund(): Promise<void> {
    return this.#perform('refund', 'refunded by staff', this.#random.chance(0.5) ? 10_000 : undefined);
  }

  reverse(): Promise<void> {
    return this.#perform('reverse', 'reversed');
  }

  async #perform(
    action: SimulatorAction,
    fault?: Parameters<Installation['world']['hit']>[0],
    amount?: number,
  ): Promise<void> {
    const { world } = this.#installation;
    const found = this.#pick((payment) => payment.actions.includes(action));
    if (found === undefined) return;
    const { ok } = await found.simulator.perform(found.payment.id, action, amount);
    if (!ok) return;
    if (fault !== undefined) world.hit(fault, found.payment.reference);
    world.note(
      'bank',
      `${action}${amount === undefined ? '' : ` ${amount}`}: ${found.payment.reference} at ${found.simulator.id}`,
    );
  }

  #pick(
    fits: (payment: SimulatedPayment) => boolean,
  ): { readonly simulator: Simulator; readonly payment: SimulatedPayment } | undefined {
    const all = this.#installation.providers.flatMap(({ simulator }) =>
      simulator
        .payments()
        .filter(fits)
        .map((payment) => ({ simulator, payment })),
    );
    return all.length === 0 ? undefined : this.#random.pick(all);
  }
}
