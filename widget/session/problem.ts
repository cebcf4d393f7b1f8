import type { Problem } from '../../shared/problem.ts';

/** Problems the widget itself finds, beside the BFF's own codes of `shared/problem.ts`. */
export type LocalProblemCode =
  /** The client token has ended and was not renewed. */
  | 'token_expired'
  /** No answer, or one that is not from a BFF: the request may have arrived or not. */
  | 'unreachable'
  /** The BFF's answer cannot be parsed. */
  | 'unreadable'
  /** The page has no address or token, or one that the BFF refuses. The detail says how to correct it. */
  | 'misconfigured'
  /** A chunk of the widget cannot be loaded. */
  | 'part_missing';

/** A problem as the page gets it. */
export interface WidgetProblem extends Problem {
  /** From `Retry-After`. */
  readonly retryAfterSeconds?: number;
}

/** Every refusal of the BFF, and every failure to reach it, as a problem document. */
export class BffError extends Error {
  override readonly name = 'BffError';
  readonly problem: WidgetProblem;

  constructor(problem: WidgetProblem, cause?: unknown) {
    super(problem.detail, { cause });
    this.problem = problem;
  }
}

/** A problem that the widget itself reports: `status` 0 and no request id. */
export const localProblem = (code: LocalProblemCode, detail: string): WidgetProblem => ({
  type: 'about:blank',
  title: detail,
  status: 0,
  code,
  detail,
  requestId: '',
});

/** The problem that an error carries. Any other error is a defect of the widget. */
export const toProblem = (error: unknown): WidgetProblem =>
  isBffError(error)
    ? error.problem
    : localProblem('unreadable', error instanceof Error ? error.message : String(error));

// By its name: the class may be another chunk's copy of it.
const isBffError = (error: unknown): error is BffError => error instanceof Error && error.name === 'BffError';
