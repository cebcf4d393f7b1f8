import { problemSchema } from '../../shared/api/problem-document.ts';
import { sessionViewSchema, type SessionView } from '../../shared/api/views.ts';
import { CHANNEL_CODES } from '../../shared/channel.ts';
import type { KasirRedirectEvent } from '../../widget/events.ts';
import type { KasirCheckout } from '../../widget/kasir-checkout.ts';
import { createFakeBff, type InstalledFakeBff } from '../../widget/testing/create-fake-bff.ts';
import {
  aChannel,
  aPayment,
  aSavedMethod,
  CARD_FORM,
  INSTRUCTIONS,
  PHONE_FIELD,
} from '../../widget/testing/samples.ts';
import '../../widget/define.ts';
import { deepEqual, equal, ok } from './support/assert.ts';
import { forge } from './support/forge.ts';
import { isHarmless, runnable, Vocabulary } from './support/unharmed.ts';

/*
 * Every payload of test/vectors/script-payloads.json in every free string of the BFF's answers: all are on the page at
 * the same time. Where no field is an address, an element has several of them, one after the other: one that is more than
 * text gives itself away there too.
 */
const TOGETHER = 4;

/** Called by every payload that runs. */
let runs = 0;
Object.assign(window, { hacked: () => (runs += 1) });

const redirects: string[] = [];
/** Where the page would have been sent. */
const keepAddresses = (event: KasirRedirectEvent): void => {
  event.preventDefault();
  redirects.push(event.detail.url, ...(event.detail.appUrl === undefined ? [] : [event.detail.appUrl]));
};

interface Shown {
  readonly element: KasirCheckout;
  readonly root: ShadowRoot;
  readonly bff: InstalledFakeBff;
}

type Text = (path: string) => string;
/** Something a customer can see: the BFF for it, with these texts. */
type Scene = (text: Text) => InstalledFakeBff;
/** What a browser may be sent to: a payload has to stand there alone. */
const WITH_ADDRESS = /redirect|form_post/;

const withView = (view: SessionView, text: Text): InstalledFakeBff => {
  const { checkout, channels, savedMethods, payment } = forge(sessionViewSchema, view, text);
  const bff = createFakeBff({ checkout, channels, savedMethods });
  bff.checkout = checkout;
  bff.payment = view.payment && payment;
  return bff;
};

const phone = { ...PHONE_FIELD };
const select = { ...PHONE_FIELD, type: 'select' as const, options: [{ value: '1', label: 'One' }] };
const channels = CHANNEL_CODES.slice(0, 3).map((code) => aChannel(code, { fields: [phone, select], savable: true }));
const view = (payment?: SessionView['payment']): SessionView => {
  const { checkout } = createFakeBff();
  const saved = [aSavedMethod({ channel: channels[0]?.code ?? 'qris' })];
  return { checkout, channels, savedMethods: saved, ...(payment && { payment }), now: new Date().toISOString() };
};

const SCENES: Readonly<Record<string, Scene>> = {
  'the list': (text) => withView(view(), text),
  ...Object.fromEntries(
    [...Object.values(INSTRUCTIONS), CARD_FORM].map((instruction) => [
      `instruction ${instruction.kind}${'inputs' in instruction ? ' with a card' : ''}`,
      (text: Text) => withView(view(aPayment({ instruction })), text),
    ]),
  ),
  'a failed payment': (text) => withView(view(aPayment({ status: 'failed' })), text),
  'a paid checkout': (text) => {
    const paid = view(aPayment({ status: 'succeeded' }));
    return withView({ ...paid, checkout: { ...paid.checkout, status: 'paid' } }, text);
  },
  'an answer that is a problem': (text) => {
    const bff = createFakeBff();
    for (const method of ['GET', 'POST'] as const) bff.answerNext(method, '/v1/session', () => forgedProblem(text));
    return bff;
  },
  'a payment that is refused': (text) => {
    const bff = withView(view(), text);
    bff.answerNext('POST', '/v1/session/payments', () => forgedProblem(text));
    return bff;
  },
};

function forgedProblem(text: Text): Response {
  const sample = { type: '', title: '', status: 422, code: 'channel_unavailable' as const, detail: '', requestId: '' };
  const problem = forge(problemSchema, sample, text);
  const errors = [...(problem.errors ?? []), { path: 'phone', message: text('errors.message') }];
  return new Response(JSON.stringify({ ...problem, errors }), {
    status: 422,
    headers: { 'content-type': 'application/problem+json' },
  });
}

