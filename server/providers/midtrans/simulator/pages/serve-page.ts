import { closedPage } from '../../../simulation/card-page.ts';
import { styleResponse } from '../../../simulation/html.ts';
import type { SimulatorState } from '../state.ts';
import { serveApproval } from './approval-page.ts';
import { PAGE_STYLE } from './style.ts';
import { serveSnap } from './snap-page.ts';
import { serveThreeDs } from './three-ds-page.ts';

/** The pages a customer's browser sees: wallets, lenders, Snap and the card's bank; `undefined` for other paths. */
export async function servePage(state: SimulatorState, request: Request, path: string): Promise<Response | undefined> {
  if (path === '/style.css') return styleResponse(PAGE_STYLE);
  const [, kind = '', id = ''] =
    /^\/(gopay|shopeepay|akulaku|kredivo|snap\/v3\/redirection|v2\/3ds\/redirect)\/([^/]+)$/.exec(path) ?? [];
  if (kind === '') return undefined;
  const form = request.method === 'POST' ? new URLSearchParams(await request.text()) : undefined;
  if (kind.startsWith('snap')) {
    const page = state.snaps.get(id);
    return page === undefined ? nothing(state) : serveSnap(state, page, request, form);
  }
  const transaction = state.transactions.get(id);
  if (transaction === undefined) return nothing(state);
  return kind.startsWith('v2')
    ? serveThreeDs(state, transaction, request, form)
    : serveApproval(state, transaction, path, form);
}

const nothing = (state: SimulatorState): Response =>
  closedPage(state, 'Not found', 'There is nothing to pay here.', { status: 404 });
