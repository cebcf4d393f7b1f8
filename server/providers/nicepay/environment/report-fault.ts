/** Environment variables as the process has them, without the empty ones. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reports a configuration error. The message must not repeat the value of the variable, which may be a key. */
export type ReportFault = (variable: string, message: string) => void;