/** Shows a scene once for each text, all at once, and does there what a customer could do. */
async function show(scene: Scene, texts: readonly Text[]): Promise<readonly Shown[]> {
  const shown = texts.map((text): Shown => {
    const bff = scene(text);
    const element = document.createElement('kasir-checkout');
    element.addEventListener('kasir-redirect', keepAddresses);
    bff.attach(element);
    element.locale = 'en';
    element.channel = channels[0]?.code;
    document.body.append(element);
    if (!element.shadowRoot) throw new Error('the element is not registered');
    return { element, root: element.shadowRoot, bff };
  });
  mounted.push(...shown);
  await until(() => shown.every(({ root }) => root.querySelector('#heading')));
  await until(() => shown.every(({ root }) => isComplete(root)));
  for (const { element, root } of shown) {
    for (const details of root.querySelectorAll('details')) details.open = true;
    for (const field of root.querySelectorAll<HTMLInputElement>('input:not([type=radio], [type=checkbox])'))
      field.value = '081234567890';
    void element.pay();
    for (const way of root.querySelectorAll<HTMLButtonElement>('.ways button')) way.click();
  }
  await until(() => shown.every(({ root }) => !root.querySelector('[aria-busy=true]')));
  // Handlers of what a payload might have made run later.
  await new Promise((resolve) => {
    setTimeout(resolve, 300);
  });
  return shown;
}

/** What is loaded after the list is on the screen too: an opened row, or the payment. */
const isComplete = (root: ShadowRoot): boolean =>
  !root.querySelector('[aria-busy=true]') &&
  (!root.querySelector('input[type=radio]') || root.querySelector('.panel select') !== null);

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 45_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

const mounted: Shown[] = [];

function cleanUp(): void {
  for (const { element, bff } of mounted.splice(0)) {
    element.remove();
    bff.remove();
  }
}

/** Numbers and codes are grouped. */
const withoutBlanks = (root: Node): string => (root.textContent ?? '').replaceAll(/\s/g, '');

const inGroups = (payloads: readonly string[]): readonly string[] =>
  Array.from({ length: Math.ceil(payloads.length / TOGETHER) }, (_, group) =>
    payloads.slice(group * TOGETHER, (group + 1) * TOGETHER).join(' '),
  );

/** Shown somewhere; a field that no screen shows proves little by staying harmless. */
const VISIBLE = [
  ...['checkout.description', 'checkout.items.name', 'channels.label', 'channels.fields.label'],
  ...['channels.fields.options.label', 'savedMethods.label', 'savedMethods.masked'],
  ...[
    'bank',
    'billerCode',
    'number',
    'accountName',
    'store',
    'code',
    'biller',
    'payload',
    'app',
    'phone',
    'sentTo',
  ].map((name) => `payment.instruction.${name}`),
];

describe('text of the BFF', () => {
  const vocabulary = new Vocabulary();
  let payloads: readonly string[] = [];

  afterEach(cleanUp);

  before(async () => {
    const answer = await fetch('/test/vectors/script-payloads.json');
    payloads = Object.values((await answer.json()) as Record<string, readonly string[]>).flat();
  });

  it('is tried with 200 payloads that would run if they were not text', async () => {
    ok(payloads.length >= 200, String(payloads.length));
    const parsed = payloads.filter((payload) => {
      const template = document.createElement('template');
      template.innerHTML = payload;
      return template.content.childElementCount > 0;
    });
    ok(parsed.length >= 100, String(parsed.length));
    const frame = document.createElement('div');
    frame.innerHTML = payloads.find((payload) => payload.startsWith('<img src=x onerror=')) ?? '';
    document.body.append(frame);
    await until(() => runs > 0);
    frame.remove();
    runs = 0;
  });

  for (const [name, scene] of Object.entries(SCENES))
    it(`stays text: ${name}`, async () => {
      const harmless = await show(scene, [(path) => `text of ${path}`, () => 'https://shop.test/']);
      for (const { root } of harmless) vocabulary.learn(root);
      cleanUp();
      const texts = WITH_ADDRESS.test(name) ? payloads : inGroups(payloads);
      const shown = await show(
        scene,
        texts.map((text) => () => text),
      );
      for (const [index, { root }] of shown.entries())
        deepEqual([...vocabulary.foreign(root), ...runnable(root)], [], texts[index]);
      cleanUp();
      equal(runs, 0);
    });

  it('sends nobody to an address that runs a script', () => {
    ok(redirects.length > 0);
    deepEqual(
      redirects.filter((address) => !isHarmless(address)),
      [],
    );
  });

  it('is what a customer sees of every field that the screens show', async () => {
    const seen = new Set<string>();
    for (const scene of Object.values(SCENES)) {
      const shown = await show(scene, [(path) => `«${path}»`]);
      for (const { root } of shown)
        for (const [, path] of withoutBlanks(root).matchAll(/«([^«»]+)»/g)) seen.add(path ?? '');
      cleanUp();
    }
    deepEqual(
      VISIBLE.filter((path) => !seen.has(path)),
      [],
      [...seen].toSorted().join(' '),
    );
  });
});
