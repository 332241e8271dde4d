import type { Paper } from '../paper/paper.ts';
import { type Seeded, seeded } from '../seeded.ts';
import { chooseAnnexes } from './attach.ts';
import { cast, type Member, type MemberKey, members } from './cast.ts';
import { composeBody, fillPlaces, valuesFor } from './compose.ts';
import { documentTypes, notationOf } from './document-type.ts';
import { SPAN_DAYS } from './make-incoming.ts';
import type { SampleIncoming, SampleOutgoing } from './sample.ts';
import type { Topic } from './topic.ts';
import { outgoingTopics } from './topics-outgoing.ts';
import { addWorkingDays, shortDate, workingDaysBefore } from './working-day.ts';

/** From the newest: how many stand in each state; everything older is dispatched. */
const NEWEST: readonly (readonly [SampleOutgoing['state'], number])[] = [
  ['draft', 5],
  ['submitted', 4],
  ['returned', 1],
  ['signed', 3],
  ['numbered', 2],
  ['sealed', 2],
];
const SUBJECT_IN_REPLY_MAX = 200;

/** The outgoing documents of both members, oldest first for each; some answer an incoming one. */
export function makeOutgoing(
  seed: number,
  today: string,
  counts: Readonly<Record<MemberKey, number>>,
  incoming: readonly SampleIncoming[],
): SampleOutgoing[] {
  return (['commune', 'department'] as const).flatMap((member) => {
    const random = seeded(`${String(seed)} outgoing ${member}`);
    const own = outgoingTopics.filter(({ by }) => by.includes(member)).map((topic) => ({ topic }));
    const asked = incoming.filter((document) => document.member === member && isAnswerable(document));
    const replies = random
      .shuffled(asked)
      .slice(0, Math.max(0, counts[member] - own.length))
      .map(replyTopic);
    const days = workingDaysBefore(today, SPAN_DAYS);
    const matters: Matter[] = random.shuffled([...own, ...replies]).slice(0, counts[member]);
    const dated = inOrder(matters).map((matter, index, all) => {
      const day = days[Math.floor(((index + 1) / all.length) * (days.length - 1))] ?? today;
      // An answer is not written before what it answers has come.
      return { ...matter, draftedOn: laterOf(day, matter.replyTo?.arrivedOn ?? day) };
    });
    // Numbers follow the days of issue.
    return dated
      .toSorted((a, b) => a.draftedOn.localeCompare(b.draftedOn))
      .map((matter, index, all) => {
        const order = { ...matter, state: stateOf(all.length - 1 - index) };
        return makeDocument(members[member], index, order, random);
      });
  });
}

function laterOf(day: string, other: string): string {
  return day.localeCompare(other) < 0 ? other : day;
}

type Matter = { readonly topic: Topic; readonly replyTo?: SampleIncoming };

const isAnswerable = ({ state, dueOn }: SampleIncoming) =>
  dueOn !== undefined && (state === 'done' || state === 'in-progress' || state === 'assigned');

/** Answers come in the order of what they answer; the rest keeps its place. */
function inOrder(matters: readonly Matter[]): Matter[] {
  const replies = matters
    .filter(({ replyTo }) => replyTo)
    .toSorted((a, b) => (a.replyTo?.arrivedOn ?? '').localeCompare(b.replyTo?.arrivedOn ?? ''));
  return matters.map((matter) => (matter.replyTo ? (replies.shift() ?? matter) : matter));
}

function replyTopic(document: SampleIncoming): Matter {
  const reference = `${document.typeName} số ${document.codeNumber.padStart(2, '0')}/${document.codeNotation} ngày ${shortDate(document.issuedOn)} của ${document.organName}`;
  const about = shortened(document.subject.replace(/^(Về việc|Về|Đôn đốc) /, ''));
  const lower = `${about.charAt(0).toLocaleLowerCase('vi')}${about.slice(1)}`;
  const unit = document.member === 'commune' ? 'VP' : 'CĐS';
  return {
    replyTo: document,
    topic: {
      type: 'cong-van',
      by: [document.member],
      to: [],
      unit,
      subject: `Phúc đáp ${document.typeName} số ${document.codeNumber.padStart(2, '0')}/${document.codeNotation} về ${lower}`,
      about: lower,
      detail: [
        `Sau khi nghiên cứu ${reference}, ${members[document.member].shortName} cơ bản thống nhất với các nội dung đã nêu và đã giao bộ phận chuyên môn triển khai thực hiện.`,
        'Đến thời điểm báo cáo, các nội dung đều có người phụ trách và thời hạn cụ thể; số liệu chi tiết đã được cập nhật trên hệ thống, phần việc còn lại hoàn thành trong tháng.',
      ],
      ...(document.urgency === 'normal' ? {} : { urgency: 'urgent' as const }),
    },
  };
}

