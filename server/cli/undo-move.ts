import { callOffMove } from '../store/move/call-off-move.ts';
import { openSide } from '../store/move/open-side.ts';
import { printResult } from './print-result.ts';
import { readStorageUrl } from './read-storage-url.ts';

/** Calls a finished move off: servers can start on its source again. */
export async function undoMove(from: string, isJson: boolean): Promise<void> {
  const source = readStorageUrl('--from', from);
  if (source === undefined) return;
  const side = await openSide(source, 'source');
  try {
    const { target } = await callOffMove(side);
    printResult(
      isJson,
      { from: side.place, calledOff: target },
      `servers can start on ${side.place} again: start none on ${target}, whose payments it does not know\n`,
    );
  } finally {
    await side.close();
  }
}
