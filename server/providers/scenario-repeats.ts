import { NotDelivered, type Gateway, type RawNotification } from '../payments/ports/ports.ts';
import type { Scenario } from './scenario.ts';
import {
  evidenceOf,
  failureIn,
  inquireUntil,
  paidWithNotification,
  place,
  type ScenarioFacts,
} from './scenario-steps.ts';

/* Scenarios in which the same is sent again. */

/** The same order again must not make a second payment, nor change the first. */
export const refusesDuplicate = ({ id, title, channel }: ScenarioFacts): Scenario => ({
  id,
  title,
  async run(stage) {
    const { order, ref: payment, report } = await place(stage, channel);
    const error = await failureIn(stage.gateway.create(order, stage.signal));
    if (error instanceof NotDelivered) throw error;
    const { outcome } = await inquireUntil(stage, payment, report.outcome);
    const said = [error.rejection?.code, error.message].filter((part) => part !== undefined).join(': ');
    return `${evidenceOf(payment, report)}: the second was refused (${said}), the first is still ${outcome}`;
  },
});

/** The same notification twice: both are genuine and name the same transaction, so the second is a repeat. */
export const repeatsNotification = ({ id, title, channel }: ScenarioFacts): Scenario => ({
  id,
  title,
  async run(stage) {
    const { ref: payment, raw } = await paidWithNotification(stage, channel, 'pay twice');
    const again = await stage.notification(payment.merchantReference);
    const transactions = [raw, again].map((each) => transactionIn(stage.gateway, each));
    if (new Set(transactions).size !== 1) throw new Error('the repeat names another transaction');
    return `${payment.merchantReference}: both name ${transactions[0] ?? 'the same transaction'}`;
  },
});

function transactionIn(gateway: Gateway, raw: RawNotification): string | undefined {
  const verified = gateway.verify(raw);
  if (verified === undefined) throw new Error('the notification could not be verified');
  const report = gateway.read(verified).reports.find((each) => each.subject === 'payment');
  return report?.subject === 'payment' ? report.transactionId : undefined;
}
