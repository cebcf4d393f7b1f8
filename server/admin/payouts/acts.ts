import { DomainError } from '../../payments/core/domain-error.ts';
import type { Domain } from '../../payments/core/domain.ts';
import { loadPayout } from '../../payments/core/load.ts';
import { redeliverEvent } from '../../payments/event/redeliver-event.ts';
import { noteOfAct, operatorId } from '../../payments/model/operator-act.ts';
import { approvePayout } from '../../payments/payout/approve-payout.ts';
import { createPayout } from '../../payments/payout/create-payout.ts';
import { recordOperatorAct } from '../../payments/core/record-operator-act.ts';
import { resolvePayout } from '../../payments/payout/resolve-payout.ts';
import { actEndpoint } from '../act.ts';
import { approvePayoutRequest, redeliverRequest, resolvePayoutRequest, type ActResponse } from '../wire/acts.ts';
import { makePayoutRequest } from '../wire/payouts.ts';

const statusOf = async (domain: Domain, id: string): Promise<ActResponse> => {
  const { status } = await loadPayout(domain, id);
  return { id, status };
};

/** What an operator makes always waits for somebody else's approval, however the API is configured. */
const make = actEndpoint({
  path: '/api/payouts',
  name: 'make payout',
  request: makePayoutRequest,
  once: { makes: 'po', again: statusOf },
  async run({ domain, act, resourceId }, { note: _note, ...order }) {
    const { id, status } = await createPayout(
      { ...domain, payoutApproval: true },
      { id: resourceId, order, madeBy: operatorId(act.operator), note: noteOfAct(act) },
    );
    return { id, status };
  },
});

const approve = actEndpoint({
  path: '/api/payouts/:id/approve',
  name: 'approve payout',
  request: approvePayoutRequest,
  once: { again: statusOf },
  async run({ domain, id, act }) {
    const { status } = await approvePayout(domain, id, operatorId(act.operator), noteOfAct(act));
    return { id, status };
  },
});

const resolve = actEndpoint({
  path: '/api/payouts/:id/resolve',
  name: 'resolve payout',
  request: resolvePayoutRequest,
  once: { makes: 'po', again: statusOf },
  async run({ domain, id, act: { operator, reason }, resourceId }, { decision }) {
    const by = operatorId(operator);
    const { status } = await resolvePayout(domain, { id: resourceId, payoutId: id, decision, note: reason, by });
    return { id, status };
  },
});

const redeliver = actEndpoint({
  path: '/api/payouts/:id/redeliver',
  name: 'redeliver payout event',
  request: redeliverRequest,
  async run({ domain, id, act }, { event: eventId }) {
    await loadPayout(domain, id);
    const event = await domain.store.findEvent(eventId);
    if (event?.stream !== id) throw new DomainError('not_found', 'No such event of this payout.');
    await recordOperatorAct(domain, { of: 'payout', id }, `redelivery of ${event.type} requested`, act);
    await redeliverEvent(domain, eventId);
    return { id: eventId, status: 'waiting' };
  },
});

/** What an operator can do about payouts. */
export const PAYOUT_ACTS = [make, approve, resolve, redeliver] as const;
