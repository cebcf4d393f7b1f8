/** How long untrusted input may keep the processor busy, on a machine that needs {@link KNOWN_MS} for {@link knownWork}. */
export const MAX_CPU_MS = 10;
const KNOWN_MS = 4;
/** The shortest of so many tries counts: other load on the machine only makes a try longer. */
const MAX_TRIES = 25;

/**
 * Repeats the work until it is quick enough or the tries are used up.
 *
 * @returns milliseconds of processor time; on a slower or busier machine, in proportion to known work done at that moment
 */
export async function leastCpu(work: () => unknown): Promise<number> {
  let least = await cpuOf(work);
  for (let tries = 2; tries <= MAX_TRIES && least > MAX_CPU_MS; tries += 1) {
    const slower = Math.max(1, (await cpuOf(knownWork)) / KNOWN_MS);
    least = Math.min(least, (await cpuOf(work)) / slower);
  }
  return least;
}

async function cpuOf(work: () => unknown): Promise<number> {
  const begun = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
}

const TEXT = JSON.stringify(Object.fromEntries(Array.from({ length: 4_400 }, (_, index) => [`m${index}`, index])));

/** What a server does with a body of 64 KB: parsed, each member looked at, sorted and written again. */
function knownWork(): string {
  const members = Object.entries(JSON.parse(TEXT) as Record<string, number>);
  return JSON.stringify(members.map(([name, value]) => `${name.toUpperCase()}=${value}`).toSorted());
}
