import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export type Direction = 'up' | 'down';
/** What the line does when so many bytes have gone that way. */
export type Fault = {
  readonly direction: Direction;
  readonly atBytes: number;
  readonly what: 'cut' | 'flip' | 'stall' | 'kill';
};

export type RoughLine = {
  readonly address: string;
  /** The faults that have happened, in their order. */
  readonly happened: readonly Fault[];
  readonly plan: (faults: readonly Fault[]) => void;
  readonly close: () => Promise<void>;
};

const STALL_MS = 1_500;

/** A line to the server that cuts connections, flips single bits and stands still, at set points of what goes through it. */
export async function openRoughLine(serverPort: number, onKill: () => void): Promise<RoughLine> {
  const happened: Fault[] = [];
  let ahead: Fault[] = [];
  const gone: Record<Direction, number> = { up: 0, down: 0 };
  const sockets = new Set<Socket>();

  const pass = (direction: Direction, from: Socket, to: Socket): void => {
    from.on('data', (piece: Buffer) => {
      gone[direction] += piece.length;
      const fault = ahead.find((each) => each.direction === direction && each.atBytes <= gone[direction]);
      if (fault) {
        ahead = ahead.filter((each) => each !== fault);
        happened.push(fault);
      }
      if (fault?.what === 'kill') onKill();
      if (fault?.what === 'cut') {
        from.destroy();
        to.destroy();
        return;
      }
      const middle = piece.length >> 1;
      if (fault?.what === 'flip') piece[middle] = (piece[middle] ?? 0) ^ 1;
      if (!to.write(piece)) from.pause();
      if (fault?.what === 'stall') {
        from.pause();
        setTimeout(() => from.resume(), STALL_MS);
      }
    });
    to.on('drain', () => from.resume());
    from.on('end', () => to.end());
    from.on('close', () => to.destroy());
    from.on('error', () => to.destroy());
  };

  const line = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    pass('up', client, server);
    pass('down', server, client);
  }).listen(0, '127.0.0.1');
  await once(line, 'listening');
  const found = line.address();
  if (found === null || typeof found === 'string') throw new Error('the line has no port');
  return {
    address: `http://127.0.0.1:${String(found.port)}`,
    happened,
    plan: (faults) => {
      [gone.up, gone.down] = [0, 0];
      ahead = [...faults];
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        line.close(() => resolve());
      }),
  };
}
