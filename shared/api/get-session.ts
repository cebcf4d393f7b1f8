import * as z from 'zod/mini';
import { deviceOs } from './fields.ts';
import { sessionViewSchema } from './views.ts';

/** `GET /v1/session`: everything the widget needs to render. */
export const getSessionQuery = z.strictObject({
  /** If given, channels of other devices are left out. */
  device: z.optional(z.enum(['mobile', 'desktop'])),
  os: z.optional(deviceOs),
});

export type GetSessionQuery = z.infer<typeof getSessionQuery>;

/** `POST /v1/session`: the same as a form, which browsers send without a preflight. */
export const readSessionForm = z.extend(getSessionQuery, { token: z.optional(z.string()) });

export const getSessionResponse = sessionViewSchema;
