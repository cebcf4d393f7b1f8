import type { Problem } from '../shared/problem.ts';
import { misconfigured } from './session/misconfigured.ts';
import { faultOf } from './set-up-fault.ts';
import type { SettingsElement } from './settings-element.ts';

/** How long a page may take to set `bff` and `token` again: it may have to request the token first. */
const SETTINGS_MS = 3_000;

/** Says what a page has not set: its address or its token. */
export class SetUpReport {
  readonly #element: SettingsElement;
  readonly #report: (problem: Problem) => void;
  #problem: Problem | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(element: SettingsElement, report: (problem: Problem) => void) {
    this.#element = element;
    this.#report = report;
  }

  /** What was reported, until all is set. */
  get problem(): Problem | undefined {
    return this.#problem;
  }

  /** Reports it after a while, unless the page sets it. */
  later(): void {
    if (!this.#problem) this.#timer ??= setTimeout(() => void this.now(), SETTINGS_MS);
  }

  async now(): Promise<void> {
    const element = this.#element;
    this.#timer = undefined;
    const fault = faultOf(element);
    const problem = fault && (await misconfigured(fault, String(element.bff ?? '').trim()));
    // An element that comes back to the page has its own three seconds.
    if (!problem || !element.isConnected || !faultOf(element)) return;
    this.#problem = problem;
    this.#report(problem);
    element.requestUpdate();
  }

  /** All is set, or the element is gone. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#problem = this.#timer = undefined;
  }
}
