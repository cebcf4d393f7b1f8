import { storefrontSavedMethodViewSchema } from './views.ts';

/** `DELETE /v1/saved-methods/:id`: removed at the provider first; answers with what was removed. */
export const removeSavedMethodResponse = storefrontSavedMethodViewSchema;
