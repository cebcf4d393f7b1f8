/** What an operator of the back office does by hand. */
export interface OperatorAct {
  /** The name of the operator. */
  readonly operator: string;
  /** Why, in the operator's words. */
  readonly reason: string;
}

const PREFIX = 'operator ';

/** Identifies an operator where payout keys are identified by their digests: no digest has a space. */
export const operatorId = (name: string): string => `${PREFIX}${name}`;

export const isOperator = (id: string): boolean => id.startsWith(PREFIX);

/** The note of a history entry: why, and who. */
export const noteOfAct = ({ operator, reason }: OperatorAct): string => `${reason} (by ${operatorId(operator)})`;
