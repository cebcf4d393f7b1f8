import { setTimeout } from 'node:timers/promises';
import { merchantReferenceOf, type Gateway, type PaymentOrder } from '../../payments/ports/ports.ts';
import { Manual, type ScenarioStage } from '../../providers/scenario.ts';
import type { ProviderIo } from '../../providers/provider.ts';
import type { Inbox } from './inbox.ts';
import type { SimulatorControl } from './simulator-control.ts';

export interface StageOptions {
  readonly gateway: Gateway;
  readonly io: ProviderIo;
  readonly inbox: Inbox;
  /** Absent: the provider is a sandbox. */
  readonly control: SimulatorControl | undefined;
  /** Of ours, without a trailing slash. */
  readonly publicUrl: string;
}

const PAUSE_MS = 400;
const HOUR_MS = 3_600_000;
const BROWSER_TIMEOUT_MS = 10_000;

/** Nobody's; providers check the form only. */
const CUSTOMER: PaymentOrder['customer'] = {
  name: 'Siti Uji',
  email: 'siti@example.com',
  phone: '+6281234567890',
  address: { line1: 'Jalan Contoh 1', city: 'Jakarta', state: 'DKI Jakarta', postalCode: '10110', country: 'ID' },
};
/** Of no host (RFC 5737). */
const CUSTOMER_IP = '203.0.113.10';

/** What one scenario is played with. */
export const stageOf = (
  { gateway, io, inbox, control, publicUrl }: StageOptions,
  signal: AbortSignal,
): ScenarioStage => {
  const newReference: ScenarioStage['newReference'] = (prefix) => merchantReferenceOf(io.idGenerator.next(prefix));
  return {
    gateway,
    io,
    signal,
    newReference,
    pause: () => setTimeout(PAUSE_MS),
    isSimulator: control !== undefined,
    order(channel, changes = {}) {
      const merchantReference = newReference('pay');
      return {
        merchantReference,
        channel,
        money: { amount: 150_000, currency: 'IDR' },
        country: 'ID',
        expiresAt: io.clock.now() + HOUR_MS,
        orderNumber: merchantReference,
        description: 'Kasir scenario',
        customer: CUSTOMER,
        fields: {},
        device: { kind: 'desktop' },
        capture: 'automatic',
        save: false,
        merchantInitiated: false,
        returnUrl: `${publicUrl}/v1/return/${merchantReference}`,
        notificationUrl: inbox.url,
        customerIp: CUSTOMER_IP,
        ...changes,
      };
    },
    async act({ merchantReference }, action) {
      if (control === undefined) throw new Manual(`${action}: ${merchantReference}`);
      await control.act(merchantReference, action);
    },
    notification: (merchantReference) => inbox.next(gateway, merchantReference),
    async browse(url, form) {
      const response = await fetch(url, {
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(BROWSER_TIMEOUT_MS)]),
        ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
      });
      return {
        status: response.status,
        location: response.headers.get('location') ?? undefined,
        text: await response.text(),
      };
    },
  };
};
