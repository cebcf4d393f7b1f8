/*
 * What the instances of a shared store know of each other. An instance is a running server: a row that is alive by the
 * database's clock for as long as it is renewed. A lease is a row that names its key and the instance that holds it; it
 * ends with its holder, so nothing of an instance that died has to be cleaned up before another one can go on.
 */

/** What an instance tells all instances, itself included. */
export type Announcement =
  /** The checkout with this id has changed. */
  | { readonly changed: string }
  /** A job may be due. */
  | { readonly jobs: true }
  /** The lease of this key was released. */
  | { readonly released: string };

/** `missed`: announcements may have been lost, so what they would have told has to be read again. */
export type HeardAnnouncement = Announcement | { readonly missed: true };

/** Instances, their leases and their announcements. */
export interface InstanceStore {
  /** Several instances may use the store at the same time, so what is exclusive needs a lease. */
  readonly isShared: boolean;
  /** Adds an instance that is alive for `forMs` from now. */
  addInstance(id: string, forMs: number): Promise<void>;
  /** Keeps it alive for `forMs` from now. `false`: it has lapsed, and is to go on under a new id. */
  renewInstance(id: string, forMs: number): Promise<boolean>;
  /** Removes an instance that stops, with its leases. */
  removeInstance(id: string): Promise<void>;
  /** Removes what has lapsed: instances, and leases of instances that are not there. Returns how many instances. */
  removeLapsedInstances(): Promise<number>;
  /** Takes the lease, unless another living instance holds it. `false`: it was not taken, or `holder` is not alive. */
  takeLease(key: string, holder: string): Promise<boolean>;
  /** Does nothing where `holder` does not hold it. */
  releaseLease(key: string, holder: string): Promise<void>;
  /** Does not wait: an announcement may be lost, so whoever waits for one also looks from time to time. */
  announce(announcements: readonly Announcement[]): void;
  /** Returns a function that unsubscribes. */
  onAnnouncement(listener: (announcement: HeardAnnouncement) => void): () => void;
}
