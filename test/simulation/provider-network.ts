import { NotDelivered, OutcomeUnknown } from '../../server/payments/ports/ports.ts';
import type { ProviderAnswer, ProviderCall, ProviderFetch } from '../../server/providers/http.ts';
import {
  simulatorFetch,
  type SimulatedOperation,
  type Simulator,
} from '../../server/providers/simulation/simulator.ts';
import type { AnySubject } from '../support/subjects.ts';
import { INQUIRIES, PROVIDER_FAULTS } from './catalogue.ts';
import { never, type Life } from './life.ts';
import type { Random } from './runtime/random.ts';
import type { Trouble } from './trouble.ts';

interface Provider {
  readonly subject: AnySubject;
  readonly simulator: Simulator;
}

/** When our instances asked about what: for the limits of inquiries. */
export interface SentCall {
  readonly at: number;
  readonly provider: string;
  readonly operation: SimulatedOperation;
  readonly reference: string;
  /** It certainly came to nothing: it was not delivered, or refused. */
  isRefused: boolean;
}

const PROVIDER_KINDS: ReadonlySet<string> = new Set(PROVIDER_FAULTS);

/** The network between one instance and the providers, on which everything takes time and may be lost. */
export function providerNetwork(
  life: Life,
  providers: readonly Provider[],
  trouble: Trouble,
  random: Random,
  sent: SentCall[],
): ProviderFetch {
  const { world } = life;
  const { time } = world;
  const direct = simulatorFetch(...providers.map(({ simulator }) => simulator));

  async function exchange(call: ProviderCall): Promise<ProviderAnswer> {
    const { subject, simulator } = providerOf(providers, call);
    const path = new URL(call.url).pathname.slice(new URL(simulator.baseUrl).pathname.length);
    const operation = subject.operationOf(call.method, path, call.body ?? '');
    const what = `${subject.id} ${operation}`;
    const isInquiry = INQUIRIES.has(operation);
    const fault = trouble.takeCall(operation, (kind) => !isImpossible(subject, kind));
    if (fault !== undefined)
      world.hit(
        PROVIDER_KINDS.has(fault) ? `provider ${fault as (typeof PROVIDER_FAULTS)[number]}` : (fault as 'slow answer'),
        `${life.name}, ${what}`,
      );
    if (simulator.silent) world.hit('provider silent', `${life.name}, ${what}`);
    world.note(life.name, `→ ${what} ${referenceIn(call)}`);
    const entry = { at: time.now, provider: subject.id, operation, reference: referenceIn(call), isRefused: false };
    sent.push(entry);

    const diesMeanwhile = life.reach(isInquiry ? 'before an inquiry' : 'half sent', what);
    await time.sleep(random.between(5, 120));
    if (diesMeanwhile) return never();
    // What is under way arrives, although nobody waits for its answer any more.
    if (life.isDead)
      return direct({ ...call, signal: new AbortController().signal }).then(
        () => never(),
        () => never(),
      );
    if (call.signal.aborted) throw new OutcomeUnknown('cut off on the way');
    if (fault === 'reset before send') throw new OutcomeUnknown('simulated: reset');
    if (fault === 'arrives after the time-out') {
      time.after(
        random.between(13_000, 25_000),
        () => void direct({ ...call, signal: new AbortController().signal }).catch(() => undefined),
      );
      return untilAborted(call.signal);
    }
    const headers =
      fault !== undefined && PROVIDER_KINDS.has(fault) ? { ...call.headers, 'x-simulator-fault': fault } : call.headers;
    const answer = await direct({ ...call, headers }).catch((error: unknown) => {
      entry.isRefused = error instanceof NotDelivered;
      throw error;
    });
    entry.isRefused = answer.status >= 400;
    if (!isInquiry && life.reach('sent, no answer', what)) return never();
    const late = fault === 'slow answer' ? random.between(4_000, 14_000) : random.between(5, 120);
    await Promise.race([time.sleep(late), untilAborted(call.signal)]);
    if (isInquiry && life.reach('after an inquiry', what)) return never();
    world.note(life.name, `← ${what} ${answer.status}`);
    return answer;
  }

  return (call) => {
    if (life.isDead) return never();
    return life.outlive(
      exchange(call).catch((error: unknown) => {
        if (!life.isDead) world.note(life.name, `← ${error instanceof NotDelivered ? 'not delivered' : 'no answer'}`);
        throw error;
      }),
    );
  };
}

function providerOf(providers: readonly Provider[], { url }: ProviderCall): Provider {
  const found = providers.find(({ simulator }) => url.startsWith(`${simulator.baseUrl}/`));
  if (found === undefined) throw new Error(`a gateway sent a request to ${new URL(url).origin}, which is no simulator`);
  return found;
}

const isImpossible = ({ impossible = {} }: AnySubject, kind: string): boolean => Object.hasOwn(impossible, kind);

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const fail = (): void => reject(new OutcomeUnknown('simulated: no answer in time'));
    if (signal.aborted) fail();
    signal.addEventListener('abort', fail, { once: true });
  });

/** Our reference, or the provider's, for the timeline: in the body, or the last part of the path that is an id. */
function referenceIn({ url, body = '' }: ProviderCall): string {
  const inBody = /"(?:reference_id|referenceNo|orderNum|order_id|refund_key|transaction_id)":"([^"]+)"/.exec(body)?.[1];
  const parts = new URL(url).pathname.split('/');
  return inBody ?? parts.findLast((part) => part.length > 3 && /\d/.test(part)) ?? parts.at(-1) ?? '';
}
