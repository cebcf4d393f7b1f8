/** What a check found. `warn`: it works, and something will not go well. `skip`: it could not be checked here. */
export interface Finding {
  readonly status: 'pass' | 'warn' | 'fail' | 'skip';
  readonly message: string;
  /** How to mend it, in one sentence that names the variable or the place. */
  readonly fix?: string;
}

export const pass = (message: string): Finding => ({ status: 'pass', message });
export const skip = (message: string, fix?: string): Finding => ({
  status: 'skip',
  message,
  ...(fix === undefined ? {} : { fix }),
});
export const warn = (message: string, fix: string): Finding => ({ status: 'warn', message, fix });
export const fail = (message: string, fix: string): Finding => ({ status: 'fail', message, fix });

const SEVERITY = ['pass', 'skip', 'warn', 'fail'] as const;

/** One finding of several: as severe as the worst, whose messages come first. */
export function combine(findings: readonly Finding[]): Finding {
  const severity = ({ status }: Finding): number => SEVERITY.indexOf(status);
  const ordered = findings.toSorted((a, b) => severity(b) - severity(a));
  const fixes = [...new Set(ordered.flatMap(({ fix }) => fix ?? []))];
  return {
    status: ordered[0]?.status ?? 'skip',
    message: ordered.map(({ message }) => message).join('; '),
    ...(fixes.length === 0 ? {} : { fix: fixes.join('; ') }),
  };
}
