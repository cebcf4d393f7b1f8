import { deepEqual, equal, ok } from './support/assert.ts';
import { CheckoutHarness } from './support/checkout-harness.ts';
import { FakeBff } from '../../widget/testing/fake-bff.ts';
import { aPayment, INSTRUCTIONS } from '../../widget/testing/samples.ts';

describe('safety', () => {
  afterEach(() => CheckoutHarness.cleanUp());

  it('works under the strictest content policy with Trusted Types, without a violation', async () => {
    const frame = document.createElement('iframe');
    frame.src = '/strict/every-screen.html';
    const report = new Promise<{ screens: string[]; violations: string[] }>((resolve) => {
      window.addEventListener('message', ({ data, source }) => {
        if (source === frame.contentWindow) resolve(data as { screens: string[]; violations: string[] });
      });
    });
    document.body.append(frame);
    const { screens, violations } = await report;
    frame.remove();
    deepEqual(violations, []);
    equal(screens.length, 11, screens.join(', '));
    ok(
      screens.every((heading) => heading !== ''),
      screens.join(', '),
    );
  });

  it('allows two independent elements on one page', async () => {
    const one = await CheckoutHarness.mount();
    const other = CheckoutHarness.start({ bff: one.bff });
    await other.untilHeading('Choose how to pay');
    await one.choose('QRIS');
    await other.choose('BCA Virtual Account');
    equal(one.selected, 'QRIS');
    equal(other.selected, 'BCA Virtual Account');
  });

  it('may be loaded twice', async () => {
    const first = customElements.get('kasir-checkout');
    const again = '/widget/define.ts?again';
    await import(again);
    equal(customElements.get('kasir-checkout'), first);
  });

  it('takes a colour from a property that the page names as it likes', async () => {
    const colors = ['text', 'muted', 'surface', 'raised', 'border', 'accent', 'on-accent', 'accent-soft', 'danger'];
    const style = document.createElement('style');
    style.textContent = `
      :root { ${colors.map((name, index) => `--${name}: rgb(${index} 2 3);`).join(' ')} --radius: 3px; --space: 7px; }
      kasir-checkout {
        ${colors.map((name) => `--kasir-color-${name}: var(--${name});`).join(' ')}
        --kasir-radius: var(--radius);
        --kasir-space: var(--space);
      }`;
    document.head.append(style);
    const page = await CheckoutHarness.mount();
    const button = getComputedStyle(page.part('pay-button'));
    equal(button.backgroundColor, `rgb(${colors.indexOf('accent')}, 2, 3)`);
    equal(button.color, `rgb(${colors.indexOf('on-accent')}, 2, 3)`);
    const card = page.element.shadowRoot?.querySelector('.card');
    ok(card);
    equal(getComputedStyle(card).backgroundColor, `rgb(${colors.indexOf('surface')}, 2, 3)`);
    equal(getComputedStyle(card).borderRadius, '4.2px');
    style.remove();
    CheckoutHarness.cleanUp();
  });

  it('offers the documented parts, slots and properties', async () => {
    const style = document.createElement('style');
    style.textContent = `
      kasir-checkout { --kasir-color-accent: rgb(1 2 3); --kasir-radius: 3px; --kasir-font: serif; }
      kasir-checkout::part(pay-button) { text-transform: uppercase; }`;
    document.head.append(style);
    const page = await CheckoutHarness.mount({ content: '<p slot="header">Toko</p><p slot="footer">Bantuan</p>' });
    const button = getComputedStyle(page.part('pay-button'));
    equal(button.backgroundColor, 'rgb(1, 2, 3)');
    equal(button.textTransform, 'uppercase');
    equal(button.fontFamily, 'serif');
    for (const part of ['channel-list', 'channel', 'pay-button', 'status', 'error']) ok(page.has(part), part);
    for (const name of ['header', 'footer'])
      equal(
        page.element.shadowRoot?.querySelector<HTMLSlotElement>(`slot[name=${name}]`)?.assignedElements().length,
        1,
      );
    style.remove();
    CheckoutHarness.cleanUp();
    const parts: readonly (readonly [keyof typeof INSTRUCTIONS, readonly string[]])[] = [
      ['virtual_account', ['instruction', 'payment-code', 'copy-button', 'countdown']],
      ['qr', ['qr']],
      ['retail_code', ['barcode']],
    ];
    for (const [kind, names] of parts) {
      const bff = new FakeBff();
      bff.payment = aPayment({ instruction: INSTRUCTIONS[kind] });
      const shown = await CheckoutHarness.mount({ bff });
      for (const name of names) ok(shown.has(name), name);
      CheckoutHarness.cleanUp();
    }
  });
});
