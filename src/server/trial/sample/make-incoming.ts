import type { Paper } from '../paper/paper.ts';
import { type Seeded, seeded } from '../seeded.ts';
import { type Annexes, chooseAnnexes } from './attach.ts';
import { type MemberKey, members } from './cast.ts';
import { composeBody, fillPlaces, type Values, valuesFor } from './compose.ts';
import { documentTypes, notationOf } from './document-type.ts';
import { type Issuer, issuerOf } from './issuers.ts';
import { inventName } from './names.ts';
import type { SampleDirective, SampleIncoming } from './sample.ts';
import type { Topic } from './topic.ts';
import { administrationTopics } from './topics-administration.ts';
import { economyTopics } from './topics-economy.ts';
import { societyTopics } from './topics-society.ts';
import { addWorkingDays, shortDate, workingDaysBefore } from './working-day.ts';

export const SPAN_DAYS = 60;
/** Which share of the documents, from the newest, stands in each state; the rest is done or in progress. */
const ARRIVED = 0.07;
const REGISTERED = 0.21;
const ASSIGNED = 0.34;
/** Below 1 more documents came lately than long ago, as lists are looked at. */
const RECENCY = 0.55;
/** Every so manieth document came on paper only. */
const PAPER_EVERY = 17;
/** Working days from today for documents at work: overdue, today, within three days, later. */
const DUE_OFFSETS = [-6, 2, -3, 0, 5, 1, -1, 3, 0, 8, 12] as const;

const topics = [...administrationTopics, ...societyTopics, ...economyTopics];

type Plan = {
  readonly topic: Topic;
  readonly isReminder: boolean;
  readonly issuer: Issuer;
  readonly issuedOn: string;
  readonly arrivedOn: string;
  readonly state: SampleIncoming['state'];
  readonly dueOn?: string;
};

/** The incoming documents of both members, oldest first for each. The same seed and day give the same documents. */
export function makeIncoming(
  seed: number,
  today: string,
  counts: Readonly<Record<MemberKey, number>>,
): SampleIncoming[] {
  const numbers = makeNumbering();
  return (['commune', 'department'] as const).flatMap((member) => {
    const random = seeded(`${String(seed)} incoming ${member}`);
    const plans = makePlans(member, today, counts[member], random);
    return plans.map((plan, index) => makeDocument(member, index, plan, numbers, random));
  });
}

function makePlans(member: MemberKey, today: string, count: number, random: Seeded): Plan[] {
  const own = random.shuffled(topics.filter(({ to }) => to.includes(member)));
  const days = workingDaysBefore(today, SPAN_DAYS);
  return Array.from({ length: count }, (_, index): Plan => {
    const topic = own[index % own.length];
    if (!topic) throw new RangeError('no topics');
    // The newest come today, whatever the count.
    const age = (index / Math.max(1, count - 1)) ** RECENCY;
    const arrivedOn = days[Math.floor(age * (days.length - 1))] ?? today;
    const issuedOn = addWorkingDays(arrivedOn, -random.pick([0, 0, 1, 1, 2]));
    const state = stateOf((count - 1 - index) / count, random);
    const dueOn = dueOf(topic, { state, arrivedOn, today, index });
    return {
      topic,
      isReminder: index >= own.length && topic.type === 'cong-van' && topic.days !== undefined,
      issuer: issuerOf(random.pick(topic.by)),
      issuedOn,
      arrivedOn,
      state,
      ...(dueOn === undefined ? {} : { dueOn }),
    };
  });
}

function stateOf(fromNewest: number, random: Seeded): SampleIncoming['state'] {
  if (fromNewest < ARRIVED) return 'arrived';
  if (fromNewest < REGISTERED) return 'registered';
  if (fromNewest < ASSIGNED) return 'assigned';
  return random.next() < 0.3 ? 'in-progress' : 'done';
}

type Progress = {
  readonly state: SampleIncoming['state'];
  readonly arrivedOn: string;
  readonly today: string;
  readonly index: number;
};

function dueOf(topic: Topic, { state, arrivedOn, today, index }: Progress): string | undefined {
  if (topic.days === undefined) return undefined;
  const regular = addWorkingDays(arrivedOn, topic.days);
  if (state === 'done' || state === 'arrived') return regular;
  const offset = DUE_OFFSETS[index % DUE_OFFSETS.length] ?? 0;
  const wanted = addWorkingDays(today, offset);
  // Nothing is due before it came.
  return wanted > arrivedOn ? wanted : regular;
}

