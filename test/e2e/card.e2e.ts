import { test } from 'node:test';
import { useDemo } from './support/demo-fixture.ts';
import { typeCard } from './support/type-card.ts';

const fixture = useDemo();

test('a card is entered on the provider’s page, confirmed with a password, and the shop’s page shows it paid', () =>
  fixture.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await fixture.demo.order()).url);
    await customer.choose('Kartu kredit / debit');
    await customer.pay();
    await page.waitForURL(`${fixture.demo.bffUrl}/simulators/**`);
    await typeCard(page);
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));
