import { test } from 'node:test';
import { useStage } from './support/stage.ts';
import { typeCard } from './support/type-card.ts';

const stage = useStage();

test('a card is typed on the provider’s page, confirmed by password, and the shop’s page turns to paid', () =>
  stage.asCustomer(async (customer) => {
    const { page } = customer;
    await customer.open((await stage.demo.order()).url);
    await customer.choose('Kartu kredit / debit');
    await customer.pay();
    await page.waitForURL(`${stage.demo.bffUrl}/simulators/**`);
    await typeCard(page);
    await customer.seesPaid();
    await customer.seesOrderPaid();
  }));
