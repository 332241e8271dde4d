/** Where the bytes of one attachment go and can be looked up again: memory, or a file. `Kept` is what is left of it for the caller. */
export type Store<Kept> = {
  readonly write: (bytes: Uint8Array) => void;
  readonly read: (from: number, length: number) => Uint8Array;
  readonly keep: () => Kept;
  readonly drop: () => void;
};

/** A new, empty one. */
export type OpenStore<Kept> = () => Store<Kept>;

export type InMemory = { readonly bytes: Uint8Array };

/** For packages that are in memory anyway. */
export function storeInMemory(): Store<InMemory> {
  let pieces: Uint8Array[] = [];
  const whole = (): Uint8Array => {
    if (pieces.length === 1 && pieces[0]) return pieces[0];
    const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let length = 0;
    for (const piece of pieces) {
      bytes.set(piece, length);
      length += piece.length;
    }
    pieces = [bytes];
    return bytes;
  };
  return {
    write: (bytes) => void pieces.push(bytes),
    read: (from, length) => whole().subarray(from, from + length),
    keep: () => ({ bytes: whole() }),
    drop: () => {
      pieces = [];
    },
  };
}
