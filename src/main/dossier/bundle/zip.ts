import { Zip, ZipPassThrough } from 'fflate';

/** A file on its way into a zip. */
export type ZipFile = {
  readonly path: string;
  readonly content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
};

/** Small pieces, as headers and most papers are, go out together. */
const TOGETHER_BYTES = 512 * 1024;

/**
 * The bytes of a zip of these files, in their order, as they come: no more is held than some pieces. Nothing is compressed, because PDFs are already. Throws what the content throws.
 */
export async function* zipped(files: AsyncIterable<ZipFile>, at: Date): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let bytes = 0;
  const all = (): Uint8Array => {
    bytes = 0;
    return Buffer.concat(ready.splice(0));
  };
  const zip = new Zip((fault, piece) => {
    if (fault) throw fault;
    ready.push(piece);
    bytes += piece.length;
  });
  for await (const { path, content } of files) {
    const part = new ZipPassThrough(path);
    part.mtime = at;
    zip.add(part);
    for await (const piece of content) {
      part.push(piece);
      if (bytes >= TOGETHER_BYTES) yield all();
    }
    part.push(new Uint8Array(), true);
    if (bytes >= TOGETHER_BYTES) yield all();
  }
  zip.end();
  yield all();
}
