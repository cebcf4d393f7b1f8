import * as z from 'zod';

/** What the probe has noted, in milliseconds since the navigation. */
export const probeReading = z.object({
  /** The whole list. */
  painted: z.number(),
  /** The first task after that. */
  interactive: z.number(),
  /** Durations of the tasks over 50 ms. */
  longTasks: z.array(z.number()),
  /** Layout shifts that no input caused. */
  shifts: z.array(z.number()),
});
export type ProbeReading = z.infer<typeof probeReading>;
