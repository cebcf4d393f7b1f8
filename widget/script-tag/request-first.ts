/* The requests of the elements that wait in the document: on a slow phone the rest of kasir.js takes a while to run. */
import { requestFirst } from '../first-view.ts';
import { importChunk } from './import-chunk.ts';
import { once } from './once.ts';

/** The build calls it where the sources say `import()`. */
once('kasir.importChunk', importChunk);

document.querySelectorAll('kasir-checkout:not(:defined)').forEach(requestFirst);
