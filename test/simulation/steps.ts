import { ORIGIN } from '../server/http/a-server.ts';
import { Bank } from './bank.ts';
import { BrowserTabs } from './browser-tabs.ts';
import type { Focus } from './focus.ts';
import type { Installation } from './installation.ts';
import { Page } from './page.ts';
import type { Random } from './runtime/random.ts';
import type { KnownCheckout } from './shop.ts';
import { ShopSteps } from './shop-steps.ts';

const CHANNELS: readonly { readonly code: string; readonly fields?: Readonly<Record<string, string>> }[] = [
  { code: 'va_bca' },
  { code: 'va_bca' },
  { code: 'qris' },
  { code: 'retail_alfamart' },
  { code: 'ewallet_dana' },
  { code: 'ewallet_ovo', fields: { phone: '081210002000' } },
  { code: 'card' },
  { code: 'va_bjb' },
  { code: 'direct_debit_bri', fields: { cardLastFour: '1234', phone: '081210002000', email: 'a@b.co' } },
];
const RIGHT_OTP = '123456';

type Step = () => void | Promise<unknown>;

/** How often each kind of step is chosen, against the others. */
const WEIGHTS = {
  order: 2,
  openPage: 2,
  pay: 9,
  leave: 2,
  cancelAsCustomer: 1,
  closePage: 1,
  confirm: 2,
  return: 1,
  payAtBank: 9,
  failAtBank: 1,
  expireAtBank: 1,
  cancelCheckout: 1,
  cancelPayment: 1,
  capture: 2,
  refund: 3,
  inquire: 1,
  resolve: 1,
  payOut: 1,
  approve: 1,
  charge: 1,
  removeMethod: 1,
  sendAgain: 2,
} as const;
/** `payElsewhere` occurs in directed schedules only. */
export type StepName = keyof typeof WEIGHTS | 'payElsewhere';

/** What customers, the shop and its finance team do, one random step at a time. */
export class Steps {
  readonly pages: Page[] = [];
  readonly #it: Installation;
  readonly #bank: Bank;
  readonly #random: Random;
  readonly #tabs = new Map<string, BrowserTabs>();
  readonly #steps: Readonly<Record<StepName, Step>>;
  /** How often each kind of step is chosen differs from schedule to schedule, so that rare combinations occur. */
  readonly #weights: readonly (readonly [weight: number, name: StepName])[];
  readonly #focus: Focus | undefined;
  #orders = 0;

