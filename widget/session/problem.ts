import type { Problem } from '../../shared/problem.ts';

/** Problems the widget itself finds, beside the BFF's own codes of `shared/problem.ts`. */
export type LocalProblemCode =
  /** The client token has ended and nobody renewed it. */
  | 'token_expired'
  /** No answer, or none that came from a BFF: whether the request arrived is not known. */
  | 'unreachable'
  /** The BFF answered something this widget cannot read. */
  | 'unreadable'
  /** The page is not set up: it has no address or token, or one that the BFF refuses. The detail names the mend. */
  | 'misconfigured'
  /** A part of the widget itself is gone. */
  | 'part_missing';

/** A problem as the page is told of it. */
export interface WidgetProblem extends Problem {
  /** How long the BFF asks to be left alone: of `Retry-After`. */
  readonly retryAfterSeconds?: number;
}

/** Every "no" of the BFF, and every failure to hear it, as one problem document. */
export class BffError extends Error {
  override readonly name = 'BffError';
  readonly problem: WidgetProblem;

  constructor(problem: WidgetProblem, cause?: unknown) {
    super(problem.detail, { cause });
    this.problem = problem;
  }
}

/** A problem document of the widget's own making: `status` 0 and no request id. */
export const localProblem = (code: LocalProblemCode, detail: string): WidgetProblem => ({
  type: 'about:blank',
  title: detail,
  status: 0,
  code,
  detail,
  requestId: '',
});

/** The problem an error carries. Any other error is our own mistake: something was there that we did not expect. */
export const problemOf = (error: unknown): WidgetProblem =>
  isBffError(error)
    ? error.problem
    : localProblem('unreadable', error instanceof Error ? error.message : String(error));

// By its name: the class may be another bundle's copy of it.
const isBffError = (error: unknown): error is BffError => error instanceof Error && error.name === 'BffError';
