import { SavedSearch } from '../../src/shared/contract/search.ts';

/** What an official has kept to ask again: one plain, one narrowed in every way. */
export const savedSearches = [
  { name: 'Rà soát thủ tục', asked: { text: 'rà soát', order: 'ranked' } },
  {
    name: 'Văn bản đất đai quý IV của Sở, trừ báo cáo định kỳ hằng tháng',
    asked: {
      ...{
        text: 'quy hoạch sử dụng đất',
        order: 'newest',
        kind: 'incoming',
        from: '2026-10-01',
        to: '2026-12-31',
      },
      also: [
        { join: 'and', field: 'organ', text: 'Sở Kinh tế số' },
        { join: 'not', field: 'subject', text: 'báo cáo tháng' },
      ],
    },
  },
].map((each) => SavedSearch.parse(each));
