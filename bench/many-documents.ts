import { createHash, randomUUID } from 'node:crypto';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { incomingProjectors } from '../src/main/incoming/projector.ts';
import { openStore, type Store } from '../src/main/store/database.ts';
import { AgencyId, IncomingId, LocalDate, OfficialId } from '../src/shared/domain/core/values.ts';
import { Incoming } from '../src/shared/domain/incoming/incoming.ts';
import { addDays } from '../src/shared/text/day.ts';

const words =
  'về việc tăng cường công tác quản lý nhà nước đất đai quy hoạch sử dụng xây dựng nông thôn mới chuyển đổi số báo cáo kết quả thực hiện kế hoạch phòng chống thiên tai bảo vệ môi trường giáo dục đào tạo y tế cơ sở hạ tầng giao thông đường bộ thủy lợi ngân sách dự toán đầu tư công thanh tra kiểm tra giám sát cải cách hành chính dịch vụ công trực tuyến hồ sơ lưu trữ văn thư an ninh trật tự lao động việc làm thương binh xã hội du lịch văn hóa thể thao tài nguyên khoáng sản doanh nghiệp hợp tác xã tín dụng người nghèo dân tộc miền núi biên giới'.split(
    ' ',
  );
const organs = [
  'Sở Xây dựng',
  'Sở Tài chính',
  'Ủy ban nhân dân tỉnh',
  'Sở Nội vụ',
  'Văn phòng Đoàn đại biểu',
  'Sở Y tế',
  'Công an tỉnh',
];
const notations = ['UBND-VP', 'SXD-QLN', 'QĐ-UBND', 'KH-UBND', 'BC-STC', 'SNV-CCVC'];

/** A generator that gives the same numbers in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type ManyDocuments = {
  readonly store: Store;
  readonly officialId: OfficialId;
  readonly count: number;
  readonly close: () => void;
};

const FIRST_DAY = LocalDate.parse('2020-01-01');
const PER_TRANSACTION = 10_000;
const ROOT = join(import.meta.dirname, '..');

export type Office = {
  readonly count: number;
  readonly agencyId: AgencyId;
  readonly officialId: OfficialId;
  readonly random: () => number;
};

/** The n-th of `count` incoming documents over some 2,500 days, most of them done. */
export function documentsOf({ count, agencyId, officialId, random }: Office): (n: number) => Incoming {
  const pick = <Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  return (n) => {
    const age = 1 - n / count;
    const state = age > 0.02 ? 'done' : age > 0.01 ? 'in-progress' : age > 0.002 ? 'registered' : 'arrived';
    return Incoming.parse({
      v: 1,
      agencyId,
      state,
      source: 'paper',
      typeName: 'Công văn',
      codeNumber: String(1 + (n % 9_999)),
      codeNotation: pick(notations),
      organName: pick(organs),
      subject: Array.from({ length: 16 }, () => pick(words)).join(' '),
      urgency: random() < 0.03 ? 'express' : random() < 0.1 ? 'urgent' : 'normal',
      note: Array.from({ length: 64 }, () => pick(words)).join(' '),
      attachmentCount: 1,
      correctionCount: 0,
      arrivedOn: addDays(FIRST_DAY, Math.floor((n / count) * 2_500)),
      ...(state !== 'arrived' && { arrivalNumber: 1 + (n % 40_000) }),
      ...(state === 'in-progress' && { leadId: officialId }),
    });
  };
}

/** The agency and the official of every run: what is kept from an earlier run names them. */
const AGENCY = AgencyId.parse('00000000-0000-4000-8000-0000000000a1');
const OFFICIAL = OfficialId.parse('00000000-0000-4000-8000-0000000000b1');

/** Writing them takes minutes, so a store stays in the temporary folder, named after all that shapes its rows; an older one makes room. */
const KEPT = join(tmpdir(), 'ham-rong-bench-documents');
const SHAPED_BY = [
  'bench/many-documents.ts',
  'src/main/{store,incoming,search}/**/*.ts',
  'src/shared/{text,domain}/**/*.ts',
];

/** The slower case is measured: a profile that is locked by a secret. */
const KEY = Buffer.alloc(32, 'ham-rong');

function keptName(count: number): string {
  const hash = createHash('sha256').update(String(count));
  for (const path of globSync(SHAPED_BY, { cwd: ROOT }).sort()) hash.update(readFileSync(join(ROOT, path)));
  return hash.digest('hex').slice(0, 24);
}

/** A store with `count` incoming documents over some 2,500 days, most of them done, written by our own projectors. It is only read from. */
export function makeManyDocuments(count: number): ManyDocuments {
  const name = keptName(count);
  const folder = join(KEPT, name);
  if (!existsSync(folder)) {
    rmSync(KEPT, { recursive: true, force: true });
    mkdirSync(KEPT, { recursive: true });
    const half = mkdtempSync(join(KEPT, 'half-'));
    const store = openStore(half, KEY);
    writeDocuments(store, count);
    store.close();
    renameSync(half, folder);
  }
  const store = openStore(folder, KEY);
  return { store, officialId: OFFICIAL, count, close: () => store.close() };
}

function writeDocuments(store: Store, count: number): void {
  const document = documentsOf({ count, agencyId: AGENCY, officialId: OFFICIAL, random: seeded(30) });
  for (let from = 0; from < count; from += PER_TRANSACTION)
    store.transact((db) => {
      for (let n = from; n < Math.min(count, from + PER_TRANSACTION); n++) {
        const documentId = IncomingId.parse(randomUUID());
        const body = document(n);
        incomingProjectors.incoming(db, documentId, body);
        if (body.leadId)
          incomingProjectors.assignment(db, randomUUID(), {
            v: 1,
            documentId,
            officialId: OFFICIAL,
            part: 'lead',
            by: OFFICIAL,
            state: 'given',
          });
      }
    });
}
