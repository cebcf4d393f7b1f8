/** Longer than any message of a provider; the rest is not read. */
const MAX_READ = 1_000;
const MAX_SHOWN = 240;
/** Shorter words are too common to identify a person. */
const MIN_WORD = 4;

/**
 * A provider's message as it may be logged: one line, cut, without e-mail addresses and long numbers. `personal`: the
 * personal data in the call that it answers; none of their words is shown.
 */
export function scrubMessage(message: string, personal: readonly string[] = []): string {
  const line = message
    .slice(0, MAX_READ)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const words = new Set(personal.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)));
  return line
    .replace(/[^\s"'<>(),;:]+@[^\s"'<>(),;]+/g, '[email]')
    .replace(/\+?\d(?:[\d -]{3,}\d)/g, '[digits]')
    .replace(/[\p{L}\p{N}]+/gu, (word) =>
      word.length >= MIN_WORD && words.has(word.toLowerCase()) ? '[personal]' : word,
    )
    .slice(0, MAX_SHOWN);
}