/** Now and then an ordinary công văn is in haste. */
function urgencyOf(topic: Topic, random: Seeded): Paper['urgency'] {
  if (topic.type !== 'cong-van') return 'normal';
  const chance = random.next();
  if (chance < 0.03) return 'express';
  if (chance < 0.07) return 'very-urgent';
  return chance < 0.16 ? 'urgent' : 'normal';
}

type Numbering = (issuer: Issuer, issuedOn: string) => string;

/** Numbers rise with the days of the year at each issuer's own pace and are never given twice. */
function makeNumbering(): Numbering {
  const taken = new Map<string, Set<number>>();
  return ({ key, perYear }, issuedOn) => {
    const dayOfYear = (Date.parse(issuedOn) - Date.parse(`${issuedOn.slice(0, 4)}-01-01`)) / 86_400_000 + 1;
    const used = taken.get(key) ?? new Set<number>();
    taken.set(key, used);
    let number = Math.max(1, Math.round((dayOfYear / 365) * perYear));
    while (used.has(number)) number++;
    used.add(number);
    return String(number);
  };
}

function makeDocument(
  member: MemberKey,
  index: number,
  plan: Plan,
  numbers: Numbering,
  random: Seeded,
): SampleIncoming {
  const { topic, issuer, issuedOn, arrivedOn, state, dueOn } = plan;
  const values = valuesFor(issuedOn, dueOn, random);
  const plain = fillPlaces(topic.subject, values);
  const subject = plan.isReminder
    ? `Đôn đốc ${plain.charAt(0).toLocaleLowerCase('vi')}${plain.slice(1)}`
    : plain;
  const signer = signerOf(issuer, random);
  const annexes = chooseAnnexes(topic, random);
  const number = numbers(issuer, issuedOn);
  const notation = notationOf(topic.type, issuer.notation, topic.unit);
  const urgency = topic.urgency ?? urgencyOf(topic, random);
  const head = { number, notation, subject, urgency };
  const paper = makePaper(member, plan, { ...head, values, signer, annexes }, random);
  const source =
    index % PAPER_EVERY === PAPER_EVERY - 1 ? 'paper' : random.next() < 0.85 ? 'exchange' : 'file';
  const directive = directiveFor(member, state, dueOn, random);
  return {
    key: `incoming-${member}-${String(index + 1)}`,
    member,
    source,
    state,
    typeName: documentTypes[topic.type].name,
    codeNumber: number,
    codeNotation: notation,
    issuedOn,
    organName: issuer.name,
    subject,
    signerName: signer.name,
    signerPosition: signer.position,
    urgency,
    ...(dueOn === undefined ? {} : { dueOn }),
    arrivedOn,
    ...(directive ? { directive } : {}),
    ...(source === 'paper' ? {} : { file: { fileName: `${number}-${notation}.pdf`, paper } }),
    attachments: source === 'paper' ? [] : annexes.attachments,
  };
}

type Parts = Pick<Paper, 'subject' | 'notation' | 'urgency'> & {
  readonly number: string;
  readonly values: Values;
  readonly signer: ReturnType<typeof signerOf>;
  readonly annexes: Annexes;
};

function makePaper(member: MemberKey, plan: Plan, parts: Parts, random: Seeded): Paper {
  const { topic, issuer, issuedOn, dueOn } = plan;
  const { values, signer, annexes, ...head } = parts;
  const voice = {
    agency: issuer.name,
    decider: deciderOf(issuer),
    hasAnnex: annexes.inFile.length + annexes.attachments.length > 0,
    ...(dueOn === undefined ? {} : { dueOn }),
  };
  return {
    ...head,
    ...(issuer.superior === undefined ? {} : { superior: issuer.superior }),
    agency: issuer.name,
    locality: issuer.locality,
    issuedOn,
    ...(topic.type === 'cong-van' ? {} : { typeName: documentTypes[topic.type].name }),
    ...addressOf(topic, member, issuer, random),
    body: composeBody(topic, values, voice, random),
    recipients: recipientsOf(topic, member, issuer),
    authority: signer.authority,
    signer: signer.name,
    appendices: annexes.inFile,
  };
}

