import { isFinal } from '../../../shared/payment-status.ts';
import type { Installation } from '../installation.ts';
import { ORIGIN } from '../../server/http/a-server.ts';
import type { Page } from '../page.ts';
import type { Books } from './books.ts';

/** Whether every page shows what the server knows, and nobody waits for an answer: then there is nothing to wait for. */
export function isQuiet({ instances, shop }: Installation, pages: readonly Page[], books: Books): boolean {
  if (shop.isWaiting || !instances.every(({ isListening }) => isListening)) return false;
  if (books.payments.some(({ payment }) => payment.status === 'creating')) return false;
  return pages.every((page) => {
    const { snapshot } = page;
    if (page.isClosed || snapshot.tokenEnded || !page.isActive) return true;
    const checkout = books.checkouts.find(({ id }) => id === page.checkoutId);
    const payment = books.payments.find((each) => each.payment.id === snapshot.payment?.id)?.payment;
    return snapshot.session?.checkout.status === checkout?.status && snapshot.payment?.status === payment?.status;
  });
}

/** A minute after the last fault: nothing is left hanging (I10), and every page shows what the server knows (I9). */
export async function checkQuiet(installation: Installation, pages: readonly Page[], books: Books): Promise<void> {
  const { world, instances, shop } = installation;
  for (const instance of instances)
    if (!instance.isListening) world.violate('I10', `instance ${instance.name} does not listen`);
  if (shop.isWaiting) world.violate('I10', 'a request of the shop is not answered');
  for (const { payment } of books.payments) {
    if (isFinal(payment.status) || payment.status === 'authorized') continue;
    if (payment.status === 'creating') world.violate('I10', `${payment.id} is still being created`);
  }
  const planned = await installation.plannedInquiries();
  for (const { payment } of books.payments)
    if (AWAITED.has(payment.status) && payment.review === undefined && !planned.has(payment.id))
      world.violate('I10', `${payment.id} is ${payment.status}, and no inquiry about it is planned`);
  checkSiblings(books, world);
  checkFailed(installation, books);
  const settled = new Set(
    books.checkouts
      .filter(({ id, updatedAt }) =>
        [
          updatedAt,
          ...books.payments.filter(({ payment }) => payment.checkoutId === id).map(({ payment }) => payment.updatedAt),
        ].every((at) => at < world.time.now - TWO_POLLS_MS),
      )
      .map(({ id }) => id),
  );
  for (const page of pages) if (!page.isClosed && settled.has(page.checkoutId)) await checkPage(installation, page);
}

/** Rule 5: a checkout has one live payment. Rule 15: a paid one has none, within 6 s. */
function checkSiblings({ checkouts, payments }: Books, world: Installation['world']): void {
  for (const { id, status } of checkouts) {
    const live = payments.filter(
      ({ payment }) => payment.checkoutId === id && LIVE.has(payment.status) && payment.review === undefined,
    );
    const [first, second] = live.map(({ payment }) => payment.id);
    if (first !== undefined && second !== undefined) world.violate('rule 5', `${first} and ${second} are open`);
    const isClosed = status === 'expired' || status === 'canceled';
    if (isClosed && live.some(({ payment }) => payment.status !== 'authorized'))
      world.violate('rule 5', `${id} is ${status}, and ${first} is open`);
    if (status === 'paid' && first !== undefined) world.violate('rule 15', `${id} is paid, and ${first} is open`);
  }
}

/** I6: what is called failed cannot be paid at its provider. */
function checkFailed({ world, providers }: Installation, { payments }: Books): void {
  for (const { payment } of payments) {
    if (payment.status !== 'failed') continue;
    const provider = providers.find(({ subject }) => subject.id === payment.provider);
    const there = provider?.simulator.payments().find(({ reference }) => reference === payment.merchantReference);
    if (there?.open === true) world.violate('I6', `${payment.id} is called failed, and can still be paid`);
  }
}

/** What an inquiry may change. */
const AWAITED: ReadonlySet<string> = new Set(['requires_action', 'processing', 'unknown']);
const LIVE: ReadonlySet<string> = new Set(['creating', 'requires_action', 'authorized']);

/** Of a page that expects nothing at the moment. */
const TWO_POLLS_MS = 31_000;

interface SessionAnswer {
  readonly checkout: { readonly status: string };
  readonly payment?: { readonly id: string; readonly status: string; readonly review?: string };
}

async function checkPage({ world, instances }: Installation, page: Page): Promise<void> {
  const { snapshot } = page;
  if (snapshot.tokenEnded || !page.isActive) return;
  const session = await readSession(instances, page, world);
  if (session === undefined) return;
  const shown = snapshot.session?.checkout.status;
  if (shown !== session.checkout.status)
    world.violate('I9', `${page.name} shows a checkout that is ${shown}, it is ${session.checkout.status}`);
  const here = session.payment;
  if (here === undefined || snapshot.payment === undefined || here.id !== snapshot.payment.id) return;
  if (here.status !== snapshot.payment.status)
    world.violate('I9', `${page.name} shows ${here.id} as ${snapshot.payment.status}, it is ${here.status}`);
}

/** What the server would tell a page that opens now. */
async function readSession(
  instances: Installation['instances'],
  page: Page,
  world: Installation['world'],
): Promise<SessionAnswer | undefined> {
  const instance = instances.find(({ isListening }) => isListening);
  if (instance === undefined) return undefined;
  let [status, text, isOver] = [0, '', false];
  const path = '/v1/session?device=desktop';
  const headers = { authorization: `Bearer ${page.token}`, origin: ORIGIN };
  instance.serve(
    { method: 'GET', path, headers, address: '10.2.0.1' },
    {
      head: (received) => void (status = received),
      chunk: (part) => void (text += part),
      end: () => void (isOver = true),
    },
  );
  await world.time.run(200, () => isOver);
  return status === 200 ? (JSON.parse(text) as SessionAnswer) : undefined;
}
