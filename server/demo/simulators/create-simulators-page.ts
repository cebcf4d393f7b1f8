import type { ActionResult, Simulator } from '../../providers/simulation/simulator.ts';
import { seeOther, styleResponse } from '../../providers/simulation/html.ts';
import { runCommand, runFail } from './commands.ts';
import { renderPage } from './page.ts';
import { STYLE } from './style.ts';

export interface SimulatorsPageOptions {
  readonly simulators: readonly Simulator[];
  /** The BFF's own address: the page lives at `/simulators` below it. */
  readonly publicUrl: string;
}

/**
 * `/simulators`: a page for a person; `/simulators.json`, `POST /simulators/act` and `POST /simulators/fail`: the same
 * for scripts; `/simulators/<id>/…`: the simulators themselves. Throws `Unanswered` when one of them does not answer.
 */
export function createSimulatorsPage({ simulators, publicUrl }: SimulatorsPageOptions) {
  const address = `${publicUrl.replace(/\/$/, '')}/simulators`;
  let notice: ActionResult | undefined;

  async function command(
    request: Request,
    run: (input: unknown) => Promise<ActionResult | undefined>,
  ): Promise<Response> {
    const isJson = (request.headers.get('content-type') ?? '').startsWith('application/json');
    const result = await run(await readInput(request, isJson));
    if (isJson) return result ? Response.json(result) : Response.json(NO_SENSE, { status: 400 });
    notice = result ?? NO_SENSE;
    return seeOther(address);
  }

  return async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const [, below = ''] = /^\/simulators(.*)$/.exec(pathname) ?? [];
    if (request.method === 'POST' && below === '/act')
      return command(request, (input) => runCommand(simulators, input));
    if (request.method === 'POST' && below === '/fail')
      return command(request, async (input) => runFail(simulators, input));
    if (request.method === 'GET' && (below === '' || below === '/')) return renderPage({ simulators, address, notice });
    if (request.method === 'GET' && below === '.json') return Response.json(describe(simulators), NO_STORE);
    if (request.method === 'GET' && below === '/style.css') return styleResponse(STYLE);
    const target = simulators.find(({ id }) => below.startsWith(`/${id}/`));
    return target
      ? target.handle(request)
      : new Response('Not found\n', { status: 404, headers: { 'content-type': 'text/plain' } });
  };
}

const NO_SENSE: ActionResult = { ok: false, message: 'There is no such simulator, payment or action' };
const NO_STORE = { headers: { 'cache-control': 'no-store' } };

async function readInput(request: Request, isJson: boolean): Promise<unknown> {
  const text = await request.text();
  if (!isJson) return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const describe = (simulators: readonly Simulator[]) => ({
  simulators: simulators.map((simulator) => ({
    id: simulator.id,
    silent: simulator.silent,
    payments: simulator.payments(),
    payouts: simulator.payouts?.() ?? [],
  })),
});