/** Cut between words. */
const shortened = (text: string) =>
  text.length <= SUBJECT_IN_REPLY_MAX
    ? text
    : `${text.slice(0, SUBJECT_IN_REPLY_MAX).replace(/\s+\S*$/, '')}…`;

function stateOf(fromNewest: number): SampleOutgoing['state'] {
  let left = fromNewest;
  for (const [state, count] of NEWEST) {
    if (left < count) return state;
    left -= count;
  }
  return 'dispatched';
}

type Order = Matter & { readonly draftedOn: string; readonly state: SampleOutgoing['state'] };

function makeDocument(member: Member, index: number, order: Order, random: Seeded): SampleOutgoing {
  const { topic, replyTo, draftedOn, state } = order;
  const signer = cast.find((official) => official.member === member.key && official.authority);
  if (!signer?.authority) throw new RangeError(`nobody signs for ${member.key}`);
  const dueOn = topic.days === undefined ? undefined : addWorkingDays(draftedOn, topic.days);
  const values = valuesFor(draftedOn, dueOn, random);
  const subject = fillPlaces(topic.subject, values);
  const annexes = chooseAnnexes(topic, random);
  const notation = notationOf(topic.type, member.notation, topic.unit);
  const recipients = recipientsOf(member, replyTo);
  const voice = {
    agency: member.name,
    decider: member.key === 'commune' ? member.name : `Giám đốc ${member.name}`,
    hasAnnex: annexes.inFile.length + annexes.attachments.length > 0,
    ...(dueOn === undefined ? {} : { dueOn }),
  };
  const paper: Paper = {
    ...(member.superior === undefined ? {} : { superior: member.superior }),
    agency: member.name,
    notation,
    locality: member.locality,
    ...(topic.type === 'cong-van' ? {} : { typeName: documentTypes[topic.type].name }),
    subject,
    urgency: topic.urgency ?? 'normal',
    addressees: ['cong-van', 'to-trinh', 'bao-cao'].includes(topic.type) ? recipients : [],
    body: composeBody(topic, values, voice, random),
    recipients: boxOf(topic, recipients),
    authority: signer.authority,
    signer: signer.name,
    appendices: annexes.inFile,
  };
  const isNumbered = state === 'numbered' || state === 'sealed' || state === 'dispatched';
  const other = member.key === 'commune' ? ('department' as const) : ('commune' as const);
  return {
    key: `outgoing-${member.key}-${String(index + 1)}`,
    member: member.key,
    state,
    typeName: documentTypes[topic.type].name,
    codeNotation: notation,
    subject,
    urgency: paper.urgency,
    drafter: member.key === 'commune' ? 'commune-specialist' : 'department-clerk',
    signer: signer.key,
    recipientsText: recipients.join('; '),
    ...(replyTo === undefined ? { sendsTo: other } : { replyTo: replyTo.key }),
    ...(dueOn === undefined ? {} : { dueOn }),
    draftedOn,
    ...(isNumbered ? { issuedOn: draftedOn } : {}),
    ...(state === 'returned'
      ? { returnedReason: 'Bổ sung căn cứ và số liệu so sánh cùng kỳ; rà lại thời hạn thực hiện.' }
      : {}),
    file: { fileName: `${fileTitle(subject)}.pdf`, paper },
    attachments: annexes.attachments,
  };
}

function recipientsOf(member: Member, replyTo: SampleIncoming | undefined): string[] {
  if (replyTo) return [replyTo.organName];
  return member.key === 'commune' ? [members.department.name] : ['Ủy ban nhân dân các xã, phường'];
}

function boxOf(topic: Topic, recipients: readonly string[]): string[] {
  const archive = `Lưu: VT, ${topic.unit}.`;
  if (topic.type === 'cong-van') return ['Như trên;', 'Lãnh đạo cơ quan (để b/c);', archive];
  if (topic.type === 'quyet-dinh') return [`Như Điều ${String(topic.detail.length + 1)};`, archive];
  return [...recipients.map((name) => `${name};`), archive];
}

/** A name that every file system takes: no slash, not long. */
const fileTitle = (subject: string) => subject.replaceAll('/', '-').slice(0, 60).trim();
