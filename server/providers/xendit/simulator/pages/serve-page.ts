import { styleResponse } from '../../../simulation/html.ts';
import { closedPage } from '../../../simulation/card-page.ts';
import type { RequestRecord, TokenRecord } from '../records.ts';
import type { SimulatorState } from '../state.ts';
import { approvePage, decide } from './approve-page.ts';
import { cardPage, failureText, payOnPage } from './card-page.ts';
import { PAGE_STYLE } from './style.ts';
import { answerThreeDs, threeDsPage } from './three-ds-page.ts';

/** The pages a customer's browser sees; `undefined` for other paths. */
export async function servePage(state: SimulatorState, request: Request, path: string): Promise<Response | undefined> {
  if (path === '/style.css') return styleResponse(PAGE_STYLE);
  const [, kind, id = '', ...rest] = path.split('/');
  if (rest.length > 0 || (kind !== 'pay' && kind !== 'link' && kind !== '3ds' && kind !== 'checkout')) return undefined;
  const form = request.method === 'POST' ? new URLSearchParams(await request.text()) : undefined;
  if (kind === 'checkout') return checkout(state, request, id, form);
  const subject = state.requests.get(id) ?? state.tokens.get(id);
  if (!subject) return closedPage(state, 'Not found', 'There is nothing to pay here.');
  return serveSubject(state, subject, path, form);
}

function checkout(state: SimulatorState, request: Request, id: string, form: URLSearchParams | undefined): Response {
  const session = state.sessions.get(id);
  if (!session) return closedPage(state, 'Not found', 'There is nothing to pay here.');
  if (form) return payOnPage(state, session, form);
  return cardPage(state, session, failureText(new URL(request.url).searchParams.get('failed')));
}

/** A card is confirmed with a password, everything else by approval, whichever of the two addresses is opened. */
function serveSubject(
  state: SimulatorState,
  subject: RequestRecord | TokenRecord,
  path: string,
  form: URLSearchParams | undefined,
): Response {
  if (subject.card) return form ? answerThreeDs(state, subject, form, path) : threeDsPage(state, subject, path);
  return form ? decide(state, subject, form, path) : approvePage(state, subject, path);
}
