import type { Problem } from '../../shared/problem.ts';

/** Problems the widget itself finds, beside the BFF's own codes of `shared/problem.ts`. */
export type LocalProblemCode =
  /** The client token has ended and nobody renewed it. */
  | 'token_expired'
  /** No answer, or none that came from a BFF: whether the request arrived is not known. */
  | 'unreachable'
  /** The BFF answered something this widget cannot read. */
  | 'unreadable';

/** Every "no" of the BFF, and every failure to hear it, as one problem document. */
export class BffError extends Error {
  override readonly name = 'BffError';
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(problem.detail, { cause });
    this.problem = problem;
  }
}

/** A problem document of the widget's own making: `status` 0 and no request id. */
export const localProblem = (code: LocalProblemCode, detail: string): Problem => ({
  type: 'about:blank',
  title: detail,
  status: 0,
  code,
  detail,
  requestId: '',
});

/** The problem an error carries. Any other error is our own mistake: something was there that we did not expect. */
export const problemOf = (error: unknown): Problem =>
  isBffError(error)
    ? error.problem
    : localProblem('unreadable', error instanceof Error ? error.message : String(error));

// By its name: the class may be another bundle's copy of it.
const isBffError = (error: unknown): error is BffError => error instanceof Error && error.name === 'BffError';
