/** Nothing is said about what takes no longer than this; then as often. */
const EVERY_MS = 2_000;

type Print = (text: string) => unknown;

const toStderr: Print = (text) => process.stderr.write(text);

/**
 * Prints a line to standard error after two seconds, and every two seconds from then on, until the returned function is
 * called.
 */
export function reportWaiting(text: () => string, print: Print = toStderr): () => void {
  const timer = setInterval(() => print(`${text()}\n`), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * The same for work in steps, which tells what it has done after each: printed at most every two seconds.
 *
 * @param now milliseconds
 */
export function progress(print: Print = toStderr, now: () => number = Date.now): (text: string) => void {
  let last = now();
  return (text) => {
    if (now() - last < EVERY_MS) return;
    last = now();
    print(`${text}\n`);
  };
}
