import { deepEqual, equal, match, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { aPayment } from '../../widget/testing/samples.ts';

describe('a shop’s own texts', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  it('that are set first show from the first screen on', async () => {
    const page = await CheckoutHarness.mount({
      prepare: (element) => {
        element.messages = {
          en: {
            chooseHeading: 'How would you like to pay?',
            channels: { va_bca: 'BCA transfer' },
            pay: (amount) => `Order and pay ${amount}`,
            vaHeading: (bank) => `Your ${bank} number`,
          },
        };
      },
    });
    equal(page.heading, 'How would you like to pay?');
    ok(page.channels.includes('BCA transfer'));
    match(page.button(/^Order/).textContent ?? '', /^Order and pay Rp/);
    await page.choose('BCA transfer');
    await page.press(/^Order/);
    await page.untilHeading('Your BCA number');
  });

  it('that are set later replace what is on the screen, the list as well as an instruction', async () => {
    const page = await CheckoutHarness.mount();
    await page.choose('BCA Virtual Account');
    page.element.messages = { en: { chooseHeading: 'Pick one' } };
    await page.untilHeading('Pick one');
    equal(page.selected, 'BCA Virtual Account');
    CheckoutHarness.cleanUp();

    const bff = new FakeBff();
    bff.payment = aPayment({});
    const paying = await CheckoutHarness.mount({ bff });
    await paying.untilHeading('Transfer to a BCA virtual account');
    paying.element.messages = {
      en: {
        vaHeading: (bank) => `Send it to ${bank}`,
        guides: { va_bca: () => [{ title: 'Our way', steps: ['Ask us.'] }] },
      },
    };
    await paying.untilHeading('Send it to BCA');
    match(paying.text, /Our way Ask us\./);
  });

  it('that are written anew with each rendering of a framework change nothing', async () => {
    const texts = () => ({ en: { pay: (amount: string) => `Get it for ${amount}` } });
    const page = await CheckoutHarness.mount({
      prepare: (element) => {
        element.messages = texts();
      },
    });
    const before = page.bff.requests.length;
    page.element.messages = texts();
    await page.element.updateComplete;
    equal(page.bff.requests.length, before);
    ok(page.button(/^Get it for Rp/));
    page.element.messages = undefined;
    await page.until(() => page.buttons.some((name) => name.startsWith('Pay ')), 'the widget’s own text');
  });

  it('go with the language', async () => {
    const page = await CheckoutHarness.mount({
      attributes: { locale: 'vi' },
      prepare: (element) => {
        element.messages = { vi: { chooseHeading: 'Trả thế nào?' }, th: { chooseHeading: 'จ่ายแบบไหน' } };
      },
    });
    equal(page.heading, 'Trả thế nào?');
    deepEqual(
      page.channels.filter((name) => name.endsWith('BCA')),
      ['Tài khoản ảo BCA'],
    );
    page.element.locale = 'th';
    await page.untilHeading('จ่ายแบบไหน');
    page.element.locale = 'zh-CN';
    await page.untilHeading('选择付款方式');
  });
});
