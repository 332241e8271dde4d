import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/** The window as it was built: index.html and what it names. */
export type Assets = (path: string) => Promise<Asset | undefined>;
export type Asset = { readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType: string };

const ASSETS_MAX = 5000;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/**
 * Reads the list of files once; a request is looked up in that list and nowhere else, so that no way of writing a path can leave the folder.
 */
export function openAssets(folder: string): Assets {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  if (files.length > ASSETS_MAX) throw new RangeError(`${files.length} files in ${folder}`);
  const known = new Map(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [relative(folder, file).split(sep).join('/'), file];
    }),
  );
  return async (path) => {
    const file = known.get(path);
    const mediaType = MEDIA_TYPES[extname(path)] ?? 'application/octet-stream';
    return file === undefined ? undefined : { bytes: new Uint8Array(await readFile(file)), mediaType };
  };
}
