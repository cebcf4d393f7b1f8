import type { Payment } from '../../server/payments/model/model.ts';
import type { ProviderIo, RegisteredProvider, RequestBudget } from '../../server/providers/provider.ts';
import { providers } from '../../server/providers/registry.ts';
import type { ConnectedProvider } from '../../server/routing/provider-router.ts';
import type { NotificationFields, Sample, Stage } from './stage.ts';

/** A provider under test: its registry line and its stage. */
export interface AnySubject extends Omit<Stage, 'genuineClaim' | 'signedNotification'> {
  readonly id: string;
  readonly provider: RegisteredProvider;
  /** What we answer to a notification that was stored. */
  readonly acknowledgement: string;
  connect(io: ProviderIo): ConnectedProvider;
  /** Absent: requests are not limited. The scenarios have more payments in a minute than a test key allows. */
  readonly requestBudget?: RequestBudget | undefined;
  genuineClaim(payment: Payment): Request;
  signedNotification(fields: NotificationFields): Request;
}

/** One that offers what the scenarios need: two channels that stay open until the customer pays. */
export interface Subject extends AnySubject {
  readonly samples: AnySubject['samples'] & { readonly virtual_account: Sample; readonly qr: Sample };
}

const NOTIFICATIONS = 'https://pay.example/v1/notifications';

async function subjectOf(provider: RegisteredProvider): Promise<AnySubject> {
  const { id } = provider;
  const stage = await loadStage(id);
  return {
    ...stage,
    id,
    provider,
    acknowledgement: provider.notification.accepted.body,
    connect(io) {
      const configured = provider.configure(stage.environment);
      if (!configured.ok)
        throw new Error(configured.faults.map(({ variable, message }) => `${variable} ${message}`).join('\n'));
      return { provider, gateway: configured.connect(io) };
    },
    genuineClaim: (payment) => stage.genuineClaim(payment, NOTIFICATIONS),
    signedNotification: (fields) => stage.signedNotification(fields, NOTIFICATIONS),
  };
}

/** A provider without a stage fails here, so that none goes untested. */
async function loadStage(id: string): Promise<Stage> {
  const { stage } = (await import(`./stages/${id}.ts`)) as { readonly stage?: Stage };
  if (stage === undefined) throw new Error(`test/support/stages/${id}.ts exports no stage`);
  if (Object.keys(stage.samples).length === 0) throw new Error(`the stage of ${id} offers no channel`);
  return stage;
}

/** Every provider in the registry. */
export const ALL_SUBJECTS: readonly AnySubject[] = await Promise.all(providers.map(subjectOf));

const isSubject = (subject: AnySubject): subject is Subject =>
  subject.samples.virtual_account !== undefined && subject.samples.qr !== undefined;

/** Those that the scenarios can run with. */
export const SUBJECTS: readonly Subject[] = ALL_SUBJECTS.filter(isSubject);

/** The others, and why they cannot. */
export const NOT_IN_SCENARIOS = ALL_SUBJECTS.filter((subject) => !isSubject(subject)).map(({ id }) => ({
  id,
  reason: `the stage of ${id} offers no virtual account and QR code to choose between`,
}));
