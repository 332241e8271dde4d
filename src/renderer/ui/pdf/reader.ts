import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentLoadingTask,
  PDFWorker,
  TextLayer,
  VerbosityLevel,
} from 'pdfjs-dist';
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerAddress;
/** One worker for every file: starting one costs more than opening most documents. */
const worker = PDFWorker.create({ verbosity: VerbosityLevel.ERRORS });

/** Codecs and stand-in fonts ship with the window and are fetched only by a file that needs them. */
const shipped = import.meta.glob<string>(
  [
    '../../../../node_modules/pdfjs-dist/wasm/*.wasm',
    '../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
  ],
  { query: '?url', import: 'default', eager: true },
);
const shippedByName = new Map(
  Object.entries(shipped).map(([path, address]) => [path.slice(path.lastIndexOf('/') + 1), address]),
);

class ShippedFiles {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const address = shippedByName.get(filename);
    if (address === undefined) throw new Error(`not shipped: ${filename}`);
    const response = await fetch(address);
    return new Uint8Array(await response.arrayBuffer());
  }
}

/** Begins to open a PDF for drawing. Scripts inside it never run; forms and links are not drawn. */
export const loadPdf = (address: string): PDFDocumentLoadingTask =>
  getDocument({
    url: address,
    worker,
    BinaryDataFactory: ShippedFiles,
    useWorkerFetch: false,
    enableXfa: false,
    // What is odd in a stranger's file is told by the verdict, not on the console.
    verbosity: VerbosityLevel.ERRORS,
    disableAutoFetch: true,
  });

export { TextLayer };
