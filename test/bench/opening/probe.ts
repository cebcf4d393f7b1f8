/**
 * Runs in every measured page before its own scripts: notes when the whole list is in the document and painted, when a
 * selected row is painted, the long tasks and the layout shifts.
 */
import type { ProbeReading } from './probe-reading.ts';

declare global {
  /** Written before this script, from the contender's expressions. */
  var benchPage: {
    readonly rows: () => number;
    readonly wantedRows: number;
    readonly selected: () => boolean;
  };
  /** Of the bench: the list is there. */
  var benchListed: () => void;
  var benchReading: () => ProbeReading;
  /** Resolves when the row that the next click selects is painted, with the milliseconds since the pointer went down. */
  var benchSelection: () => Promise<number>;
}

const reading = { painted: 0, interactive: 0 };
const longTasks: number[] = [];
const shifts: number[] = [];
let isListed = false;
let selection: { readonly since: number; readonly painted: (ms: number) => void } | undefined;

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}
const isLayoutShift = (entry: PerformanceEntry): entry is LayoutShift => entry.entryType === 'layout-shift';

function observe(type: string, note: (entry: PerformanceEntry) => void): void {
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
}

/** A task that is queued in an animation frame runs after what that frame painted. */
function afterPaint(then: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', then);
    port1.start();
    port2.postMessage(undefined);
  });
}

function check(): void {
  if (!isListed && benchPage.rows() >= benchPage.wantedRows) {
    isListed = true;
    afterPaint(() => {
      reading.painted = performance.now();
      // The next task: the page would answer a tap now.
      setTimeout(() => {
        reading.interactive = performance.now();
        benchListed();
      });
    });
  }
  if (!selection || !benchPage.selected()) return;
  const { since, painted } = selection;
  selection = undefined;
  afterPaint(() => painted(performance.now() - since));
}

const mutations = new MutationObserver(check);
const watch = (root: Node): void => mutations.observe(root, { childList: true, subtree: true, attributes: true });
const attachShadow = Element.prototype.attachShadow;
Element.prototype.attachShadow = function attachWatched(init) {
  const root = attachShadow.call(this, init);
  watch(root);
  return root;
};
watch(document);
observe('longtask', ({ duration }) => longTasks.push(duration));
observe('layout-shift', (entry) => {
  if (isLayoutShift(entry) && !entry.hadRecentInput) shifts.push(entry.value);
});

globalThis.benchReading = () => ({ ...reading, longTasks, shifts });
globalThis.benchSelection = () =>
  new Promise((painted) => {
    addEventListener(
      'pointerdown',
      ({ timeStamp }) => {
        selection = { since: timeStamp, painted };
      },
      { capture: true, once: true },
    );
  });
