import type { Instant } from '../model/model.ts';

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
  /** The time by the clock that all instances share: the database's, or the one that the store was opened with. */
  readTime(): Promise<Instant>;
  /** Adds an instance that is alive for `forMs` from now. */
  addInstance(id: string, forMs: number): Promise<void>;
  /** Keeps it alive for `forMs` from now. `false`: it has lapsed, and is to go on under a new id. */
  renewInstance(id: string, forMs: number): Promise<boolean>;
  /** Removes an instance that stops, with its leases and its claims of jobs. */
  removeInstance(id: string): Promise<void>;
  /**
   * Removes what has lapsed: instances, leases of instances that are not there, and their claims of jobs, which are due
   * then. Returns how many instances.
   */
  removeLapsedInstances(): Promise<number>;
  /**
   * Takes the lease, unless another living instance holds it. `false`: it was not taken, or the instance `holder` is
   * not alive.
   *
   * @param turn tells this time from every other: a release that arrives late must not end a later turn
   */
  takeLease(key: string, holder: string, turn: string): Promise<boolean>;
  /**
   * Releases and announces it, soon after the call: together with others that are released then. Does nothing where the
   * lease has been taken again meanwhile.
   */
  releaseLease(key: string, turn: string): Promise<void>;
  /** Does not wait: an announcement may be lost, so whoever waits for one also looks from time to time. */
  announce(announcements: readonly Announcement[]): void;
  /** Returns a function that unsubscribes. */
  onAnnouncement(listener: (announcement: HeardAnnouncement) => void): () => void;
}
