/** The terms of VPAT 2.5. `Not Evaluated`: neither a machine nor a person has judged it for this release. */
export type Conformance = 'Supports' | 'Partially Supports' | 'Not Applicable' | 'Not Evaluated';

/** A test of this repository that fails where the criterion is broken. */
export interface NamedTest {
  readonly file: string;
  /** A part of its name. */
  readonly name: string;
}

/** A success criterion of WCAG 2.2. */
export interface Criterion {
  readonly id: string;
  readonly title: string;
  readonly level: 'A' | 'AA';
  /** As long as all of its tests pass, and axe finds nothing. */
  readonly conformance: Conformance;
  readonly tests?: readonly NamedTest[];
  readonly remark?: string;
}
