import type { PlantedBug } from './planted-bug.ts';

/** The storefront is told, and every page shows what is so. */
export const DELIVERY_BUGS: readonly PlantedBug[] = [
  {
    name: 'the outbox row is dropped',
    file: 'server/payments/core/unit-of-work.ts',
    find: `if (!isOff) await tx.scheduleJob({ kind: 'deliver', key: stream, runAt: now });`,
    replace: `if (!isOff && type !== 'payment.expired' && type !== 'checkout.expired') await tx.scheduleJob({ kind: 'deliver', key: stream, runAt: now });`,
    focus: { steps: { order: 4, pay: 4 }, lifeMs: 65_000, stepCount: 20 },
  },
  {
    name: 'the sequence of events stands still',
    file: 'server/payments/core/unit-of-work.ts',
    find: 'const sequence = checkout.sequence + 1;',
    replace: `const sequence = checkout.sequence + (type === 'checkout.paid' ? 2 : 1);`,
    focus: { steps: { order: 2, pay: 8, payAtBank: 8 } },
  },
  {
    name: 'an event counts as delivered whatever the answer',
    file: 'server/jobs/deliver-events.ts',
    find: "const isAcknowledged = ({ status = 0 }: Pick<EventResponse, 'status'>): boolean => status >= 200 && status < 300;",
    replace: "const isAcknowledged = ({ status = 0 }: Pick<EventResponse, 'status'>): boolean => status >= 200;",
    focus: { steps: { order: 2, pay: 8, payAtBank: 8 }, faults: [{ fault: 'storefront 500', times: 3 }] },
  },
  {
    name: 'an event is given up after one time-out',
    file: 'server/jobs/deliver-events.ts',
    find: 'deliveryExhausted: retryAt === undefined,',
    replace: 'deliveryExhausted: response.status === undefined,',
    focus: { steps: { order: 2, pay: 8, payAtBank: 8 }, faults: [{ fault: 'storefront down', times: 3 }] },
  },
  {
    name: 'a job ends after its first run',
    file: 'server/jobs/runner.ts',
    find: 'return next === undefined ? store.completeJob(job) : store.retryJob(job, next, failed);',
    replace: `return next === undefined || job.kind === 'deliver' ? store.completeJob(job) : store.retryJob(job, next, failed);`,
    focus: { steps: { order: 2, pay: 8, payAtBank: 8 }, faults: [{ fault: 'storefront 500', times: 3 }] },
  },
  {
    name: 'a page is not told of a change and never looks again',
    file: 'server/http/browser/watch-checkout.ts',
    find: 'changedMeanwhile = true;\n    if (reading || stopped) return;',
    replace: 'changedMeanwhile = true;\n    if (reading || stopped || shown !== undefined) return;',
    also: [
      {
        file: 'widget/session/status-feed.ts',
        find: 'const polled = this.#live && this.#quietMs < ALIVE_POLL_MS ? Promise.resolve() : this.#poll();',
        replace: 'const polled = Promise.resolve();',
      },
    ],
    focus: { steps: { order: 2, pay: 10 }, lifeMs: 1_800_000, afterwards: ['payAtBank', 'payAtBank'] },
  },
];
