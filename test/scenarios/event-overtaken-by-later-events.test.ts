import assert from 'node:assert/strict';
import { eventBodySchema } from '../../shared/api/event-view.ts';
import { renderEventAgain } from '../../server/payments/event/render-event-again.ts';
import { scenario } from '../support/scenario.ts';

scenario('an event overtaken by later ones is sent with the current views (F7)', async (harness) => {
  const payment = await harness.pay(await harness.openCheckout(), { channel: 'va_bca' });
  await harness.perform(payment, 'pay');
  await harness.advance(30_000);
  const events = await harness.events();
  const shown = events.find(({ type }) => type === 'payment.requires_action');
  const last = events.at(-1);
  assert.ok(shown && last && last.id !== shown.id);

  const again = eventBodySchema.parse(JSON.parse(await renderEventAgain(harness.domain, shown)));
  const before = eventBodySchema.parse(JSON.parse(shown.body));
  assert.deepEqual([again.type, again.timestamp], [before.type, before.timestamp]);
  assert.equal(again.data.sequence, before.data.sequence, 'the sequence number stays');
  assert.equal(before.data.payment?.status, 'requires_action');
  assert.equal(again.data.payment?.status, 'succeeded');
  assert.equal(again.data.checkout?.status, 'paid');
  // The last event is sent with the same bytes.
  assert.equal(await renderEventAgain(harness.domain, last), last.body);
});
