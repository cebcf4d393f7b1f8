import type { Log } from '../../server/payments/ports/ports.ts';

interface LoggedLine {
  readonly level: keyof Log;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A log that keeps its lines. */
export function loggedLines(): { readonly log: Log; readonly lines: readonly LoggedLine[] } {
  const lines: LoggedLine[] = [];
  const at =
    (level: keyof Log): Log['warn'] =>
    (facts, message) =>
      void lines.push({ level, message, facts: { ...facts } });
  return { log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }, lines };
}