/** Phụ lục III, mẫu 1.2: the authority is the head's, or the body's where a body decides. */
function deciderOf({ kind, head, name }: Issuer): string {
  return kind === 'department' || kind === 'unit' ? `${head} ${name}` : name;
}

function signerOf(issuer: Issuer, random: Seeded) {
  const isHead = random.next() < 0.35 || issuer.kind === 'council';
  const position = isHead ? issuer.head : issuer.deputy;
  const name = inventName(seeded(`${issuer.key} ${position}`));
  const capitals = (text: string) => text.toLocaleUpperCase('vi');
  const own = isHead ? [capitals(issuer.head)] : [`KT. ${capitals(issuer.head)}`, capitals(issuer.deputy)];
  const body = {
    province: 'TM. ỦY BAN NHÂN DÂN',
    commune: 'TM. ỦY BAN NHÂN DÂN',
    council: 'TM. HỘI ĐỒNG NHÂN DÂN',
    department: undefined,
    unit: undefined,
  }[issuer.kind];
  return { name, position, authority: body === undefined ? own : [body, ...own] };
}

/** Mục II.9.b: công văn, tờ trình, báo cáo name their addressees above the text; a công điện says "… điện". */
function addressOf(
  topic: Topic,
  member: MemberKey,
  issuer: Issuer,
  random: Seeded,
): Pick<Paper, 'addressees' | 'addressLead'> {
  const direct = [members[member].name];
  const wide =
    member === 'commune'
      ? ['Các sở, ban, ngành cấp tỉnh', 'Ủy ban nhân dân các xã, phường']
      : ['Các sở, ban, ngành cấp tỉnh', 'Trung tâm Phục vụ hành chính công tỉnh'];
  if (topic.type === 'cong-dien')
    return {
      addressLead: `${issuer.name} điện`,
      addressees: ['Ủy ban nhân dân các xã, phường', 'Các sở, ban, ngành có liên quan'],
    };
  if (['to-trinh', 'bao-cao', 'phieu-chuyen', 'phieu-gui', 'phieu-bao'].includes(topic.type))
    return { addressees: direct };
  if (topic.type !== 'cong-van') return { addressees: [] };
  const isAbove = issuer.kind === 'province' || issuer.kind === 'department';
  return { addressees: isAbove && random.next() < 0.6 ? wide : direct };
}

function recipientsOf(topic: Topic, member: MemberKey, issuer: Issuer): string[] {
  const archive = `Lưu: VT, ${topic.unit}.`;
  if (topic.type === 'cong-van')
    return [
      'Như trên;',
      ...(issuer.kind === 'province' ? ['CT, các PCT UBND tỉnh;'] : ['UBND tỉnh (để b/c);']),
      archive,
    ];
  if (topic.type === 'quyet-dinh' || topic.type === 'nghi-quyet')
    return [
      `Như Điều ${String(topic.detail.length + (topic.type === 'quyet-dinh' ? 1 : 0))};`,
      `${members[member].shortName};`,
      archive,
    ];
  return [
    `${members[member].shortName};`,
    'Các cơ quan, đơn vị có liên quan;',
    'Cổng thông tin điện tử tỉnh;',
    archive,
  ];
}

const DIRECTIVES = [
  'Giao đồng chí chủ trì tham mưu văn bản trả lời',
  'Nghiên cứu, đề xuất hướng xử lý, báo cáo lãnh đạo',
  'Phối hợp các bộ phận liên quan thực hiện, tổng hợp kết quả',
  'Xử lý theo quy định; vướng mắc báo cáo ngay',
  'Đôn đốc các thôn cung cấp số liệu, dự thảo báo cáo',
] as const;

function directiveFor(
  member: MemberKey,
  state: SampleIncoming['state'],
  dueOn: string | undefined,
  random: Seeded,
): SampleDirective | undefined {
  if (state === 'arrived' || state === 'registered') return undefined;
  const deadline = dueOn === undefined ? '' : `, trước ngày ${shortDate(dueOn)}`;
  // The department of the trial has no specialist: its leader keeps the matter.
  const lead = member === 'commune' ? 'commune-specialist' : 'department-leader';
  return { text: `${random.pick(DIRECTIVES)}${deadline}.`, by: `${member}-leader`, lead };
}
