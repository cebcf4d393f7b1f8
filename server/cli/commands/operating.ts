import { PAYMENT_STATUSES, PAYOUT_STATUSES } from '../../../shared/payment-status.ts';
import type { Command } from '../command.ts';
import { JSON_FLAG, type OptionRules } from '../options.ts';

const LIST_OPTIONS: OptionRules = {
  limit: { value: 'number', about: 'how many at most; 20' },
  cursor: { value: 'text', about: 'go on where an earlier list ended' },
  json: JSON_FLAG,
};

const DECISION_OPTIONS: OptionRules = {
  note: { value: 'text', required: true, about: 'why, for the history' },
  key: { value: 'text', about: 'the Idempotency-Key of an earlier try that got no answer' },
  json: JSON_FLAG,
};

/** The code of a command is loaded on demand. */
export const OPERATING: readonly Command[] = [
  {
    name: 'payments list',
    parameters: [],
    options: {
      status: {
        value: 'status',
        choices: PAYMENT_STATUSES,
        about: `only those that are ${PAYMENT_STATUSES.join(', ')}`,
      },
      checkout: { value: 'id', about: 'only those of this checkout' },
      ...LIST_OPTIONS,
    },
    summary: 'list payments, newest first',
    examples: ['kasir payments list --status unknown', 'kasir payments list --limit 1000 --json'],
    run: async (_, options) => (await import('../payments.ts')).listPayments(options),
  },
  {
    name: 'payments show',
    parameters: ['id'],
    options: { json: JSON_FLAG },
    summary: 'show a payment with its history',
    examples: ['kasir payments show pay_01JX0000000000000000000000'],
    run: async ([id = ''], options) => (await import('../payments.ts')).showPayment(id, options),
  },
  {
    name: 'payments inquire',
    parameters: ['id'],
    options: { json: JSON_FLAG },
    summary: 'ask the provider about a payment now',
    about: 'What it answers is applied like that of any inquiry.',
    examples: ['kasir payments inquire pay_01JX0000000000000000000000'],
    run: async ([id = ''], options) => (await import('../payments.ts')).inquirePayment(id, options),
  },
  {
    name: 'payments resolve',
    parameters: ['id'],
    options: {
      decision: { choices: ['accept', 'refund', 'dismiss'], required: true, about: 'see "Reviews" in the README' },
      ...DECISION_OPTIONS,
    },
    summary: 'end a review, or an outcome that stays unknown',
    about: `accept: the money counts for the order. refund: it is given back. dismiss: no money moves. What each means depends
on the review; what does not fit it is refused.`,
    examples: ['kasir payments resolve pay_01JX0000000000000000000000 --decision accept --note "slip of 3 May seen"'],
    run: async ([id = ''], options) => (await import('../payments.ts')).resolvePayment(id, options),
  },
  {
    name: 'payouts list',
    parameters: [],
    options: {
      status: { value: 'status', choices: PAYOUT_STATUSES, about: `only those that are ${PAYOUT_STATUSES.join(', ')}` },
      reference: { value: 'text', about: 'only those with this reference' },
      ...LIST_OPTIONS,
    },
    summary: 'list payouts, newest first',
    examples: ['kasir payouts list --status awaiting_approval'],
    run: async (_, options) => (await import('../payouts.ts')).listPayouts(options),
  },
  {
    name: 'payouts show',
    parameters: ['id'],
    options: { json: JSON_FLAG },
    summary: 'show a payout with its history',
    examples: ['kasir payouts show po_01JX0000000000000000000000'],
    run: async ([id = ''], options) => (await import('../payouts.ts')).showPayout(id, options),
  },
  {
    name: 'payouts resolve',
    parameters: ['id'],
    options: {
      decision: { choices: ['succeeded', 'failed'], required: true, about: 'what became of it' },
      ...DECISION_OPTIONS,
    },
    summary: 'say what became of a payout that stays unknown',
    about: 'With KASIR_PAYOUT_APPROVAL another key than its maker\'s decides "failed": give it as KASIR_PAYOUT_KEY.',
    examples: [
      'kasir payouts resolve po_01JX0000000000000000000000 --decision failed --note "not in the statement of 3 May"',
    ],
    run: async ([id = ''], options) => (await import('../payouts.ts')).resolvePayout(id, options),
  },
  {
    name: 'events list',
    parameters: [],
    options: { after: { value: 'event', about: 'those after this one' }, ...LIST_OPTIONS },
    summary: 'list events and what became of their delivery',
    about: 'Oldest first. "kasir listen" prints those that come.',
    examples: ['kasir events list', 'kasir events list --after evt_01JX0000000000000000000000 --limit 100'],
    run: async (_, options) => (await import('../events.ts')).listEvents(options),
  },
  {
    name: 'events redeliver',
    parameters: ['id'],
    options: { json: JSON_FLAG },
    summary: 'queue an event for redelivery to the storefront',
    about: `The event is sent again under its id, with a new schedule of tries, whether it was delivered or not.`,
    examples: ['kasir events redeliver evt_01JX0000000000000000000000'],
    run: async ([id = ''], { json }) => (await import('../redeliver.ts')).redeliver(id, json === true),
  },
  {
    name: 'events trigger',
    parameters: ['type'],
    options: { json: JSON_FLAG },
    summary: 'send a made-up event to the shop (demo, sandbox only)',
    about: `Signed like every event and sent once to KASIR_WEBHOOK_URL of the server, with ids that cannot exist. Refused where a
provider is configured for production. Exits with 1 unless the shop answers 2xx.`,
    examples: ['kasir events trigger checkout.paid'],
    run: async ([type = ''], { json }) => (await import('../trigger-event.ts')).triggerEvent(type, json === true),
  },
  {
    name: 'notifications list',
    parameters: [],
    options: {
      provider: { value: 'name', about: 'only of this provider' },
      subject: { value: 'id', about: 'only about this payment or payout' },
      unmatched: { about: 'only those that matched nothing here' },
      ...LIST_OPTIONS,
    },
    summary: 'list what providers sent, newest first',
    about: 'Their bodies are stored encrypted and are not shown.',
    examples: [
      'kasir notifications list --unmatched',
      'kasir notifications list --subject pay_01JX0000000000000000000000',
    ],
    run: async (_, options) => (await import('../notifications.ts')).listNotifications(options),
  },
  {
    name: 'notifications replay',
    parameters: ['id'],
    options: { json: JSON_FLAG },
    summary: 'handle a stored notification again',
    about: `As if its provider had sent it again: what it is about is inquired about, and only the answer to that changes
anything. For what was not known here when it arrived, as after a restore.`,
    examples: ['kasir notifications replay <id of the list>'],
    run: async ([id = ''], options) => (await import('../notifications.ts')).replayNotification(id, options),
  },
  {
    name: 'forget',
    parameters: [],
    options: {
      customer: { value: 'reference', required: true, about: 'the customer.reference that your shop gave' },
      json: JSON_FLAG,
    },
    summary: 'erase the personal data of one customer',
    about: `Saved methods are removed at their provider; then what is personal is erased from every closed order of the customer:
name, address, items, what was filled in and shown, notes, events, notifications. Amounts, statuses, references
and the history stay, so that the books add up. There is no way back. Exits with 1 where something is left
(an order is open, an event is not delivered) or nothing was found.`,
    examples: ['kasir forget --customer cust-77'],
    run: async (_, options) => (await import('../forget.ts')).forget(options),
  },
  {
    name: 'reconcile',
    parameters: [],
    options: {
      provider: { value: 'name', required: true, about: 'whose payments' },
      since: { value: 'date', required: true, about: 'payments created since then: 2026-01-31 or a time' },
      until: { value: 'date', about: 'the end of what the file covers' },
      file: { value: 'report.csv', about: "the provider's own file, instead of inquiries" },
      map: { value: 'columns.json', about: 'which columns of the file to read' },
      format: { choices: ['table', 'csv', 'json'], about: 'how to print; table' },
      json: { about: 'the same as --format json' },
      all: { about: 'also print payments that match' },
    },
    summary: 'compare payments with what their provider says',
    about: 'Exits with 1 unless all match. "Reconciliation" in the README has the results and the map of a file.',
    examples: [
      'kasir reconcile --provider <name> --since 2026-01-01',
      'kasir reconcile --provider <name> --since 2026-01-01 --file report.csv --map columns.json',
    ],
    run: async (_, options) => (await import('../reconcile/reconcile.ts')).reconcile(options),
  },
];
