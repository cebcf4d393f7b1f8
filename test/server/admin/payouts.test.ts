import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { payoutDetail, payoutList, payoutOptions, type PayoutDetail } from '../../../server/admin/wire/payouts.ts';
import { attentionView } from '../../../server/admin/wire/overview.ts';
import { A_PAYOUT_ORDER } from '../../support/a-payout-order.ts';
import { SUBJECTS } from '../../support/subjects.ts';
import { ANA, BUDI, openBackOffice, type BackOffice, type OperatorPage } from './a-back-office.ts';

const PAYOUT_KEY = 'payout-key-of-the-finance-team';
const OTHER_KEY = 'payout-key-of-the-finance-lead';
const subject = SUBJECTS.find(({ provider }) => provider.payouts !== undefined);
if (subject === undefined) throw new Error('no provider pays out');

describe('payouts in the back office', () => {
  let office: BackOffice;
  let ana: OperatorPage;
  let budi: OperatorPage;
  before(async () => {
    office = await openBackOffice({ subject, environment: { KASIR_PAYOUT_KEYS: `${PAYOUT_KEY},${OTHER_KEY}` } });
    ana = await office.asOperator(ANA);
    budi = await office.asOperator(BUDI);
  });
  after(() => office.close());

  let orders = 0;
  const make = async (page: OperatorPage): Promise<string> => {
    const order = { ...A_PAYOUT_ORDER, reference: `SELLER-${(orders += 1)}`, note: 'week 47' };
    const { status, json, text } = await page.post('/api/payouts', order);
    assert.deepEqual([status, json['status']], [200, 'awaiting_approval'], text);
    return String(json['id']);
  };
  const detail = async (page: OperatorPage, id: string): Promise<PayoutDetail> =>
    payoutDetail.parse(JSON.parse((await page.get(`/api/payouts/${id}`)).text));
  const transfers = (): number => office.server.simulator.ledger().filter(({ kind }) => kind === 'payout').length;

  it('what an operator makes waits for somebody else, even where the API needs no approval', async () => {
    const before = transfers();
    const id = await make(ana);
    assert.equal(transfers(), before, 'nothing was sent');
    const shown = await detail(budi, id);
    assert.deepEqual([shown.madeBy, shown.isOwn, shown.actions.approve], ['ana', false, true]);
    assert.doesNotMatch(JSON.stringify(shown), new RegExp(A_PAYOUT_ORDER.accountNumber));
    const { payouts } = attentionView.parse(JSON.parse((await budi.get('/api/attention')).text));
    assert.ok(payouts.some(({ payout, question }) => payout.id === id && question === 'approval'));
  });

  it('nobody approves what they made themselves', async () => {
    const before = transfers();
    const id = await make(ana);
    assert.equal((await detail(ana, id)).actions.approve, false);
    const reply = await ana.post(`/api/payouts/${id}/approve`, { note: 'it is mine, and fine' });
    assert.deepEqual([reply.status, reply.json['code']], [403, 'forbidden']);
    assert.match(reply.text, /operator who created a payout cannot approve it/);
    assert.equal((await detail(ana, id)).status, 'awaiting_approval');
    assert.equal(transfers(), before);
  });

  it('somebody else approves it, once, with the reason in the history', async () => {
    const before = transfers();
    const id = await make(ana);
    const approved = await budi.post(`/api/payouts/${id}/approve`, { note: 'checked with the seller' }, 'click');
    assert.equal(approved.status, 200, approved.text);
    assert.equal((await budi.post(`/api/payouts/${id}/approve`, { note: 'checked with the seller' })).status, 200);
    assert.equal(transfers(), before + 1);
    const shown = await detail(ana, id);
    assert.equal(shown.approvedBy, 'budi');
    const notes = shown.timeline.flatMap((entry) => (entry.kind === 'history' ? [entry.note] : []));
    assert.ok(notes.includes('week 47 (by operator ana)'));
    assert.ok(notes.includes('checked with the seller (by operator budi)'));
  });

  it('a payout key approves what an operator made, and of the key nothing is shown', async () => {
    const id = await make(ana);
    const call = { method: 'POST', body: {}, bearer: PAYOUT_KEY } as const;
    assert.equal((await office.server.call(`/v1/payouts/${id}/approve`, call)).status, 200);
    assert.equal((await detail(ana, id)).approvedBy, 'payout key');
  });

  it('an unknown outcome is decided by a person, by name', async () => {
    const id = await make(ana);
    const { domain } = office.server.composed;
    const since = domain.clock.now() - 3_600_000;
    await domain.store.transact((tx) => tx.updatePayout(id, { status: 'unknown', unknownSince: since }), 'new');
    assert.deepEqual((await detail(budi, id)).actions.resolve, ['succeeded', 'failed']);
    const reply = await budi.post(`/api/payouts/${id}/resolve`, { decision: 'failed', note: 'never arrived' });
    assert.deepEqual([reply.status, reply.json['status']], [200, 'failed'], reply.text);
    assert.match((await domain.store.findPayout(id))?.resolution ?? '', /^po_/, 'as when a payout key decides');
    const notes = (await detail(ana, id)).timeline.flatMap((entry) => (entry.kind === 'history' ? [entry.note] : []));
    assert.ok(notes.includes('never arrived (decided by operator budi)'));
  });

  it('an event of a payout is sent again, and one of another payout is not', async () => {
    const ended = async (): Promise<string> => {
      const id = await make(ana);
      const { domain } = office.server.composed;
      const since = domain.clock.now() - 3_600_000;
      await domain.store.transact((tx) => tx.updatePayout(id, { status: 'unknown', unknownSince: since }), 'new');
      const reply = await budi.post(`/api/payouts/${id}/resolve`, { decision: 'failed', note: 'never arrived' });
      assert.equal(reply.status, 200, reply.text);
      return id;
    };
    const eventOf = async (of: string): Promise<string> => {
      const event = (await detail(ana, of)).timeline.find((entry) => entry.kind === 'event');
      return event?.kind === 'event' ? event.id : '';
    };
    const [id, other] = [await ended(), await ended()];
    const foreign = await ana.post(`/api/payouts/${id}/redeliver`, { event: await eventOf(other), note: 'x' });
    assert.equal(foreign.status, 404);
    const missing = await ana.post('/api/payouts/po_01J/redeliver', { event: await eventOf(id), note: 'x' });
    assert.equal(missing.status, 404);
    const event = await eventOf(id);
    const reply = await ana.post(`/api/payouts/${id}/redeliver`, { event, note: 'the shop was down' });
    assert.equal(reply.status, 200, reply.text);
    assert.equal((await office.server.composed.domain.store.findEvent(event))?.requested, true);
    const notes = (await detail(ana, id)).timeline.flatMap((entry) => (entry.kind === 'history' ? [entry.note] : []));
    assert.ok(notes.includes('the shop was down (by operator ana)'));
  });

  it('lists and options are for operators too', async () => {
    const failed = payoutList.parse(JSON.parse((await ana.get('/api/payouts?status=failed')).text));
    assert.equal(failed.data[0]?.madeBy, 'ana');
    const { currencies } = payoutOptions.parse(JSON.parse((await ana.get('/api/payout-options')).text));
    assert.equal(currencies[0]?.currency, 'IDR');
    assert.ok((currencies[0]?.banks.length ?? 0) > 0);
  });
});
