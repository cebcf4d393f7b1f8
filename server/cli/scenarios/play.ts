import { GatewayError, Rejected } from '../../payments/ports/ports.ts';
import { Manual, type Scenario, type ScenarioStage } from '../../providers/scenario.ts';

/** One line of the sheet. `manual`: a person has to do it; the reason says what. */
export interface ScenarioResult {
  readonly id: string;
  readonly title: string;
  readonly status: 'pass' | 'fail' | 'manual';
  readonly evidence?: string;
  readonly reason?: string;
}

/** For one scenario. */
const DEADLINE_MS = 40_000;

/**
 * Plays one scenario after another: providers limit how many requests they take.
 *
 * @param played called after each
 */
export async function play(
  scenarios: readonly Scenario[],
  stageOf: (signal: AbortSignal) => ScenarioStage,
  played: (result: ScenarioResult) => void = () => undefined,
): Promise<readonly ScenarioResult[]> {
  const results: ScenarioResult[] = [];
  let unanswered = 0;
  for (const scenario of scenarios) {
    const { id, title } = scenario;
    const { isUnanswered, ...result } =
      unanswered >= MAX_UNANSWERED
        ? { id, title, ...NOT_TRIED, isUnanswered: true }
        : await playOne(scenario, stageOf(AbortSignal.timeout(DEADLINE_MS)));
    unanswered = isUnanswered ? unanswered + 1 : 0;
    results.push(result);
    played(result);
  }
  return results;
}

/** In a row; then the provider is not there, and the rest would only take time. */
const MAX_UNANSWERED = 2;
const NOT_TRIED = { status: 'fail', reason: 'not tried: the provider does not answer' } as const;

interface PlayedScenario extends ScenarioResult {
  readonly isUnanswered: boolean;
}

async function playOne({ id, title, run }: Scenario, stage: ScenarioStage): Promise<PlayedScenario> {
  try {
    return { id, title, status: 'pass', evidence: await run(stage), isUnanswered: false };
  } catch (error) {
    return {
      id,
      title,
      status: error instanceof Manual ? 'manual' : 'fail',
      reason: reasonOf(error),
      isUnanswered: error instanceof GatewayError && !(error instanceof Rejected) && error.rejection === undefined,
    };
  }
}

/** The provider's own code and message, where it gave one, and how to mend it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  if (!(error instanceof GatewayError) || error.rejection === undefined) return error.message;
  const { code, message, fix } = error.rejection;
  const said = [code, message].filter((part) => part !== undefined).join(': ');
  const mend = fix === undefined || error.message.includes(fix) ? '' : `; ${fix}`;
  return `${error.message} (${said})${mend}`;
}
