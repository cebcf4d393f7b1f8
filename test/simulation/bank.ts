import type { SimulatedPayment, Simulator, SimulatorAction } from '../../server/providers/simulation/simulator.ts';
import type { Installation } from './installation.ts';
import type { Random } from './runtime/random.ts';

export type BankFault = 'paid late' | 'paid twice' | 'other amount paid' | 'refunded by staff' | 'reversed';

/** What customers, banks and staff do at the providers' side. */
export class Bank {
  readonly #installation: Installation;
  readonly #random: Random;

  constructor(installation: Installation) {
    this.#installation = installation;
    this.#random = installation.world.random('bank');
  }

  pay(): Promise<boolean> {
    return this.#perform('pay');
  }

  fail(): Promise<boolean> {
    return this.#perform('fail');
  }

  expire(): Promise<boolean> {
    return this.#perform('expire');
  }

  /** Whether there was a payment that it could be done to. */
  strike(fault: BankFault): Promise<boolean> {
    switch (fault) {
      case 'paid late':
        return this.#perform('pay late', fault);
      case 'paid twice':
        return this.#perform('pay twice', fault);
      // Where the customer chooses the amount, or a bank takes any.
      case 'other amount paid':
        return this.#perform('pay', fault, this.#random.between(1, 2) * 70_001);
      case 'refunded by staff':
        return this.#perform('refund', fault, this.#random.chance(0.5) ? 10_000 : undefined);
      case 'reversed':
        return this.#perform('reverse', fault);
    }
  }

  async #perform(action: SimulatorAction, fault?: BankFault, amount?: number): Promise<boolean> {
    const { world } = this.#installation;
    const found = this.#pick((payment) => payment.actions.includes(action));
    if (found === undefined) return false;
    const { ok } = await found.simulator.perform(found.payment.id, action, amount);
    if (!ok) return false;
    if (fault !== undefined) world.hit(fault, found.payment.reference);
    world.note(
      'bank',
      `${action}${amount === undefined ? '' : ` ${amount}`}: ${found.payment.reference} at ${found.simulator.id}`,
    );
    return true;
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
