import { CheckoutHarness } from '../support/checkout-harness.ts';
import { FakeBff } from '../../../widget/testing/fake-bff.ts';
import { aPayment, CARD_FORM, INSTRUCTIONS, MANY_CHANNELS } from '../../../widget/testing/samples.ts';

/* Shows one screen after the other and tells the page around it what the content policy had to say. */

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
  violations.push(`${effectiveDirective} ${blockedURI} ${sample}`),
);

const screens: string[] = [];

const list = new FakeBff();
list.channels = MANY_CHANNELS;
const page = await CheckoutHarness.mount({ bff: list });
await page.choose('OVO');
screens.push(page.heading);
CheckoutHarness.cleanUp();

for (const instruction of [...Object.values(INSTRUCTIONS), CARD_FORM]) {
  const bff = new FakeBff();
  bff.payment = aPayment({ instruction });
  const shown = await CheckoutHarness.mount({ bff });
  screens.push(shown.heading);
  CheckoutHarness.cleanUp();
}

const done = new FakeBff();
done.payment = aPayment({ status: 'succeeded' });
screens.push((await CheckoutHarness.mount({ bff: done })).heading);

parent.postMessage({ screens, violations }, location.origin);