  constructor(installation: Installation, focus?: Focus) {
    this.#it = installation;
    this.#focus = focus;
    this.#bank = new Bank(installation);
    this.#random = installation.world.random('steps');
    const shop = new ShopSteps(installation);
    this.#steps = {
      order: () => this.newOrder(),
      openPage: () => this.#openPage(),
      pay: () => this.#pay(),
      leave: () => this.#leave(),
      cancelAsCustomer: () => this.#cancelAsCustomer(),
      closePage: () => this.#closePage(),
      confirm: () => this.#confirm(),
      return: () => this.#return(),
      payElsewhere: () => this.#payElsewhere(),
      payAtBank: () => this.#bank.pay(),
      failAtBank: () => this.#bank.fail(),
      expireAtBank: () => this.#bank.expire(),
      cancelCheckout: () => shop.cancelCheckout(),
      cancelPayment: () => shop.cancelPayment(),
      capture: () => shop.capture(),
      refund: () => shop.refund(),
      inquire: () => shop.inquire(),
      resolve: () => shop.resolve(),
      payOut: () => shop.payOut(),
      approve: () => shop.approve(),
      charge: () => shop.charge(),
      removeMethod: () => shop.removeMethod(),
      sendAgain: () => this.#it.shop.sendAgain(),
    };
    const weights = Object.entries(focus?.steps ?? WEIGHTS) as readonly (readonly [StepName, number])[];
    this.#weights = weights.map(([name, weight]) => [
      focus === undefined ? weight * this.#random.pick([0.3, 1, 1, 3]) : weight,
      name,
    ]);
  }

  get bank(): Bank {
    return this.#bank;
  }

  next(): void {
    const sum = this.#weights.reduce((total, [weight]) => total + weight, 0);
    let at = this.#random.float() * sum;
    const [, name] = this.#weights.find(([weight]) => (at -= weight) < 0) ?? this.#weights[0]!;
    this.take(name);
  }

  take(name: StepName): void {
    void this.#steps[name]();
  }

  async newOrder(): Promise<void> {
    const { shop, world } = this.#it;
    this.#orders += 1;
    const reference = `order-${this.#orders}`;
    const capture = this.#focus?.capture ?? (this.#random.chance(0.25) ? 'manual' : 'automatic');
    const customer = `cust-${this.#random.between(1, 2)}`;
    const amount = this.#random.pick([150_000, 60_000, 250_001]);
    const lifeMs =
      this.#focus?.lifeMs ??
      (this.#random.chance(0.5)
        ? this.#random.between(65_000, 240_000)
        : this.#random.pick([1_800_000, 1_800_000, 1_800_000, undefined]));
    world.note(
      'shop',
      `orders ${reference}, ${amount}, ${capture}, ${lifeMs === undefined ? 'a day' : `${Math.round(lifeMs / 1000)} s`}`,
    );
    const reply = await shop.post('/v1/checkouts', {
      reference,
      amount,
      currency: 'IDR',
      returnUrl: `${ORIGIN}/done`,
      customer: { reference: customer, name: 'Siti Aminah', email: 'siti@example.com', phone: '081210002000' },
      capture,
      ...(this.#random.chance(0.4) ? { savePayment: 'offer' } : {}),
      ...(lifeMs === undefined ? {} : { expiresAt: new Date(world.time.now + lifeMs).toISOString() }),
    });
    if (reply.status !== 201) return;
    const { id, clientToken } = JSON.parse(reply.text) as { id: string; clientToken: string };
    shop.checkouts.push({ id, token: clientToken, reference, amount, capture, customer });
    this.#openPageOf({ id, token: clientToken, reference, amount, capture, customer });
  }

  /** Another page of a checkout, in the same browser or another one. */
  openSecondTab(): boolean {
    const page = this.#openPages().at(0);
    const checkout = this.#it.shop.checkouts.find(({ id }) => id === page?.checkoutId);
    if (checkout === undefined) return false;
    this.#openPageOf(checkout);
    return true;
  }

  #openPages(): readonly Page[] {
    return this.pages.filter(({ isClosed }) => !isClosed);
  }

  #openPage(): void {
    const { checkouts } = this.#it.shop;
    if (checkouts.length > 0 && this.#openPages().length < 4) this.#openPageOf(this.#random.pick(checkouts));
  }

  #openPageOf(checkout: KnownCheckout): void {
    const { world, access, shop } = this.#it;
    const tabs = this.#tabs.get(checkout.id) ?? new BrowserTabs();
    this.#tabs.set(checkout.id, tabs);
    const name = `page ${this.pages.length + 1}`;
    world.note(name, `opens ${checkout.id}`);
    const renew = async (): Promise<string> => {
      const reply = await shop.post(`/v1/checkouts/${checkout.id}/token`, {});
      if (reply.status !== 200 && reply.status !== 201) throw new Error('no token');
      return (JSON.parse(reply.text) as { clientToken: string }).clientToken;
    };
    const address = `10.1.0.${this.pages.length + 1}`;
    this.pages.push(
      new Page(world, access, { name, checkoutId: checkout.id, token: checkout.token, address }, tabs, renew),
    );
  }

  #somePage(fits: (page: Page) => boolean): Page | undefined {
    const found = this.#openPages().filter(fits);
    return found.length === 0 ? undefined : this.#random.pick(found);
  }

  #pay(): void {
    const page = this.#somePage(({ snapshot }) =>
      ['choosing', 'failed', 'expired', 'canceled'].includes(snapshot.state),
    );
    if (page === undefined) return;
    if (page.snapshot.state !== 'choosing') return page.again();
    const offered = new Set((page.snapshot.session?.channels ?? []).map(({ code }): string => code));
    const channels = CHANNELS.filter(({ code }) => offered.has(code) && this.#isInFocus(code));
    if (channels.length === 0) return;
    const { code, fields = {} } = this.#random.pick(channels);
    const channel = page.snapshot.session?.channels.find((one) => one.code === code);
    const wanted = new Set((channel?.fields ?? []).map(({ name }) => name));
    const given = Object.fromEntries(Object.entries(fields).filter(([name]) => wanted.has(name)));
    const save = channel?.savable === true && (channel.saveRequired === true || this.#random.chance(0.6));
    const saved = page.snapshot.session?.savedMethods ?? [];
    if (saved.length > 0 && this.#random.chance(0.4)) {
      const method = this.#random.pick(saved);
      return page.pay(method.channel, {}, { savedMethod: method.id });
    }
    page.pay(code, given, save ? { save } : {});
  }

  /** By one page or two that were opened before the checkout's present payment was made, and still show the list. */
  #payElsewhere(): void {
    const { shop, access } = this.#it;
    const checkout = shop.checkouts.at(-1);
    if (checkout === undefined) return;
    const known = CHANNELS.filter(({ code, fields }) => fields === undefined && this.#isInFocus(code));
    for (let times = this.#random.between(1, 2); times > 0; times -= 1)
      void access.call('browser', {
        method: 'POST',
        path: '/v1/session/payments',
        headers: {
          authorization: `Bearer ${checkout.token}`,
          origin: ORIGIN,
          'content-type': 'application/json',
          'idempotency-key': shop.newKey(),
        },
        body: JSON.stringify({ channel: this.#random.pick(known).code, fields: {}, device: { kind: 'desktop' } }),
        address: '10.1.0.1',
      });
  }

  #isInFocus(channel: string): boolean {
    return this.#focus?.channels?.includes(channel) !== false;
  }

  #leave(): void {
    this.#somePage(({ snapshot }) => snapshot.state === 'instructed')?.leave();
  }

  /** By a page that is not up to date, or by somebody with its token: whatever the payment is by now. */
  async #cancelAsCustomer(): Promise<void> {
    const { shop, store, access } = this.#it;
    if (shop.checkouts.length === 0) return;
    const { id, token } = this.#random.pick(shop.checkouts);
    const [payment] = await store.paymentsOf(id);
    if (payment === undefined) return;
    await access.call('browser', {
      method: 'POST',
      path: `/v1/session/payments/${payment.id}/cancel`,
      headers: { authorization: `Bearer ${token}`, origin: ORIGIN, 'content-type': 'application/json' },
      body: '{}',
      address: '10.1.0.1',
    });
  }

  #confirm(): void {
    const page = this.#somePage(
      ({ snapshot }) => snapshot.payment?.instruction.kind === 'otp' && snapshot.state === 'instructed',
    );
    page?.confirm(this.#random.chance(0.8) ? RIGHT_OTP : '000000');
  }

  #closePage(): void {
    const page = this.#openPages().length > 1 ? this.#somePage(() => true) : undefined;
    if (page === undefined) return;
    this.#it.world.note(page.name, 'is closed');
    page.close();
  }

  /** The customer comes back from the provider's page. */
  async #return(): Promise<void> {
    const { access } = this.#it;
    const payment = this.#somePage(({ snapshot }) => snapshot.payment !== undefined)?.snapshot.payment;
    if (payment === undefined) return;
    await access.call('browser', {
      method: 'GET',
      path: `/v1/return/${payment.id}?status=paid`,
      headers: {},
      address: '10.1.0.1',
    });
  }
}
