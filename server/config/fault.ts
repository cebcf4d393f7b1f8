/** A fault in the environment: the variable and the rule it violates, never the value. */
export interface ConfigFault {
  readonly variable: string;
  readonly message: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;
