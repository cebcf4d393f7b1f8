import assert from 'node:assert/strict';
import { scenario } from '../support/scenario.ts';

/** Order numbers as shop systems make them; providers refuse most of these characters in theirs. */
const ORDER_NUMBERS = ['INV/2026/11/0001', '#1042', 'order 7 (copy)', 'PO:7&8?=%20', 'héllo-Đơn-订单-٣', '-.-'];

scenario(
  'an order number of any form: each try has a reference of its own, and is paid and found',
  async (harness, subject) => {
    for (const reference of ORDER_NUMBERS) {
      const checkout = await harness.openCheckout({ reference });
      const first = await harness.pay(checkout, subject.samples.virtual_account);
      const second = await harness.pay(checkout, subject.samples.qr);
      assert.equal(second.status, 'requires_action', reference);
      assert.notEqual(second.merchantReference, first.merchantReference, reference);
      await harness.perform(second, 'pay');
      await harness.advance(60_000);
      assert.equal((await harness.payment(second.id)).status, 'succeeded', reference);
      assert.match(second.merchantReference, /^[A-Za-z0-9_.~-]+$/, reference);
      assert.ok(!second.merchantReference.includes(reference), reference);
    }
  },
);
