/** A test by its file and its title, or the fixed beginning of a title that is made. */
export type TestName = readonly [file: string, title: string];

/**
 * What customers and shops complain about most in the checkouts of the web, each with the tests that show why it cannot
 * happen here. `complaints.test.ts` checks that these tests exist.
 */
export const COMPLAINTS: readonly { readonly complaint: string; readonly shownBy: readonly TestName[] }[] = [
  {
    complaint: 'Paid, but the order stays pending',
    shownBy: [
      [
        'test/scenarios/notification-lost.test.ts',
        'no notification comes: the inquiry schedule finds the payment paid',
      ],
      ['test/scenarios/lost-inquiry-job.test.ts', ''],
      ['test/e2e/server-restart.e2e.ts', 'the server is killed before it delivers the paid event'],
      ['test/server/http/event-delivery.test.ts', ''],
    ],
  },
  {
    complaint: 'The QR code or number is gone after a reload',
    shownBy: [
      ['test/widget/resuming.browser.ts', 'shows the same code after a reload, and keeps following it'],
      ['test/e2e/virtual-account.e2e.ts', 'a reload shows the same number, which can still be paid'],
    ],
  },
  {
    complaint: 'Paid after it expired, and nobody knows',
    shownBy: [
      [
        'test/scenarios/paid-after-expiry-or-cancel.test.ts',
        'paid after expiry: the payment stays expired and is flagged as paid late',
      ],
      ['test/scenarios/paid-after-expiry-found-by-inquiry.test.ts', 'a late payment whose notification is lost'],
    ],
  },
  {
    complaint: 'Paid twice, or two orders for one',
    shownBy: [
      ['test/scenarios/double-click.test.ts', 'eight clicks at once on the same channel'],
      ['test/scenarios/create-timeout-then-paid.test.ts', 'the create times out after the provider processed it'],
      ['test/widget/paying.browser.ts', 'finds the payment whose answer was lost, and makes no second one'],
      ['test/scenarios/concurrent-requests.test.ts', 'the same channel eight times under eight keys: one payment'],
    ],
  },
  {
    complaint: 'The wallet’s app, or the browser inside an app, loses the payment',
    shownBy: [
      ['test/e2e/redirect.e2e.ts', 'DANA on a phone: the deep link first, and the browser where the app is missing'],
      ['test/widget/connection.browser.ts', 'reads the session at once when the customer comes back to the page'],
      [
        'test/widget/wallet-app.browser.ts',
        'inside Instagram: names the menu, links to the browser, and copies the page’s address',
      ],
      [
        'test/widget/wallet-app.browser.ts',
        'that does not open: the page says so, and the browser is the way to press',
      ],
      ['test/widget/situations.browser.ts', 'opens no window of its own'],
    ],
  },
  {
    complaint: 'The countdown is wrong',
    shownBy: [
      ['test/widget/resuming.browser.ts', 'counts down by the BFF’s clock, whatever the local one says'],
      ['test/widget/resuming.browser.ts', 'reads the session when the time is over, and ends nothing by itself'],
    ],
  },
  {
    complaint: 'The order number is refused, or used up by the first try',
    shownBy: [
      ['test/scenarios/order-number-of-any-form.test.ts', 'an order number of any form'],
      ['test/scenarios/retry-after-provider-rejection.test.ts', ''],
    ],
  },
  {
    complaint: 'The customer cannot choose another way to pay, and the cart cannot be changed',
    shownBy: [
      ['test/widget/paying.browser.ts', 'cancels the payment when the customer chooses another channel'],
      ['test/widget/situations.browser.ts', 'a changed cart is another checkout'],
    ],
  },
  {
    complaint: 'The customer never presses “finish”, and the order is lost',
    shownBy: [
      ['test/scenarios/unpaid-checkout-expires.test.ts', ''],
      ['test/widget/session/checkout-session.test.ts', 'reports each thing once, in order'],
      ['test/e2e/virtual-account.e2e.ts', 'a virtual account: from cart to payment'],
    ],
  },
  {
    complaint: 'It does not fit into a single-page application',
    shownBy: [
      ['test/widget/resuming.browser.ts', 'reads the session again when it is moved in the document'],
      ['test/widget/resuming.browser.ts', 'replaced while a payment is requested, it shows that payment (F12)'],
      ['test/widget/set-up.browser.ts', 'are taken over (N4)'],
      ['test/embed/pages.test.ts', 'a page that swaps its body while the customer pays'],
      ['test/embed/pages.test.ts', 'React 19 in strict mode: events are props, and nothing is requested twice'],
    ],
  },
  {
    complaint: 'It does not work in a shadow root',
    shownBy: [['test/widget/situations.browser.ts', 'in another shadow root: pays, tells the page']],
  },
  {
    complaint: 'The script is too large',
    shownBy: [['test/widget/build.test.ts', 'costs a page at most 16,384 bytes before its list can be used']],
  },
  {
    complaint: 'It shows late, flashes, and moves the page',
    shownBy: [
      ['test/widget/layout-shift.browser.ts', 'an order ${what}, ${list}'],
      ['test/widget/set-up.browser.ts', 'as a ${way}: the list shows before the server has answered'],
    ],
  },
  {
    complaint: 'It needs a weak content policy',
    shownBy: [
      ['test/widget/safety.browser.ts', 'works under the strictest content policy with Trusted Types'],
      ['test/e2e/strict-page.e2e.ts', 'a payment breaks no rule of the strictest policy'],
      ['test/widget/content-policy.test.ts', 'the policy that the documentation gives leaves nothing open'],
    ],
  },
  {
    complaint: 'Its scripts cannot be pinned by a hash',
    shownBy: [
      ['test/e2e/pinned-chunks.e2e.ts', 'with the server’s import map every chunk is loaded'],
      ['test/package/published-inventory.test.ts', 'every script of '],
    ],
  },
  {
    complaint: 'It cannot be used by keyboard or screen reader',
    shownBy: [
      ['test/widget/list.browser.ts', 'is one stop for the Tab key, and the arrow keys select'],
      ['test/widget/keyboard.browser.ts', 'from the list to a number, its copy button, and back to what was chosen'],
      ['test/widget/keyboard.browser.ts', 'a card: typed, put right where it was wrong, and sent'],
    ],
  },
  {
    complaint: 'A changed amount wipes what the customer typed',
    shownBy: [['test/widget/situations.browser.ts', 'a changed cart is another checkout']],
  },
  {
    complaint: 'It leaks, and shows old state when it is mounted again',
    shownBy: [
      ['test/widget/situations.browser.ts', 'leaves nothing behind'],
      ['test/widget/session/checkout-session.test.ts', 'stopped, it sends and reports nothing'],
      ['test/widget/session/checkout-session.test.ts', 'a new token of another checkout starts from the beginning'],
    ],
  },
  {
    complaint: 'It cannot be imported on a server',
    shownBy: [
      ['test/widget/build.test.ts', '${entry} can be imported by Node, and leaves nothing behind'],
      ['test/package/published.test.ts', '${entry} can be imported under Node, where it has no effect'],
    ],
  },
  {
    complaint: 'It does not speak the customer’s language',
    shownBy: [
      ['test/widget/i18n/languages.test.ts', ''],
      ['test/widget/list.browser.ts', 'uses the language of its attribute, else of the page, else of the browser'],
    ],
  },
];
