/** How the server of one provider expects its notifications to be acknowledged. */
export interface NotificationFacts {
  readonly accepted: { readonly status: number; readonly contentType: string; readonly body: string };
}

/** The providers whose notifications are received. */
export interface NotifyingProviders {
  /** By provider id. */
  readonly notifications: ReadonlyMap<string, NotificationFacts>;
  /** Supported but not configured now; they may still notify about payments made while they were. */
  readonly unconfigured: ReadonlySet<string>;
}
