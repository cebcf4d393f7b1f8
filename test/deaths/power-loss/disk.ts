import type { DiskCall } from './record-writes.ts';

/** What a disk writes whole or not at all. */
const SECTOR_BYTES = 512;

/** The files of a disk: what was synced is safe, and of the rest a power loss leaves any part. */
export class Disk {
  readonly #files = new Map<string, FileOnDisk>();

  apply(call: DiskCall): void {
    // The file system's own journal keeps the names of files.
    if (call.kind === 'remove') return void this.#files.delete(call.file);
    const file = this.#file(call.file);
    if (call.kind !== 'sync') file.pending.push(call);
    else for (const each of file.pending.splice(0)) file.synced.apply(each);
  }

  /** The file as every process sees it. */
  seen(name: string): Buffer {
    return this.#after(name, (calls) => calls);
  }

  has(name: string): boolean {
    return this.#files.has(name);
  }

  /** The file after a power loss: each sector of a write that was not synced is there or not, by chance. */
  afterPowerLoss(name: string, random: () => number): Buffer {
    const share = random();
    return this.#after(name, (calls) => calls.flatMap(sectorsOf).filter(() => random() < share));
  }

  #after(name: string, choose: (pending: readonly DiskCall[]) => readonly DiskCall[]): Buffer {
    const { synced, pending } = this.#file(name);
    const image = synced.copy();
    for (const call of choose(pending)) image.apply(call);
    return image.bytes;
  }

  #file(name: string): FileOnDisk {
    const known = this.#files.get(name) ?? { synced: new Image(Buffer.alloc(0)), pending: [] };
    this.#files.set(name, known);
    return known;
  }
}

interface FileOnDisk {
  readonly synced: Image;
  readonly pending: DiskCall[];
}

/** The bytes of one file. */
class Image {
  #room: Buffer;
  #length: number;

  constructor(bytes: Buffer) {
    this.#room = bytes;
    this.#length = bytes.length;
  }

  get bytes(): Buffer {
    return this.#room.subarray(0, this.#length);
  }

  copy(): Image {
    return new Image(Buffer.from(this.bytes));
  }

  apply(call: DiskCall): void {
    if (call.kind === 'truncate') this.#resize(call.length);
    if (call.kind !== 'write') return;
    this.#resize(Math.max(this.#length, call.offset + call.bytes.length));
    call.bytes.copy(this.#room, call.offset);
  }

  #resize(length: number): void {
    if (length > this.#room.length) {
      const larger = Buffer.alloc(length * 2);
      this.bytes.copy(larger);
      this.#room = larger;
    }
    // What was cut off before reads as zeros.
    if (length > this.#length) this.#room.fill(0, this.#length, length);
    this.#length = length;
  }
}

function sectorsOf(call: DiskCall): readonly DiskCall[] {
  if (call.kind !== 'write') return [call];
  const sectors: DiskCall[] = [];
  for (let at = 0; at < call.bytes.length;) {
    // Sectors begin at multiples of their size on the disk, wherever the write began.
    const length = SECTOR_BYTES - ((call.offset + at) % SECTOR_BYTES);
    sectors.push({ ...call, offset: call.offset + at, bytes: call.bytes.subarray(at, at + length) });
    at += length;
  }
  return sectors;
}
