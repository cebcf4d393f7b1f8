import type { SavedMethodView, StorefrontSavedMethodView } from '../../../shared/api/views.ts';
import type { SavedMethod } from '../../payments/model/model.ts';
import { optional, presentTime } from './present-parts.ts';

export function presentSavedMethod(method: SavedMethod): SavedMethodView {
  return {
    id: method.id,
    channel: method.channel,
    label: method.label,
    ...optional('masked', method.masked),
    ...optional('expiresAt', method.expiresAt === undefined ? undefined : presentTime(method.expiresAt)),
    createdAt: presentTime(method.createdAt),
  };
}

/** For the storefront's server, with what could not be decrypted marked as unreadable. */
export const presentStorefrontSavedMethod = (method: SavedMethod): StorefrontSavedMethodView => ({
  ...presentSavedMethod(method),
  ...(method.unreadable ? { masked: null, unreadable: true } : {}),
});
