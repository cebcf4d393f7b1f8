/** The database is busy, full or broken: nothing of the unit of work was stored, and another attempt may succeed. */
export class StorageUnavailable extends Error {
  override readonly name: string = 'StorageUnavailable';
}

/** Another instance may hold the lease by now: nothing more is sent. What was sent before is still recorded. */
export class LeaseLost extends StorageUnavailable {
  override readonly name = 'LeaseLost';
}

/** The database was lost while it committed: the unit of work is stored as a whole, or nothing of it is. */
export class CommitUnknown extends StorageUnavailable {}

/** The cursor of a page request is not valid for this list. */
export class UnknownCursor extends Error {
  override readonly name = 'UnknownCursor';
}
