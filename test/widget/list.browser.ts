import { deepEqual, equal, match, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { problem } from '../../widget/testing/problem-response.ts';
import { press } from './support/page.ts';
import { aChannel, aCheckout, aSavedMethod, MANY_CHANNELS, PHONE_FIELD } from '../../widget/testing/samples.ts';

const deadline = (page: CheckoutHarness) => page.element.shadowRoot?.querySelector('.summary p:last-child');

/** The time limit is the last that a list gets, after the marks. */
const untilComplete = (page: CheckoutHarness): Promise<void> =>
  page.until(() => deadline(page)?.textContent.startsWith('Pay before ') === true, 'the time');

describe('the list of channels', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  const many = () => {
    const bff = new FakeBff();
    bff.channels = MANY_CHANNELS;
    return bff;
  };

  it('shows what the session offers, named in the language of the customer, in the order of the groups', async () => {
    const page = await CheckoutHarness.mount({ bff: many() });
    const labels = MANY_CHANNELS.map(({ label }) => label);
    deepEqual(
      page.channels,
      labels.map((label) => (label === 'Kartu kredit / debit' ? 'Credit / debit card' : label)),
    );
    deepEqual(page.groups, ['QR code', 'E-wallet', 'Bank transfer', 'Store counter', 'Card', 'Bank account']);
    equal(page.selected, undefined);
    match(page.text, /Rp 149\.000/);
  });

  it('says until when it can be paid, in a line that is there before the time is', async () => {
    const page = await CheckoutHarness.mount();
    const before = deadline(page);
    await untilComplete(page);
    equal(deadline(page), before);
  });

  it('fires kasir-ready with the session once the list is there', async () => {
    const page = CheckoutHarness.start();
    let listed = 0;
    page.element.addEventListener('kasir-ready', () => {
      listed = page.channels.length;
    });
    await page.until(() => page.events.length > 0, 'kasir-ready');
    equal(listed, 3);
    equal(page.details<{ checkout: { id: string } }>('kasir-ready')[0]?.checkout.id, page.bff.checkout.id);
  });

  it('is rendered again only when a read of the session brings something new', async () => {
    const page = await CheckoutHarness.mount();
    await untilComplete(page);
    let renderings = 0;
    page.element.arrangeChannels = (channels) => {
      renderings += 1;
      return channels;
    };
    await page.element.updateComplete;
    renderings = 0;
    await page.element.refresh();
    await page.element.updateComplete;
    equal(renderings, 0);
    page.bff.channels = [...page.bff.channels, aChannel('retail_alfamart')];
    await page.element.refresh();
    await page.until(() => page.channels.includes('Alfamart'), 'the new channel');
    ok(renderings > 0);
  });

  it('is one stop for the Tab key, and the arrow keys select', async () => {
    const page = await CheckoutHarness.mount();
    page.radio('QRIS').focus();
    await press('ArrowDown');
    await page.until(() => page.selected !== undefined, 'a selection');
    equal(page.selected, 'OVO');
    await press('ArrowDown');
    equal(page.selected, 'BCA Virtual Account');
    await press('ArrowUp');
    equal(page.selected, 'OVO');
    deepEqual(
      page.details<{ code: string }>('kasir-channel').map(({ code }) => code),
      ['ewallet_ovo', 'va_bca', 'ewallet_ovo'],
    );
  });

  it('has a search box only when it is long, and keeps the selected row', async () => {
    const short = await CheckoutHarness.mount();
    ok(!short.text.includes('Search') && short.element.shadowRoot?.querySelector('[type=search]') === null);
    CheckoutHarness.cleanUp();
    const page = await CheckoutHarness.mount({ bff: many() });
    await page.choose('QRIS');
    page.fill('Search ways to pay', 'bri');
    await page.element.updateComplete;
    deepEqual(page.channels, ['QRIS', 'BRI Virtual Account', 'BRI Direct Debit']);
    page.fill('Search ways to pay', 'no such bank');
    await page.element.updateComplete;
    deepEqual(page.channels, ['QRIS']);
  });

  it('is searched by words in any order, also of the group’s name', async () => {
    const page = await CheckoutHarness.mount({ bff: many() });
    for (const [query, channels] of [
      ['bca va', ['BCA Virtual Account']],
      [' va  BCA ', ['BCA Virtual Account']],
      ['counter', ['Alfamart', 'Indomaret']],
      ['transfer man', ['Mandiri Virtual Account']],
    ] as const) {
      page.fill('Search ways to pay', query);
      await page.element.updateComplete;
      deepEqual(page.channels, channels, query);
    }
  });

  it('Enter in the search moves to the first result, and selects and sends nothing', async () => {
    const page = await CheckoutHarness.mount({ bff: many() });
    page.fill('Search ways to pay', 'bri');
    await page.element.updateComplete;
    page.field('Search ways to pay').focus();
    await press('Enter');
    equal(page.focused, 'BRI Virtual Account');
    equal(page.selected, undefined);
    equal(page.error, '');
    ok(page.element.selectChannel('va_bca'));
    await page.until(() => page.channels.length === 3, 'what is chosen to show as well');
    page.field('Search ways to pay').focus();
    await press('Enter');
    equal(page.focused, 'BRI Virtual Account', 'what is chosen stands there, and was not found');
  });

  it('announces how many rows a search has left, after a pause in typing', async () => {
    const page = await CheckoutHarness.mount({ bff: many() });
    await page.choose('QRIS');
    page.fill('Search ways to pay', 'b');
    page.fill('Search ways to pay', 'br');
    await page.until(() => /shown/.test(page.announcement), 'the number of rows');
    equal(page.announcement, '3 ways to pay shown.');
  });

  it('announces also what was searched for before the payment flow was there', async () => {
    const page = await CheckoutHarness.mount({ bff: many() });
    page.fill('Search ways to pay', 'br');
    await page.until(() => /shown/.test(page.announcement), 'the number of rows');
    equal(page.announcement, '2 ways to pay shown.');
  });

  it('says so when nothing matches, also with a selected row, and when nothing is offered', async () => {
    const page = await CheckoutHarness.mount({ bff: many() });
    page.fill('Search ways to pay', 'no such bank');
    await page.element.updateComplete;
    match(page.text, /No way to pay matches “no such bank”/);
    page.fill('Search ways to pay', '');
    await page.element.updateComplete;
    await page.choose('QRIS');
    page.fill('Search ways to pay', 'no such bank');
    await page.element.updateComplete;
    match(page.text, /No way to pay matches “no such bank”.*QRIS/);
    CheckoutHarness.cleanUp();
    const bff = new FakeBff();
    bff.channels = [];
    const empty = await CheckoutHarness.mount({ bff });
    match(empty.text, /no way to pay this order/);
    deepEqual(empty.buttons, []);
  });

  it('shows saved methods first, by name and masked number', async () => {
    const bff = new FakeBff();
    bff.savedMethods = [aSavedMethod()];
    const page = await CheckoutHarness.mount({ bff });
    equal(page.groups[0], 'Saved');
    equal(page.channels[0], 'OVO •••• 1234');
    await page.choose('OVO •••• 1234');
    await page.press(/^Pay/);
    await page.until(() => bff.seen('POST', '/v1/session/payments').length > 0, 'the attempt');
    const body = bff.seen('POST', '/v1/session/payments')[0]?.body;
    deepEqual(body, { savedMethod: 'tok_01jd0000000000000000000000', device: { kind: 'desktop' } });
  });

  it('selects the channel that the page sets, or the only one', async () => {
    const page = await CheckoutHarness.mount({ attributes: { channel: 'va_bca' } });
    equal(page.selected, 'BCA Virtual Account');
    ok(page.element.selectChannel('qris'));
    await page.element.updateComplete;
    equal(page.selected, 'QRIS');
    ok(!page.element.selectChannel('paylater_kredivo'), 'not offered');
    equal(page.selected, 'QRIS');
    CheckoutHarness.cleanUp();
    const bff = new FakeBff();
    bff.channels = [aChannel('qris')];
    equal((await CheckoutHarness.mount({ bff })).selected, 'QRIS');
  });

  it('sends what was chosen and typed, and no amount', async () => {
    const page = await CheckoutHarness.mount();
    await page.choose('OVO');
    page.fill('Nomor ponsel', ' 0812-3456-7890 ');
    await page.press('Pay Rp 149.000');
    await page.until(() => page.bff.seen('POST', '/v1/session/payments').length > 0, 'the attempt');
    const sent = page.bff.seen('POST', '/v1/session/payments')[0];
    deepEqual(sent?.body, { channel: 'ewallet_ovo', fields: { phone: '0812-3456-7890' }, device: { kind: 'desktop' } });
    match(sent?.key ?? '', /^[0-9a-f-]{36}$/);
    equal(sent?.authorization, 'Bearer token-1');
  });

  it('requires a choice first, and then the channel’s fields', async () => {
    const page = await CheckoutHarness.mount();
    await page.press(/^Pay/);
    await page.until(() => page.error !== '', 'an error');
    equal(page.error, 'Choose how to pay first.');
    await page.choose('OVO');
    equal(page.error, '');
    await page.press(/^Pay/);
    const field = page.field('Nomor ponsel');
    await page.until(() => field.getAttribute('aria-invalid') === 'true', 'the field to be marked');
    equal(page.faultOf(field), 'Nomor ponsel is needed.');
    equal(page.focused, 'Nomor ponsel');
    page.fill('Nomor ponsel', 'twelve');
    await page.press(/^Pay/);
    await page.until(() => /valid mobile number/.test(page.faultOf(field)), 'another fault');
    page.fill('Nomor ponsel', '0812 3456 789');
    await page.until(() => page.faultOf(field) === '', 'the fault to be gone as soon as it is put right');
    equal(field.getAttribute('aria-invalid'), null);
    equal(field.value, '0812 3456 789');
    equal(page.bff.seen('POST', '/v1/session/payments').length, 0);
  });

  it('shows at the field that the BFF refused it', async () => {
    const page = await CheckoutHarness.mount();
    page.bff.answerNext('POST', '/v1/session/payments', () =>
      problem('invalid_request', [{ path: 'fields.phone', message: 'x' }]),
    );
    await page.choose('OVO');
    page.fill('Nomor ponsel', '081234567890');
    await page.press(/^Pay/);
    await page.until(() => page.error !== '', 'an error');
    match(page.faultOf(page.field('Nomor ponsel')), /^Enter a valid mobile number/);
    equal(page.field('Nomor ponsel').value, '081234567890');
    await page.until(() => page.focused === 'Nomor ponsel', 'the focus at the fault');
    equal(page.details<{ code: string }>('kasir-error')[0]?.code, 'invalid_request');
  });

  it('offers to save, and sends the consent only when it was given', async () => {
    const bff = new FakeBff();
    bff.channels = [aChannel('ewallet_dana', { savable: true }), aChannel('va_bca')];
    bff.checkout = aCheckout({ savePayment: 'offer' });
    const page = await CheckoutHarness.mount({ bff });
    await page.choose('DANA');
    const consent = page.field('Save this way to pay for next time');
    ok(!consent.checked, 'consent is never given beforehand');
    consent.click();
    await page.press(/^Pay/);
    await page.until(() => bff.seen('POST', '/v1/session/payments').length > 0, 'the attempt');
    deepEqual(bff.seen('POST', '/v1/session/payments')[0]?.body, {
      channel: 'ewallet_dana',
      save: true,
      device: { kind: 'desktop' },
    });
  });

  it('applies consent to the one payment method that it was given for', async () => {
    const bff = new FakeBff();
    bff.channels = [aChannel('ewallet_dana', { savable: true }), aChannel('ewallet_gopay', { savable: true })];
    bff.checkout = aCheckout({ savePayment: 'offer' });
    const page = await CheckoutHarness.mount({ bff });
    await page.choose('DANA');
    page.field('Save this way to pay for next time').click();
    await page.choose('GoPay');
    await page.element.updateComplete;
    ok(!page.field('Save this way to pay for next time').checked, 'nobody has ticked this one');
    await page.press(/^Pay/);
    await page.until(() => bff.seen('POST', '/v1/session/payments').length > 0, 'the attempt');
    deepEqual(bff.seen('POST', '/v1/session/payments')[0]?.body, {
      channel: 'ewallet_gopay',
      device: { kind: 'desktop' },
    });
  });

  it('shows what the customer consents to where saving is required, in the shop’s words if it has any', async () => {
    const bff = new FakeBff();
    bff.channels = [aChannel('ewallet_dana', { savable: true, fields: [{ ...PHONE_FIELD, required: false }] })];
    bff.checkout = aCheckout({ savePayment: 'require' });
    const page = await CheckoutHarness.mount({
      bff,
      content: '<span slot="consent">Toko Kopi keeps your wallet.</span>',
    });
    await page.until(() => page.text.includes('By paying you agree'), 'the row to open');
    const slot = page.element.shadowRoot?.querySelector<HTMLSlotElement>('slot[name=consent]');
    equal(slot?.assignedElements()[0]?.textContent, 'Toko Kopi keeps your wallet.');
    await page.press(/^Pay/);
    await page.until(() => bff.seen('POST', '/v1/session/payments').length > 0, 'the attempt');
    deepEqual(bff.seen('POST', '/v1/session/payments')[0]?.body, {
      channel: 'ewallet_dana',
      fields: {},
      save: true,
      device: { kind: 'desktop' },
    });
  });

  it('uses the language of its attribute, else of the page, else of the browser', async () => {
    const page = await CheckoutHarness.mount({ attributes: { locale: 'id' } });
    equal(page.heading, 'Pilih cara bayar');
    page.element.locale = 'en';
    await page.untilHeading('Choose how to pay');
    CheckoutHarness.cleanUp();
    document.documentElement.lang = 'id-ID';
    const indonesian = await CheckoutHarness.mount({ prepare: (element) => element.removeAttribute('locale') });
    equal(indonesian.heading, 'Pilih cara bayar');
    CheckoutHarness.cleanUp();
    document.documentElement.lang = 'fr';
    const other = await CheckoutHarness.mount({ prepare: (element) => element.removeAttribute('locale') });
    equal(
      other.heading,
      navigator.languages.some((tag) => /^id\b/.test(tag)) ? 'Pilih cara bayar' : 'Choose how to pay',
    );
    document.documentElement.lang = '';
  });

  it('changes the language of an open row', async () => {
    const page = await CheckoutHarness.mount({ attributes: { locale: 'id' } });
    await page.choose('QRIS');
    match(page.text, /Kode QR akan tampil/);
    page.element.locale = 'en';
    await page.until(() => /You will see a QR code/.test(page.text), 'the row in English');
  });
});
