import type { Installation } from './installation.ts';
import type { Random } from './runtime/random.ts';
import { PAYOUT_KEYS } from './shop.ts';

/** What the shop's staff and server do with payments that exist. */
export class ShopSteps {
  readonly #it: Installation;
  readonly #random: Random;
  #renewals = 0;

  constructor(installation: Installation) {
    this.#it = installation;
    this.#random = installation.world.random('shop steps');
  }

  /** A payment of a random checkout, by what the database knows: the shop would look it up. */
  async #somePayment(statuses: readonly string[], review = false): Promise<string | undefined> {
    const { checkouts } = this.#it.shop;
    if (checkouts.length === 0) return undefined;
    const found = await this.#it.store.paymentsOf(this.#random.pick(checkouts).id);
    const fitting = found.filter((one) => statuses.includes(one.status) || (review && one.review !== undefined));
    return fitting.length === 0 ? undefined : this.#random.pick(fitting).id;
  }

  cancelCheckout(): void {
    const { shop } = this.#it;
    if (shop.checkouts.length > 0) void shop.post(`/v1/checkouts/${this.#random.pick(shop.checkouts).id}/cancel`, {});
  }

  async cancelPayment(): Promise<void> {
    const id = await this.#somePayment(['requires_action', 'authorized', 'unknown', 'processing']);
    if (id !== undefined) await this.#it.shop.post(`/v1/payments/${id}/cancel`, { reason: 'the shop wants it' });
  }

  async capture(): Promise<void> {
    const id = await this.#somePayment(['authorized']);
    if (id === undefined) return;
    const amounts = this.#random.pick([[undefined], [40_000], [40_000, 50_000], [undefined, undefined]]);
    for (const amount of amounts)
      void this.#it.shop.post(`/v1/payments/${id}/capture`, amount === undefined ? {} : { amount });
  }

  async refund(): Promise<void> {
    const id = await this.#somePayment(['succeeded']);
    if (id === undefined) return;
    const amounts = this.#random.pick([[undefined], [20_000], [40_000, 40_000], [undefined, undefined]]);
    for (const amount of amounts)
      void this.#it.shop.post(`/v1/payments/${id}/refunds`, amount === undefined ? {} : { amount });
  }

  async inquire(): Promise<void> {
    const id = await this.#somePayment([
      'requires_action',
      'unknown',
      'processing',
      'expired',
      'canceled',
      'authorized',
    ]);
    if (id !== undefined) await this.#it.shop.post(`/v1/payments/${id}/inquire`, {});
  }

  async resolve(): Promise<void> {
    const id = await this.#somePayment([], true);
    if (id === undefined) return;
    const decision = this.#random.pick(['accept', 'refund', 'dismiss']);
    await this.#it.shop.post(`/v1/payments/${id}/resolve`, { decision, note: 'looked it up' });
  }

  async payOut(): Promise<void> {
    const { shop } = this.#it;
    const reply = await shop.post(
      '/v1/payouts',
      {
        reference: `seller-${this.#random.between(1, 3)}`,
        amount: 200_000,
        currency: 'IDR',
        bankCode: 'BCA',
        accountNumber: '0012345678',
        accountName: 'SITI AMINAH',
        description: 'Pencairan',
        feeBearer: 'merchant',
      },
      { bearer: PAYOUT_KEYS[0] },
    );
    if (reply.status === 201) shop.payouts.push((JSON.parse(reply.text) as { id: string }).id);
  }

  /** Twice at the same time, now and then. */
  approve(): void {
    const { shop } = this.#it;
    if (shop.payouts.length === 0) return;
    const id = this.#random.pick(shop.payouts);
    for (let times = this.#random.between(1, 2); times > 0; times -= 1)
      void shop.post(`/v1/payouts/${id}/approve`, {}, { bearer: PAYOUT_KEYS[1] });
  }

  async charge(): Promise<void> {
    const { store, shop } = this.#it;
    const [method] = await store.savedMethodsOf(`cust-${this.#random.between(1, 2)}`);
    if (method === undefined) return;
    this.#renewals += 1;
    await shop.post('/v1/charges', {
      reference: `renewal-${this.#renewals}`,
      amount: 50_000,
      currency: 'IDR',
      savedMethod: method.id,
    });
  }

  async removeMethod(): Promise<void> {
    const { store, shop } = this.#it;
    const [method] = await store.savedMethodsOf(`cust-${this.#random.between(1, 2)}`);
    if (method !== undefined) await shop.delete(`/v1/saved-methods/${method.id}`);
  }
}
