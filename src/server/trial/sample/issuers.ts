/** Agencies outside the trial that write to it. All are invented; the province is called Lam Giang. */
export type IssuerKind = 'province' | 'department' | 'commune' | 'council' | 'unit';

export type Issuer = {
  readonly key: string;
  readonly name: string;
  /** The body above, as it stands over the name on a paper. */
  readonly superior?: string;
  readonly notation: string;
  readonly locality: string;
  readonly kind: IssuerKind;
  /** The head and the deputy, as they sign. */
  readonly head: string;
  readonly deputy: string;
  /** About how many documents it numbers in a year. */
  readonly perYear: number;
};

const PROVINCE = 'UBND tỉnh Lam Giang';
const CITY = 'Lam Giang';

const department = (key: string, name: string, notation: string, perYear: number): Issuer => ({
  key,
  name: `Sở ${name}`,
  superior: PROVINCE,
  notation,
  locality: CITY,
  kind: 'department',
  head: 'Giám đốc',
  deputy: 'Phó Giám đốc',
  perYear,
});

const commune = (key: string, name: string): Issuer => ({
  key,
  name: `Ủy ban nhân dân ${name}`,
  notation: 'UBND',
  locality: name.replace(/^(xã|phường) /, ''),
  kind: 'commune',
  head: 'Chủ tịch',
  deputy: 'Phó Chủ tịch',
  perYear: 900,
});

type UnitTitles = Pick<Issuer, 'head' | 'deputy'>;
const unit = (
  key: string,
  name: string,
  superior: string,
  notation: string,
  locality: string,
  titles: UnitTitles = { head: 'Giám đốc', deputy: 'Phó Giám đốc' },
): Issuer => ({ key, name, superior, notation, locality, kind: 'unit', perYear: 320, ...titles });

const COMMUNE = 'UBND xã Vân Khánh Thượng';
const VKT = 'Vân Khánh Thượng';

export const issuers: readonly Issuer[] = [
  {
    key: 'tinh',
    name: 'Ủy ban nhân dân tỉnh Lam Giang',
    notation: 'UBND',
    locality: CITY,
    kind: 'province',
    head: 'Chủ tịch',
    deputy: 'Phó Chủ tịch',
    perYear: 3700,
  },
  {
    ...unit('van-phong', 'Văn phòng Ủy ban nhân dân tỉnh', PROVINCE, 'VPUBND', CITY),
    head: 'Chánh Văn phòng',
    deputy: 'Phó Chánh Văn phòng',
  },
  department('ha-tang', 'Hạ tầng nông thôn', 'SHTNT', 2400),
  department('y-te', 'Y tế cộng đồng', 'SYTCĐ', 1900),
  department('giao-duc', 'Giáo dục và Khuyến học', 'SGDKH', 2100),
  department('dat-dai', 'Đất đai và Môi trường', 'SĐĐMT', 2600),
  department('ngan-sach', 'Ngân sách và Kế hoạch', 'SNSKH', 2800),
  department('cong-vu', 'Tổ chức công vụ', 'STCCV', 1700),
  department('van-hoa', 'Văn hóa và Du lịch miền núi', 'SVHDL', 1300),
  department('ho-tich', 'Hộ tịch và Trợ giúp pháp lý', 'SHTPL', 1100),
  department('nong-lam', 'Nông lâm và Thủy lợi', 'SNLTL', 2200),
  department('an-sinh', 'Lao động và An sinh', 'SLĐAS', 1800),
  department('cong-thuong', 'Công thương miền núi', 'SCTMN', 1400),
  {
    ...unit('thanh-tra', 'Thanh tra công vụ tỉnh', PROVINCE, 'TTCV', CITY),
    head: 'Chánh Thanh tra',
    deputy: 'Phó Chánh Thanh tra',
  },
  {
    ...unit('dan-toc', 'Ban Dân tộc miền núi', PROVINCE, 'BDTMN', CITY),
    head: 'Trưởng ban',
    deputy: 'Phó Trưởng ban',
  },
  {
    ...unit('phong-thu', 'Ban Chỉ huy Phòng thủ dân sự tỉnh', PROVINCE, 'BCH', CITY),
    head: 'Trưởng ban',
    deputy: 'Phó Trưởng ban',
  },
  unit('luu-tru', 'Trung tâm Lưu trữ số Lam Giang', 'Sở Tổ chức công vụ', 'TTLTS', CITY),
  unit('hanh-chinh', 'Trung tâm Phục vụ hành chính công tỉnh', PROVINCE, 'TTPVHCC', CITY),
  unit('ngan-quy', 'Kho Ngân quỹ khu vực II', 'Sở Ngân sách và Kế hoạch', 'KNQ', CITY),
  unit('dien-luc', 'Điện lực khu vực Vân Khánh', 'Công ty Điện Lam Giang', 'ĐLVK', VKT),
  commune('an-linh-bac', 'xã An Lĩnh Bắc'),
  commune('lam-thuy-dong', 'phường Lam Thủy Đông'),
  commune('tan-son-ha', 'xã Tân Sơn Hạ'),
  commune('khe-trau', 'xã Khe Trầu'),
  {
    key: 'hdnd-xa',
    name: 'Hội đồng nhân dân xã Vân Khánh Thượng',
    notation: 'HĐND',
    locality: VKT,
    kind: 'council',
    head: 'Chủ tịch',
    deputy: 'Phó Chủ tịch',
    perYear: 140,
  },
  unit('truong-hoc', 'Trường Trung học cơ sở Vân Khánh', COMMUNE, 'THCSVK', VKT, {
    head: 'Hiệu trưởng',
    deputy: 'Phó Hiệu trưởng',
  }),
  unit('tram-y-te', 'Trạm Y tế Vân Khánh Thượng', COMMUNE, 'TYT', VKT, {
    head: 'Trưởng trạm',
    deputy: 'Phó Trưởng trạm',
  }),
];

/** The issuer of that key; a topic that names an unknown one is a mistake in the sample. */
export function issuerOf(key: string): Issuer {
  const found = issuers.find((issuer) => issuer.key === key);
  if (!found) throw new RangeError(`no issuer ${key}`);
  return found;
}
