import type { TemplateResult } from 'lit';

/** What the payment flow adds to one rendering of the element. */
export interface FlowParts {
  /** The screen after the choice; `undefined` while its chunk is on its way, and while there is the list. */
  readonly screen: TemplateResult | undefined;
  /** What opens below the selected row of the list. */
  readonly panel: TemplateResult | undefined;
  /** It came late, and moves nothing until the customer does something. */
  readonly held: boolean;
  /** For the live region. */
  readonly status: string;
  /** What went wrong; empty where that is shown at a field. `undefined`: the flow has no text for it. */
  readonly error: string | undefined;
}
