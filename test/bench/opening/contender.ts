/** How the bench sees what is on a page: JavaScript expressions, evaluated there. */
export interface PageExpressions {
  /** How many rows of the list there are. */
  readonly rows: string;
  /** What the click on the eighth row hits; absent where there is nothing to select. */
  readonly eighthRow?: string | undefined;
  /** Whether it is selected. */
  readonly selected?: string | undefined;
}

/** A page with a list of payment methods: ours, a floor, or another widget. */
export interface Contender {
  readonly name: string;
  readonly kind: 'floor' | 'ours' | 'rival';
  readonly page: PageExpressions;
  /** Rows of the whole list. */
  readonly wantedRows: number;
  /** The address of its page, made ready for one opening. */
  readonly prepare: () => string | Promise<string>;
}
