import { PAID_ELSEWHERE, type PlantedBug } from './planted-bug.ts';

const EXCLUSIVE = 'server/instances/shared-exclusive.ts';
const INSTANCES = 'server/store/instances.ts';
const KEYS = 'server/http/middleware/idempotency.ts';
const NEW_ID_FOR_REPEATS = {
  file: KEYS,
  find: 'ctx.state.resourceId = reserved.resourceId;',
  replace: 'ctx.state.resourceId = isNew ? reserved.resourceId : claim.reserve();',
} as const;

/** Repeated requests, several instances, and those that have died. */
export const CONCURRENCY_BUGS: readonly PlantedBug[] = [
  {
    name: 'a reserved key is not remembered',
    ...NEW_ID_FOR_REPEATS,
    focus: {
      steps: { order: 3, pay: 8, payAtBank: 8, refund: 10 },
      firstProvider: 'xendit',
      channels: ['qris', 'ewallet_dana', 'ewallet_ovo', 'card'],
      instances: 2,
      stepCount: 60,
      faults: [
        { fault: 'slow answer', operation: 'refund', times: 'always' },
        { fault: 'killed', times: 5 },
      ],
      lifeMs: 1_800_000,
    },
  },
  {
    name: 'a repeated key is carried out again',
    ...NEW_ID_FOR_REPEATS,
    also: [
      {
        file: 'server/http/replayable-response.ts',
        find: 'if (status < 300) return true;',
        replace: 'if (status < 300) return false;',
      },
    ],
    focus: { steps: { order: 3, pay: 6, payAtBank: 6, refund: 6, sendAgain: 8 } },
  },
  {
    name: 'a lease is not released',
    file: EXCLUSIVE,
    find: 'await store.releaseLease(turn.key, turn.turn);',
    replace: '',
    focus: { steps: { order: 1, pay: 4, payElsewhere: 8, cancelPayment: 6 }, instances: 2 },
  },
  {
    name: 'the leases of the dead are kept',
    file: INSTANCES,
    find: `await sql.send(sql.build.deleteFrom('leases').where('holder', 'in', gone));`,
    replace: '',
    also: [
      {
        file: INSTANCES,
        find: `not(exists(living.where('id', '=', fragment.ref<string>('leases.holder')).select('id'))),`,
        replace: '',
      },
    ],
    focus: {
      steps: { order: 3, openPage: 2, pay: 8, payAtBank: 4 },
      instances: 2,
      deaths: ['sent, no answer', 'half sent', 'sent, no answer'],
    },
  },
  {
    name: 'another’s create is abandoned',
    file: 'server/payments/payment/recover-interrupted.ts',
    find: `  await tryExclusively(deps, checkoutId, async (held) => {
    const payment = await held.store.findPayment(id);
    if (payment?.status !== 'creating') return;
    recovered = (await markOutcomeUnknown(held, payment, why)).status === 'unknown';
  });`,
    replace: `  void checkoutId;
  void tryExclusively;
  const payment = await deps.store.findPayment(id);
  if (payment?.status === 'creating') recovered = (await markOutcomeUnknown(deps, payment, why)).status === 'unknown';`,
    focus: {
      steps: { order: 4, pay: 10, leave: 2 },
      instances: 2,
      faults: [
        { fault: 'slow answer', operation: 'create', times: 'always' },
        { fault: 'killed', times: 6 },
      ],
    },
  },
  {
    name: 'two instances work on one checkout',
    file: EXCLUSIVE,
    find: 'return (await store.takeLease(key, tenure.id, turn.turn)) ? turn : undefined;',
    replace: 'await store.takeLease(key, tenure.id, turn.turn);\n      return turn;',
    focus: {
      steps: { order: 1, payElsewhere: 12 },
      channels: PAID_ELSEWHERE,
      instances: 2,
      faults: [{ fault: 'slow answer', operation: 'create', times: 'always' }],
    },
  },
];
