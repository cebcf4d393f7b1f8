import { seeOther, styleResponse } from '../../../simulation/html.ts';
import { closedPage } from '../../../simulation/card-page.ts';
import { awaitsChoice } from '../choices.ts';
import type { Transaction } from '../records.ts';
import { isOpen } from '../records.ts';
import type { SimulatorState } from '../state.ts';
import { cardPage, submitCard } from './card-page.ts';
import { choicePage, makeChoice, numberPage } from './choice-pages.ts';
import { leave } from './leave.ts';
import { approvePage, decide, phonePage } from './partner-pages.ts';
import { confirmCard, passwordPage } from './password-page.ts';
import { PAGE_STYLE } from './style.ts';

/** Serves the pages for the customer's browser; `undefined` for any other path. */
export async function servePage(state: SimulatorState, request: Request, path: string): Promise<Response | undefined> {
  if (path === '/style.css') return styleResponse(PAGE_STYLE);
  const address = new URL(request.url);
  const visit = /^\/pages\/([0-9a-f-]{36})$/.exec(path)?.[1];
  const isCheckout = path === '/redirect/v2/payment';
  if (!isCheckout && visit === undefined) return undefined;
  const transaction = isCheckout ? pageOf(state, address) : state.visits.get(visit ?? '');
  if (!transaction) return closedPage(state, 'Not found', 'There is no payment here.', { status: 404 });
  const own = `${state.options.baseUrl}${path}${isCheckout ? `?tXid=${transaction.tXid}` : ''}`;
  if (request.method === 'GET') return show(state, transaction, own);
  const form = new URLSearchParams(await request.text());
  if (form.get('decision') === 'leave') return leavePage(state, transaction);
  const error = answer(state, transaction, form);
  return error === undefined ? seeOther(own) : show(state, transaction, own, error);
}

/** By `?tXid=` only: the page has no signature. */
function pageOf(state: SimulatorState, { searchParams }: URL): Transaction | undefined {
  const transaction = state.transactions.get(searchParams.get('tXid') ?? '');
  return transaction?.flow === 'page' ? transaction : undefined;
}

function show(state: SimulatorState, transaction: Transaction, address: string, error?: string): Response {
  switch (stageOf(transaction)) {
    case 'choice':
      return choicePage(state, transaction, address, error);
    case 'number':
      return numberPage(state, transaction, address);
    case 'card':
      return cardPage(state, transaction, address, error);
    case 'password':
      return passwordPage(state, transaction, address, error);
    case 'phone':
      return phonePage(state, transaction, address);
    case 'partner':
      return approvePage(state, transaction, address);
    case 'over':
      return leave(state, transaction);
  }
}

/** Carries out what the customer pressed. Returns a message for the customer if that is not possible. */
function answer(state: SimulatorState, transaction: Transaction, form: URLSearchParams): string | undefined {
  switch (stageOf(transaction)) {
    case 'choice':
      return makeChoice(state, transaction, form);
    case 'card':
      return submitCard(state, transaction, form);
    case 'password':
      return confirmCard(state, transaction, form);
    case 'phone':
    case 'partner':
      decide(state, transaction, form);
      return undefined;
    default:
      return undefined;
  }
}

/** After a decline, leaving the page fails the transaction. */
function leavePage(state: SimulatorState, transaction: Transaction): Response {
  if (stageOf(transaction) === 'card' && transaction.failures.length > 0) transaction.state = 'failed';
  return leave(state, transaction);
}

type Stage = 'choice' | 'number' | 'card' | 'password' | 'phone' | 'partner' | 'over';

function stageOf(transaction: Transaction): Stage {
  if (!isOpen(transaction)) return 'over';
  if (awaitsChoice(transaction)) return 'choice';
  if (transaction.challenged) return 'password';
  switch (transaction.method) {
    case '02':
    case '03':
    case '08':
      return 'number';
    case '01':
      return transaction.flow === 'page' ? 'card' : 'over';
    default:
      return transaction.state === 'waiting' ? 'phone' : 'partner';
  }
}
