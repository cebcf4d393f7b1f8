import { styleResponse } from '../../../simulation/html.ts';
import { closedPage } from '../../../simulation/card-page.ts';
import type { RequestRecord, TokenRecord } from '../records.ts';
import type { World } from '../world.ts';
import { approvePage, decide } from './approve-page.ts';
import { cardPage, failureText, payOnPage } from './card-page.ts';
import { PAGE_STYLE } from './style.ts';
import { answerThreeDs, threeDsPage } from './three-ds-page.ts';

/** The pages a customer's browser sees; `undefined` when the path is none of theirs. */
export async function servePage(world: World, request: Request, path: string): Promise<Response | undefined> {
  if (path === '/style.css') return styleResponse(PAGE_STYLE);
  const [, kind, id = '', ...rest] = path.split('/');
  if (rest.length > 0 || (kind !== 'pay' && kind !== 'link' && kind !== '3ds' && kind !== 'checkout')) return undefined;
  const form = request.method === 'POST' ? new URLSearchParams(await request.text()) : undefined;
  if (kind === 'checkout') return checkout(world, request, id, form);
  const subject = world.requests.get(id) ?? world.tokens.get(id);
  if (!subject) return closedPage(world, 'Not found', 'There is nothing to pay here.');
  return serveSubject(world, subject, path, form);
}

function checkout(world: World, request: Request, id: string, form: URLSearchParams | undefined): Response {
  const session = world.sessions.get(id);
  if (!session) return closedPage(world, 'Not found', 'There is nothing to pay here.');
  if (form) return payOnPage(world, session, form);
  return cardPage(world, session, failureText(new URL(request.url).searchParams.get('failed')));
}

/** A card is confirmed with a password, everything else with a yes or no; whichever of the addresses is opened. */
function serveSubject(
  world: World,
  subject: RequestRecord | TokenRecord,
  path: string,
  form: URLSearchParams | undefined,
): Response {
  if (subject.card) return form ? answerThreeDs(world, subject, form, path) : threeDsPage(world, subject, path);
  return form ? decide(world, subject, form, path) : approvePage(world, subject, path);
}
