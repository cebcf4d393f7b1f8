/** A backup that is not written or not restored, and why. Nothing was changed. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}
