/** Much longer than any sentence of a provider; what follows is not even looked at. */
const MOST_READ = 1_000;
const MOST_SHOWN = 240;
/** Shorter words are in every sentence. */
const SHORTEST_WORD = 4;

/**
 * A provider's own sentence as it may stand in a log: one line, cut, without addresses, numbers or anything else that
 * could be somebody's. `personal`: what we sent of a person with the call that it answers; none of its words is shown.
 */
export function scrubMessage(message: string, personal: readonly string[] = []): string {
  const line = message
    .slice(0, MOST_READ)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  const words = new Set(personal.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)));
  return line
    .replace(/[^\s"'<>(),;:]+@[^\s"'<>(),;]+/g, '[email]')
    .replace(/\+?\d(?:[\d -]{3,}\d)/g, '[digits]')
    .replace(/[\p{L}\p{N}]+/gu, (word) =>
      word.length >= SHORTEST_WORD && words.has(word.toLowerCase()) ? '[personal]' : word,
    )
    .slice(0, MOST_SHOWN);
}
