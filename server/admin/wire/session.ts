import * as z from 'zod/mini';

export const signInRequest = z.strictObject({
  name: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(100, 'must be at most 100 characters')),
  secret: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(1000, 'must be at most 1000 characters')),
});

/** Who is signed in; `null`: nobody. */
export const sessionView = z.object({
  operator: z.nullable(z.string()),
  /** Without a request for so long, the session ends. */
  idleMinutes: z.int(),
});
export type SessionView = z.infer<typeof sessionView>;
