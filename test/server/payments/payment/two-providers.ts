import { localExclusive } from '../../../../server/instances/local-exclusive.ts';
import type { TestContext } from 'node:test';
import { createRequestGuard } from '../../../../server/platform/request-guard.ts';
import { createProviderRouter } from '../../../../server/routing/provider-router.ts';
import { renderEvent } from '../../../../server/http/present/present-event.ts';
import { createCheckout } from '../../../../server/payments/checkout/create-checkout.ts';
import { createPayment } from '../../../../server/payments/payment/create-payment.ts';
import type { Domain } from '../../../../server/payments/core/domain.ts';
import type { Payment } from '../../../../server/payments/model/model.ts';
import {
  NotDelivered,
  OutcomeUnknown,
  type PaymentOrder,
  type Gateway,
} from '../../../../server/payments/ports/ports.ts';
import { createChanges } from '../../../../server/platform/changes.ts';
import { createIdGenerator } from '../../../../server/platform/ids.ts';
import { anOffer } from '../../../support/an-offer.ts';
import { createProcessRun, crashableStore, type ProcessRun } from '../../../support/crashable-store.ts';
import { virtualClock } from '../../../support/virtual-clock.ts';
import { quiet, tempStore } from '../../store/temp-store.ts';

/** `silent`: the call is not answered, and runs into its time limit. */
type Answer = 'opens' | 'unreachable' | 'silent';

/** Two providers of one channel, whose answers the test sets, on a real store. */
export async function twoProviders(t: TestContext) {
  const clock = virtualClock();
  const idGenerator = createIdGenerator(clock);
  const store = await tempStore(t);
  const sent: string[] = [];
  const answers: Record<string, Answer> = { north: 'opens', south: 'opens' };
  const meanwhile: Record<string, () => Promise<void>> = {};
  const patience = new Map<AbortSignal, number>();
  const outlast = (signal: AbortSignal): Promise<never> => {
    clock.set(clock.now() + (patience.get(signal) ?? 0));
    return Promise.reject(new OutcomeUnknown('no answer'));
  };
  const connectedProvider = (id: string) => ({
    provider: { id, offers: [anOffer(id, 'va_bca'), anOffer(id, 'va_bni')] },
    gateway: {
      create: async ({ merchantReference, channel }: PaymentOrder, signal) => {
        await meanwhile[id]?.();
        if (answers[id] === 'unreachable') return Promise.reject(new NotDelivered('nobody is there'));
        sent.push(`${id} ${merchantReference}`);
        if (answers[id] === 'silent') return outlast(signal);
        const instruction = { kind: 'virtual_account', bank: 'any', number: '123', guide: channel } as const;
        const report = { subject: 'payment', outcome: 'requires_action', providerStatus: 'OPEN' } as const;
        return Promise.resolve([
          { ...report, merchantReference, providerReferences: { order: merchantReference }, instruction },
        ]);
      },
      inquire: (_payment, signal) => (answers[id] === 'silent' ? outlast(signal) : Promise.resolve([])),
      cancel: (_payment, _status, signal) => (answers[id] === 'silent' ? outlast(signal) : Promise.resolve([])),
      verify: () => undefined,
      read: () => ({ reports: [] }),
    } satisfies Gateway,
  });
  const providerRouter = createProviderRouter({
    providers: [connectedProvider('north'), connectedProvider('south')],
    routes: new Map(),
  });
  /** Another process on the same database. */
  const begin = (processRun: ProcessRun): Domain => ({
    store: crashableStore(store, processRun),
    providerRouter,
    clock,
    idGenerator,
    log: quiet,
    changes: createChanges(quiet),
    publicUrl: 'https://pay.example',
    allowedOrigins: new Set(['https://shop.example']),
    render: renderEvent,
    wake: () => undefined,
    exclusive: localExclusive(),
    requestGuard: createRequestGuard(),
    timeout: (ms) => {
      const { signal } = new AbortController();
      patience.set(signal, ms);
      return signal;
    },
  });
  const domain = begin(createProcessRun());
  const { id: checkoutId } = await createCheckout(domain, idGenerator.next('co'), {
    reference: 'order-1',
    amount: 150_000,
    currency: 'IDR',
    returnUrl: 'https://shop.example/done',
  });
  const id = idGenerator.next('pay');
  const choice = (channel: string) => ({ channel, fields: {}, save: false });
  const pay = (d = domain): Promise<Payment> => createPayment(d, { id, checkoutId, choice: choice('va_bca') });
  return {
    answers,
    /** What happens during a call to a provider. */
    meanwhile,
    sent,
    store,
    clock,
    id,
    checkoutId,
    pay,
    /** The first request, in a process that dies before its n-th write. Returns whether it died. */
    async payAndDie(write: number): Promise<boolean> {
      const processRun = createProcessRun();
      processRun.crashBefore(write);
      await Promise.race([pay(begin(processRun)).catch(() => undefined), processRun.ended]);
      return processRun.crashed;
    },
    /** Another request, with an id of its own. */
    payBy: (channel: string): Promise<Payment> =>
      createPayment(domain, { id: idGenerator.next('pay'), checkoutId, choice: choice(channel) }),
    domain,
  };
}
