import { helpPages } from '../../src/shared/words/help/help.ts';
import type { HelpPage } from '../../src/shared/words/help/page.ts';

/** Pages that have a picture, by what the fake office shows there. */
export const pictured: Readonly<Record<string, { readonly scene: string; readonly at: string }>> = {
  'bat-dau': { scene: 'clerk', at: '/welcome' },
  'hom-nay': { scene: 'leader', at: '/today' },
  'van-ban-den': { scene: 'clerk', at: '/incoming' },
  'vao-so': { scene: 'clerk', at: '/incoming/00000000-0000-4000-8000-000000001000/register' },
  'van-ban-di': { scene: 'clerk', at: '/outgoing?view=signed' },
  'nhiem-vu': { scene: 'leader', at: '/tasks' },
  'ho-so': { scene: 'specialist', at: '/dossiers' },
  'ky-so': { scene: 'signing', at: '/sign' },
  'bao-cao': { scene: 'leader', at: '/reports' },
  'dong-bo': { scene: 'clerk', at: '/sync' },
  'so-dang-ky': { scene: 'clerk', at: '/books' },
};

/** A chapter of the guide: the page of help with its picture. */
const chapter = ({ id, title, lead, parts }: HelpPage): string =>
  [
    `# ${title}`,
    lead,
    ...(pictured[id] ? [`![${title}](images/${id}.png)`] : []),
    ...parts.flatMap((part) => [`## ${part.title}`, part.steps.map((step) => `- ${step}`).join('\n')]),
    '[Mục lục](README.md)',
  ].join('\n\n');

const contents = (): string =>
  [
    '# Hướng dẫn sử dụng Hàm Rồng',
    'Các trang này cũng hiện trong phần mềm: nhấn F1 ở màn hình nào thì trang của màn hình ấy mở ra. Ảnh chụp từ dữ liệu mẫu, không có người thật, văn bản thật.',
    helpPages.map(({ id, title, lead }) => `- [${title}](${id}.md): ${lead}`).join('\n'),
  ].join('\n\n');

/** The files of docs/huong-dan, by name. */
export const guideFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ['README.md', `${contents()}\n`],
    ...helpPages.map((page): [string, string] => [`${page.id}.md`, `${chapter(page)}\n`]),
  ]);
