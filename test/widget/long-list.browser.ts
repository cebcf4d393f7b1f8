import { CHANNEL_CODES } from '../../shared/channel.ts';
import type { KasirCheckout } from '../../widget/kasir-checkout.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { aChannel, aSavedMethod, FEW_CHANNELS, MANY_CHANNELS } from '../../widget/testing/samples.ts';
import { deepEqual, equal, match, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { clickAt, press, setViewport } from './support/page.ts';

/** As many as the demo offers: nine wallets, fifteen banks. */
const INDONESIA = CHANNEL_CODES.slice(0, 36).map((code) => aChannel(code));

const mount = (channels: FakeBff['channels'] = INDONESIA, prepare?: (element: KasirCheckout) => void) => {
  const bff = new FakeBff();
  bff.channels = channels;
  return CheckoutHarness.mount({ bff, ...(prepare ? { prepare } : {}) });
};

/** The radio button can be seen: its group does not cut it off. */
function isShown(page: CheckoutHarness, name: string): boolean {
  const { bottom } = page.radio(name).getBoundingClientRect();
  return bottom <= (page.radio(name).closest('.rows')?.getBoundingClientRect().bottom ?? 0) + 1;
}

describe('a long list', () => {
  afterEach(async () => {
    CheckoutHarness.cleanUp();
    await setViewport(1000, 900);
  });

  for (const width of [350, 360, 390, 1280])
    it(`closes its long groups after six channels, and opens them in place, ${width} px wide`, async () => {
      await setViewport(width, 844);
      const page = await mount();
      ok(isShown(page, 'CIMB Niaga Virtual Account') && !isShown(page, 'Danamon Virtual Account'));
      ok(isShown(page, 'AstraPay') && !isShown(page, 'GoPay Autodebet'), 'a debit is not beside the wallet it debits');
      ok(isShown(page, 'NexCash'), 'a group of five has nothing to open');
      deepEqual(page.buttons.slice(0, 2), ['All 9', 'All 15']);
      const { top } = page.radio('BCA Virtual Account').getBoundingClientRect();
      await page.press('All 15');
      equal(page.button('All 15').getAttribute('aria-expanded'), 'true');
      ok(isShown(page, 'Bank DKI Virtual Account'));
      equal(page.radio('BCA Virtual Account').getBoundingClientRect().top, top, 'the first row stays where it is:');
      await page.press('All 15');
      ok(!isShown(page, 'Danamon Virtual Account'));
    });

  it('closes no group for less than three channels', async () => {
    await setViewport(390, 844);
    const banks = INDONESIA.filter(({ code }) => code.startsWith('va_'));
    const rest = FEW_CHANNELS.filter(({ code }) => !code.startsWith('va_'));
    for (const [size, buttons] of [
      [7, 0],
      [8, 0],
      [9, 1],
    ] as const) {
      const page = await mount([...rest, ...banks.slice(0, size)]);
      equal(page.buttons.filter((name) => name.startsWith('All')).length, buttons, `${size} banks`);
      equal(isShown(page, banks[size - 1]?.label ?? ''), buttons === 0, `the last of ${size} banks can be seen`);
      CheckoutHarness.cleanUp();
    }
  });

  for (const width of [390, 1280])
    it(`is not scrolled below a pointer that presses it at once, ${width} px wide`, async () => {
      await setViewport(width, 844);
      const page = await mount();
      // Not by scrollIntoView, which would move the lines of the group.
      window.scrollBy({
        top: page.radio('BCA Virtual Account').getBoundingClientRect().top - 300,
        behavior: 'instant',
      });
      const { left, top, width: size } = page.radio('BCA Virtual Account').getBoundingClientRect();
      await clickAt(left + size / 2, top + 20);
      await page.until(() => page.selected !== undefined, 'the press to select something');
      equal(page.selected, 'BCA Virtual Account');
    });

  it('has every radio button on the page from the start, and is one stop for the Tab key', async () => {
    const page = await mount();
    equal(page.channels.length, INDONESIA.length);
    page.radio('CIMB Niaga Virtual Account').focus();
    await press('ArrowDown');
    await page.until(() => page.selected === 'Danamon Virtual Account', 'the next bank');
    ok(isShown(page, 'Danamon Virtual Account') && isShown(page, 'Bank DKI Virtual Account'), 'its group has opened');
    page.radio('QRIS').click();
    await page.until(() => page.selected === 'QRIS', 'another one');
    ok(isShown(page, 'Danamon Virtual Account'), 'nothing closes under the customer');
  });

  it('opens the group of what the page selects, and all that a search finds', async () => {
    const page = await mount();
    ok(page.element.selectChannel('va_dki'));
    await page.element.updateComplete;
    ok(isShown(page, 'Bank DKI Virtual Account'));
    CheckoutHarness.cleanUp();
    const searched = await mount();
    searched.fill('Search ways to pay', 'transfer');
    await searched.element.updateComplete;
    equal(searched.channels.length, 15);
    ok(isShown(searched, 'Bank DKI Virtual Account'));
  });

  it('opens what was chosen below its own line, and moves no other channel of that line', async () => {
    const page = await mount();
    const neighbour = page.radio('BNI Virtual Account');
    const { left, top } = neighbour.getBoundingClientRect();
    await page.choose('BCA Virtual Account');
    const { left: leftNow, top: topNow } = neighbour.getBoundingClientRect();
    deepEqual([leftNow, topNow], [left, top]);
    match(page.descriptionOf(page.radio('BCA Virtual Account')), /account number/);
  });

  it('of eight channels or fewer shows each in a row of its own', async () => {
    const page = await mount(MANY_CHANNELS.slice(1, 9));
    ok(page.channels.every((name) => isShown(page, name)));
    const lefts = page.channels.map((name) => page.radio(name).getBoundingClientRect().left);
    equal(new Set(lefts).size, 1);
  });
});

describe('the channel that was last used on this device', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  const pay = async (name: string) => {
    const page = await mount(FEW_CHANNELS);
    await page.choose(name);
    await page.press(/^Pay/);
    await page.until(() => page.details('kasir-instruction').length > 0, 'the instruction');
    page.element.remove();
  };

  it('comes first in the next list, and nothing else of it is kept', async () => {
    await pay('BCA Virtual Account');
    deepEqual(Object.entries(localStorage), [['kasir.lastChannel', 'va_bca']]);
    const page = await mount(FEW_CHANNELS);
    deepEqual(page.channels, ['BCA Virtual Account', 'QRIS', 'OVO']);
    equal(page.groups[0], 'Last used');
    equal(page.selected, undefined);
  });

  it('does not push a saved method down, and is passed over where it is not offered', async () => {
    await pay('BCA Virtual Account');
    const bff = new FakeBff();
    bff.savedMethods = [aSavedMethod()];
    const saved = await CheckoutHarness.mount({ bff });
    deepEqual(saved.groups.slice(0, 2), ['Saved', 'QR code']);
    saved.element.remove();
    deepEqual((await mount([aChannel('qris'), aChannel('ewallet_ovo')])).groups, ['QR code', 'E-wallet']);
  });

  it('is unknown where storage is blocked', async () => {
    const blocked = Object.getOwnPropertyDescriptor(window, 'localStorage');
    ok(blocked);
    Object.defineProperty(window, 'localStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
    try {
      await pay('BCA Virtual Account');
      deepEqual((await mount(FEW_CHANNELS)).channels, ['QRIS', 'OVO', 'BCA Virtual Account']);
    } finally {
      Object.defineProperty(window, 'localStorage', blocked);
    }
  });
});

describe('a list that the page arranges', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  it('is in the order of the page, with its names, groups, notes and fees', async () => {
    const page = await mount(FEW_CHANNELS, (element) => {
      element.arrangeChannels = (channels) => [
        { code: 'va_bca', group: 'Recommended', note: 'Money back within a day', fee: '+ Rp 4.000' },
        { code: 'qris', label: 'QRIS, all wallets' },
        { code: 'qris', label: 'a second time' },
        { code: 'not_offered' },
        ...channels.filter(({ kind }) => kind === 'ewallet'),
      ];
    });
    deepEqual(page.channels, ['BCA Virtual Account', 'QRIS, all wallets', 'OVO']);
    deepEqual(page.groups, ['Recommended', 'QR code', 'E-wallet']);
    equal(page.descriptionOf(page.radio('BCA Virtual Account')), 'Money back within a day + Rp 4.000');
    equal(page.descriptionOf(page.radio('OVO')), '');
  });

  it('gets the channels named as the customer sees them', async () => {
    let names: string[] = [];
    await mount([aChannel('card')], (element) => {
      element.arrangeChannels = (channels) => {
        names = channels.map(({ label }) => label);
        return channels;
      };
    });
    deepEqual(names, ['Credit / debit card']);
  });

  it('may hide channels; one that the page selects shows all the same', async () => {
    const page = await mount(FEW_CHANNELS, (element) => {
      element.arrangeChannels = (channels) => channels.filter(({ code }) => code !== 'va_bca');
    });
    deepEqual(page.channels, ['QRIS', 'OVO']);
    ok(page.element.selectChannel('va_bca'));
    await page.until(() => page.selected === 'BCA Virtual Account', 'the hidden channel');
  });

  it('is as usual where the page’s function fails, which is reported as an error of the page', async () => {
    const reported: unknown[] = [];
    const realReport = window.reportError;
    window.reportError = (error) => reported.push(error);
    try {
      const fault = new Error('an arrangement that fails');
      const page = await mount(FEW_CHANNELS, (element) => {
        element.arrangeChannels = () => {
          throw fault;
        };
      });
      await page.choose('QRIS');
      deepEqual(page.channels, ['QRIS', 'OVO', 'BCA Virtual Account']);
      equal(reported.length, 1);
      equal(reported[0], fault);
    } finally {
      window.reportError = realReport;
    }
  });
});
