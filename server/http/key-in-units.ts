import { StorageUnavailable, type Tx } from '../payments/ports/ports.ts';

/**
 * Stores a key that nobody has used yet together with what its request stores, so that neither the reservation nor the
 * answer needs a unit of work of its own.
 */
export interface KeyInUnits {
  /**
   * To be called in the first unit of work, before anything is sent.
   *
   * @throws {KeyTaken}
   */
  reserve(tx: Tx): Promise<void>;
  /** To be called in the unit that decides the answer, which has to be a success. */
  answer(tx: Tx, status: number, view: object): Promise<void>;
}

/** Another instance has reserved the key since this one has looked: nothing was stored or sent here. */
export class KeyTaken extends StorageUnavailable {
  override readonly name = 'KeyTaken';
}
