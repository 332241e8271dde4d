import { z } from 'zod';
import type { Instant } from '../../../shared/domain/core/values.ts';
import { AppError } from '../../../shared/errors.ts';
import { ChangesResponse, SnapshotResponse } from '../../../shared/protocol/feed.ts';
import { OpeningCounts, OpeningsReport } from '../../../shared/protocol/openings.ts';
import { PushResponse } from '../../../shared/protocol/push.ts';
import { ContainmentReport } from '../../../shared/protocol/secrecy.ts';
import { DevicesResponse, DirectoryResponse, EnrolResponse } from '../../../shared/protocol/session.ts';
import { OpenWorkResponse } from '../../../shared/protocol/work.ts';
import type { Enrol, OfficeLine, OpeningsAsked, ServerPort, Vault } from '../../ports.ts';
import { deviceCredential, tokenCredential } from './credential.ts';
import { deviceKey, publicPart, signerOf } from './device-key.ts';
import { fetchBlob } from './download.ts';
import { listen } from './hints.ts';
import {
  answered,
  type Credential,
  type Line,
  openLine,
  parsed,
  reach,
  rejectionIn,
  unusable,
} from './line.ts';
import { openUpload, sendUpload } from './upload.ts';

export type ServerSetting = {
  /** The server's address, without a path. */
  readonly address: string;
  readonly deviceId: string;
  /** The device was enrolled by signing in: it speaks with tokens. */
  readonly isSignedIn?: boolean;
  readonly vault: Vault;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly random: () => number;
};

/** The provincial server over HTTP: proofs by the device's key, every answer parsed, every wait and size limited. */
export function httpServer(setting: ServerSetting): ServerPort {
  const { address, deviceId, vault, now, newId, random } = setting;
  const base = new URL(address);
  let signing: Promise<ReturnType<typeof signerOf>> | undefined;
  const ended = new AbortController();
  const credential = setting.isSignedIn
    ? signedInCredential(vault, now, newId)
    : deviceCredential(vault, deviceId, newId);
  const line = openLine(base, credential, now, ended.signal);
  return {
    push: async (request) => {
      signing ??= deviceKey(vault).then(signerOf);
      const json = { ...request, operations: (await signing)(request) };
      return answered(await line.call({ method: 'POST', path: '/v1/push', json }), PushResponse);
    },
    changes: async (since, limit) =>
      answered(
        await line.call({
          method: 'GET',
          path: `/v1/changes?since=${String(since)}&limit=${String(limit)}`,
        }),
        ChangesResponse,
      ),
    snapshot: async (page) =>
      answered(
        await line.call({
          method: 'GET',
          path: `/v1/snapshot${page === undefined ? '' : `?page=${encodeURIComponent(page)}`}`,
        }),
        SnapshotResponse,
      ),
    directory: (text) => directoryOf(line, text),
    ack: async (seq) => {
      const answer = await line.call({ method: 'POST', path: '/v1/ack', json: { seq } });
      await answer.body?.cancel();
    },
    containment: async (kind, id) =>
      answered(await line.call({ method: 'GET', path: `/v1/containments/${kind}/${id}` }), ContainmentReport),
    noteOpenings: async (openings) =>
      answered(await line.call({ method: 'POST', path: '/v1/openings', json: { openings } }), z.object({})),
    openings: async (asked) =>
      answered(await line.call({ method: 'GET', path: openingsPath(asked) }), OpeningsReport),
    openingCounts: async (period) =>
      answered(
        await line.call({ method: 'GET', path: `/v1/openings/counts?${new URLSearchParams(period)}` }),
        OpeningCounts,
      ),
    office: officeLine(line),
    openUpload: (sha256, sizeBytes) => openUpload(line, sha256, sizeBytes),
    sendUpload: (upload, file, sha256, sizeBytes, isNew = false) =>
      sendUpload(line, upload, file, { sha256, sizeBytes, isNew }),
    fetchBlob: (sha256, file) => fetchBlob(line, sha256, file),
    listen: (onHint, onLine) => listen(line, random, onHint, onLine),
    close: () => ended.abort(),
  };
}

const officeLine = (line: Line): OfficeLine => ({
  devices: async () => answered(await line.call({ method: 'GET', path: '/v1/devices' }), DevicesResponse),
  openWork: async (officialId) =>
    answered(await line.call({ method: 'GET', path: `/v1/officials/${officialId}/work` }), OpenWorkResponse),
  endDevice: async (deviceId) =>
    answered(
      await line.call({ method: 'POST', path: `/v1/devices/${deviceId}/revoke`, json: {} }),
      z.object({}),
    ),
});

/** Whoever never signs in loads nothing of signing in. */
function signedInCredential(vault: Vault, now: () => Instant, newId: () => string): Credential {
  let made: Promise<Credential> | undefined;
  return async (asked) => {
    made ??= import('./tokens.ts').then(({ openTokens }) =>
      tokenCredential(vault, openTokens(vault, now), newId),
    );
    return (await made)(asked);
  };
}

function openingsPath({ of, before }: OpeningsAsked): string {
  const asked = new URLSearchParams({ ...of, ...(before !== undefined && { before }) }).toString();
  return asked === '' ? '/v1/openings' : `/v1/openings?${asked}`;
}

async function directoryOf(line: Line, text: string | undefined): Promise<DirectoryResponse> {
  const path = text === undefined ? '/v1/directory' : `/v1/directory/search?text=${encodeURIComponent(text)}`;
  const answer = await answered(await line.call({ method: 'GET', path }), DirectoryResponse);
  if ('rejected' in answer) throw new AppError('server.refused', { code: answer.rejected });
  return answer;
}

/** Binds this device's key to an official by a one-time code. `enrol.refused` when the code is not accepted. */
export const httpEnrol =
  (address: string, vault: Vault): Enrol =>
  async (code, name) => {
    const key = publicPart(await deviceKey(vault));
    const body = Buffer.from(JSON.stringify({ code, key, name }));
    const answer = await reach(new URL(address), { method: 'POST', path: '/v1/devices/enrol' }, body, {
      'content-type': 'application/json',
    });
    if (answer.ok) return parsed(answer, EnrolResponse);
    const refusal = await rejectionIn(answer);
    if (!refusal) throw unusable(`enrol, status ${String(answer.status)}`);
    throw new AppError('enrol.refused', { code: refusal.code });
  };
