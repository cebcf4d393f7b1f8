import type { Verdict } from './collect.ts';

/** One authenticated API call, its body parsed as JSON. */
export interface Call {
  /** The id in the path; empty where there is none. */
  readonly id: string;
  readonly body: unknown;
  readonly query: URLSearchParams;
  readonly verdict: Verdict;
}

export interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: object): Answer => ({ status: 200, body });
export const created = (body: object): Answer => ({ status: 201, body });
