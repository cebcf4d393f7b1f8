import '../../widget/define.ts';
import { createFakeBff, type InstalledFakeBff } from '../../widget/testing/index.ts';
import { deepEqual, equal } from './support/assert.ts';

/* As a shop's own test would use it: nothing of this repository's tests but the assertions. */

const appears = async (condition: () => boolean): Promise<void> => {
  while (!condition())
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
};

describe('a shop’s test with @kasir/widget/testing', () => {
  let fake: InstalledFakeBff;
  afterEach(() => {
    document.querySelector('kasir-checkout')?.remove();
    fake.remove();
  });

  const open = (): HTMLElementTagNameMap['kasir-checkout'] => {
    const element = document.createElement('kasir-checkout');
    element.locale = 'en';
    fake.attach(element);
    document.body.append(element);
    return element;
  };

  it('follows a payment from the list to the receipt', async () => {
    fake = createFakeBff({ channels: ['va_bca', 'qris'] });
    const element = open();
    const seen: string[] = [];
    for (const type of ['kasir-ready', 'kasir-instruction', 'kasir-paid'] as const)
      element.addEventListener(type, () => seen.push(type));
    await appears(() => seen.includes('kasir-ready'));
    equal(element.selectChannel('va_bca'), true);
    await element.pay();
    await appears(() => seen.includes('kasir-instruction'));
    fake.pay();
    await appears(() => seen.includes('kasir-paid'));
    deepEqual(seen, ['kasir-ready', 'kasir-instruction', 'kasir-paid']);
  });

  it('opens on a payment that has failed', async () => {
    fake = createFakeBff({
      payment: { channel: 'card', status: 'failed', failure: { code: 'declined', message: '' } },
    });
    const element = open();
    await new Promise((resolve) => {
      element.addEventListener('kasir-ready', resolve);
    });
    await element.updateComplete;
    await appears(
      () => element.shadowRoot?.querySelector('#heading')?.textContent === 'The payment did not go through',
    );
  });
});
