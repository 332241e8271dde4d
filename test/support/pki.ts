import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import * as x509 from '@peculiar/x509';
import {
  type Authority,
  type Issued,
  issueLeaf,
  leafDefaults,
  makeAuthority,
  makeTrialPki,
  type TrialPki,
  USAGE,
} from '../../src/server/trial/pki.ts';

export const PKI_NOW = new Date('2026-11-23T03:00:00Z');
const PROVINCE = 'tỉnh Lam Giang';
const COMMUNE = 'UBND xã Vân Khánh Thượng';
const DEPARTMENT = 'Sở Kinh tế số tỉnh Lam Giang';

export type TestPki = {
  readonly trial: TrialPki;
  /** Anchor and chain as verifiers take them. */
  readonly anchor: Uint8Array<ArrayBuffer>;
  readonly chain: readonly Uint8Array<ArrayBuffer>[];
  readonly leader: Issued;
  readonly clerk: Issued;
  readonly agency: Issued;
  readonly otherLeader: Issued;
  readonly otherAgency: Issued;
  /** Same subject as `leader`, not valid any more at PKI_NOW. */
  readonly expired: Issued;
  /** An official with an EC P-256 key. */
  readonly ec: Issued;
  readonly ec384: Issued;
  /** keyEncipherment only: may not sign documents. */
  readonly wrongUsage: Issued;
  /** Same names and chain as `leader`, under a root nobody trusts. */
  readonly impostor: Issued & { readonly chain: readonly Uint8Array<ArrayBuffer>[] };
};

let made: Promise<TestPki> | undefined;

/** The test PKI, made once a run: about a second, which thirty test files would otherwise spend each. */
export function testPki(): Promise<TestPki> {
  made ??= keptPki();
  return made;
}

/** The first test file leaves it in the tests' room (room.ts) for those after it. Two that begin at once each make one, and both are good. */
async function keptPki(): Promise<TestPki> {
  // Benchmarks and scripts have no room.
  if (process.env['VITEST'] === undefined) return makeTestPki();
  const file = join(tmpdir(), 'test-pki');
  if (existsSync(file)) return withKeys(deserialize(readFileSync(file)) as KeptPki);
  const pki = await makeTestPki();
  const { root, intermediate, ...trial } = pki.trial;
  const kept: KeptPki = { ...pki, trial: { ...trial, root: plain(root), intermediate: plain(intermediate) } };
  const partial = `${file}.${String(process.pid)}`;
  writeFileSync(partial, serialize(kept), { mode: 0o600 });
  renameSync(partial, file);
  return pki;
}

type KeptPki = Omit<TestPki, 'trial'> & {
  readonly trial: Omit<TrialPki, 'root' | 'intermediate'> & {
    readonly root: Issued;
    readonly intermediate: Issued;
  };
};

const plain = ({ keys: _keys, subject: _subject, ...issued }: Authority): Issued => issued;

async function withKeys({ trial, ...pki }: KeptPki): Promise<TestPki> {
  const [root, intermediate] = await Promise.all([authorityOf(trial.root), authorityOf(trial.intermediate)]);
  return { ...pki, trial: { ...trial, root, intermediate } };
}

/** An authority that can issue again: its key from what is kept, its public key and name from its certificate. */
async function authorityOf(issued: Issued): Promise<Authority> {
  const { subject, publicKey } = new x509.X509Certificate(issued.certificate);
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const keys = {
    privateKey: await webcrypto.subtle.importKey('pkcs8', issued.privateKey, algorithm, true, ['sign']),
    publicKey: await webcrypto.subtle.importKey('spki', publicKey.rawData, algorithm, true, ['verify']),
  };
  return { ...issued, keys, subject: new x509.Name(subject) };
}

async function makeTestPki(): Promise<TestPki> {
  const trial = await makeTrialPki({
    now: PKI_NOW,
    province: PROVINCE,
    people: [
      { id: 'leader', name: 'Phạm Văn Thạo', position: 'Chủ tịch', agencyName: COMMUNE },
      { id: 'clerk', name: 'Nguyễn Thị Lụa', position: 'Văn thư', agencyName: COMMUNE },
      { id: 'other-leader', name: 'Trịnh Thái Hòa', position: 'Phó Giám đốc', agencyName: DEPARTMENT },
    ],
    agencies: [
      { id: 'agency', name: COMMUNE },
      { id: 'other-agency', name: DEPARTMENT },
    ],
  });
  const leaderName = {
    commonName: 'Phạm Văn Thạo',
    organization: COMMUNE,
    title: 'Chủ tịch',
    locality: PROVINCE,
  };
  const valid = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2029-01-01T00:00:00Z') };
  const past = { notBefore: new Date('2023-01-01T00:00:00Z'), notAfter: new Date('2026-01-01T00:00:00Z') };
  const leaf = { ...leafDefaults, subject: leaderName, validity: valid };
  const [expired, ec, ec384, wrongUsage, impostor] = await Promise.all([
    issueLeaf(trial.intermediate, { ...leaf, validity: past }),
    issueLeaf(trial.intermediate, { ...leaf, key: { kind: 'ec-p256' } }),
    issueLeaf(trial.intermediate, { ...leaf, key: { kind: 'ec-p384' } }),
    issueLeaf(trial.intermediate, { ...leaf, usage: USAGE.encipher }),
    makeImpostor(trial, leaf),
  ]);
  return {
    trial,
    anchor: trial.root.certificate,
    chain: trial.chain,
    leader: present(trial.people, 'leader'),
    clerk: present(trial.people, 'clerk'),
    otherLeader: present(trial.people, 'other-leader'),
    agency: present(trial.agencies, 'agency'),
    otherAgency: present(trial.agencies, 'other-agency'),
    expired,
    ec,
    ec384,
    wrongUsage,
    impostor,
  };
}

async function makeImpostor(
  trial: TrialPki,
  leaf: Parameters<typeof issueLeaf>[1],
): Promise<TestPki['impostor']> {
  const names = (authority: Authority) => ({
    commonName: authority.subject.getField('CN')[0] ?? '',
    locality: PROVINCE,
  });
  const root = await makeAuthority(names(trial.root), PKI_NOW, 2048);
  const intermediate = await makeAuthority(names(trial.intermediate), PKI_NOW, 2048, root);
  const issued = await issueLeaf(intermediate, leaf);
  return { ...issued, chain: [intermediate.certificate, root.certificate] };
}

function present(issued: ReadonlyMap<string, Issued>, id: string): Issued {
  const found = issued.get(id);
  if (!found) throw new Error(`the test PKI lacks ${id}`);
  return found;
}
