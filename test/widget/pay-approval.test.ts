import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SessionView } from '../../shared/api/views.ts';
import { PayApproval } from '../../widget/pay-approval.ts';
import { ChannelFormState } from '../../widget/screens/channel-form-state.ts';
import { aChannel, aCheckout } from '../../widget/testing/samples.ts';

describe('a page that is asked before a payment', () => {
  const session: SessionView = {
    checkout: aCheckout(),
    channels: [aChannel('va_bca'), aChannel('qris')],
    savedMethods: [],
    now: '2026-11-22T13:00:00.000Z',
  };

  /** `answer`: what it says once the customer has done `meanwhile`. */
  const ask = async (
    answer: () => Promise<boolean | void>,
    meanwhile: (form: ChannelFormState) => void = () => {},
    then: SessionView | undefined = session,
  ) => {
    const form = new ChannelFormState();
    form.select('va_bca');
    const approval = new PayApproval(form);
    const approved = await approval.ask(
      () => {
        meanwhile(form);
        return answer();
      },
      { channel: 'va_bca' },
      session,
      () => then,
    );
    return { approved, approval, form };
  };
  const selectAnother = (form: ChannelFormState): void => form.select('qris');

  test('lets it go on unless it says false', async () => {
    assert.equal((await ask(async () => {})).approved, true);
    assert.equal((await ask(async () => false)).approved, false);
  });

  test('cannot approve what is no longer selected', async () => {
    assert.equal((await ask(async () => true, selectAnother)).approved, false);
  });

  test('cannot approve an order that has become another', async () => {
    const dearer = { ...session, checkout: { ...session.checkout, amount: session.checkout.amount + 1 } };
    assert.equal((await ask(async () => true, undefined, dearer)).approved, false);
    const another = { ...session, checkout: aCheckout({ id: 'co_01jd0000000000000000000009' }) };
    assert.equal((await ask(async () => true, undefined, another)).approved, false);
  });

  test('says what is against the channel that it was asked about, not against the next', async () => {
    const { approval, form } = await ask(() => Promise.reject(new Error('Sold out')), selectAnother);
    assert.equal(approval.message, undefined);
    form.select('va_bca');
    assert.equal(approval.message, 'Sold out');
  });
});
