export type Environment = Readonly<Record<string, string | undefined>>;

/** Notes one thing wrong with one variable, in words that do not repeat its value. */
export type Report = (variable: string, message: string) => void;
