/** One thing wrong with the environment: which variable, and the rule it breaks. Never the value. */
export interface ConfigFault {
  readonly variable: string;
  readonly message: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;
