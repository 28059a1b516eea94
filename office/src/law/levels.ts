/** Level of force (效力级别), kind of source, maker and region of a text, from its title, head and where it was filed. */
import type { LegalText, SourceKind } from '@fadu/kernel';
import { canonicalName } from './resolve.ts';

/** Levels of force as people call them (spec §6.1). */
export const LEVELS = [
  '宪法',
  '法律',
  '法律解释',
  '修正案',
  '行政法规',
  '监察法规',
  '司法解释',
  '省地方性法规',
  '市地方性法规',
  '自治条例和单行条例',
  '部门规章',
  '省政府规章',
  '市政府规章',
  '行政规范性文件',
  '人大决定',
  '党政联合文件',
] as const;
export type Level = (typeof LEVELS)[number];

/** What a text is, and for whom it is law. */
export interface Standing {
  readonly level: Level;
  readonly kind: SourceKind;
  readonly maker: string;
  /** Region (GB/T 2260) whose law it is; null for national law, or where the place is not known. */
  readonly region: string | null;
  /** What could not be told. */
  readonly notes: readonly string[];
}

/** Provinces and their codes (GB/T 2260). */
const PROVINCES: Readonly<Record<string, string>> = {
  北京: '110000',
  天津: '120000',
  河北: '130000',
  山西: '140000',
  内蒙古: '150000',
  辽宁: '210000',
  吉林: '220000',
  黑龙江: '230000',
  上海: '310000',
  江苏: '320000',
  浙江: '330000',
  安徽: '340000',
  福建: '350000',
  江西: '360000',
  山东: '370000',
  河南: '410000',
  湖北: '420000',
  湖南: '430000',
  广东: '440000',
  广西: '450000',
  海南: '460000',
  重庆: '500000',
  四川: '510000',
  贵州: '520000',
  云南: '530000',
  西藏: '540000',
  陕西: '610000',
  甘肃: '620000',
  青海: '630000',
  宁夏: '640000',
  新疆: '650000',
};

/** Cities with legislative power of the provinces whose texts are at hand; others are asked of the caller. */
const CITIES: Readonly<Record<string, string>> = {
  长春: '220100',
  吉林市: '220200',
  四平: '220300',
  辽源: '220400',
  通化: '220500',
  白山: '220600',
  松原: '220700',
  白城: '220800',
  延边: '222400',
  杭州: '330100',
  宁波: '330200',
  温州: '330300',
  嘉兴: '330400',
  湖州: '330500',
  绍兴: '330600',
  金华: '330700',
  衢州: '330800',
  舟山: '330900',
  台州: '331000',
  丽水: '331100',
  景宁: '331127',
  济南: '370100',
  青岛: '370200',
  淄博: '370300',
  枣庄: '370400',
  东营: '370500',
  烟台: '370600',
  潍坊: '370700',
  济宁: '370800',
  泰安: '370900',
  威海: '371000',
  日照: '371100',
  莱芜: '371200',
  临沂: '371300',
  德州: '371400',
  聊城: '371500',
  滨州: '371600',
  菏泽: '371700',
};
const MUNICIPALITIES = /^(北京|天津|上海|重庆)/u;

/** The organ without the session it met in: 北京市第九届人民代表大会常务委员会第二次会议 → 北京市人民代表大会常务委员会. */
export const organOf = (by: string): string =>
  by
    .replace(/[\n\s　]+/gu, '')
    .replace(/第?[0-9〇○零一二三四五六七八九十百]+届/gu, '')
    .replace(/人大常委会/gu, '人民代表大会常务委员会')
    .replace(/人大(?!常)/gu, '人民代表大会')
    .replace(/(第?[0-9〇○零一二三四五六七八九十百]+(次|号)|\d{4}年|[（(：，《]).*$/u, '')
    .replace(/(主席团|常务会议|全体会议|部长办公会?议?|会议|办公)$/u, '')
    .replace(/^中+华人民共和国/u, '')
    .replaceAll('、中华人民共和国', '、');

const MAKERS: Readonly<Record<string, string>> = { 主席: '全国人民代表大会常务委员会', 国务院常务: '国务院' };

/** The place that a title begins with: 浙江省, 济南市. */
const placeOf = (title: string): string | undefined =>
  /^([\p{Script=Han}]{2,6}?(?:省|市|自治州|自治县|自治区))/u.exec(title)?.[1];

/** Who made it: the first body of the head that adopts or issues; else what the folder or title says. */
function makerOf(text: LegalText, folder: string): string | null {
  const order = ['adopted', 'promulgated', 'approved', 'amended'] as const;
  for (const kind of order) {
    const by = text.events.find((e) => e.kind === kind && e.by)?.by;
    const organ = by && organOf(by);
    // 省人民代表大会常务委员会: of the place that the title begins with.
    const local = organ && /^(省|市)人民/u.test(organ);
    const placed = local ? `${placeOf(text.title) ?? ''}${organ.slice(1)}` : organ;
    if (placed && placed.length >= 2) return MAKERS[placed] ?? placed;
  }
  const titled =
    /^([^《]*?(?:人民代表大会常务委员会|人民代表大会|人民政府|国务院|最高人民法院|最高人民检察院))关于/u.exec(
      text.title,
    )?.[1];
  if (titled) return titled.replace(/^中华人民共和国(?=国务院)/u, '');
  const ministry = /部门规章\/([^/]+)$/u.exec(folder)?.[1];
  if (ministry) return ministry;
  if (/行政法规/.test(folder)) return '国务院';
  if (/(^|\/)(宪法|刑法|民法典)/u.test(folder)) return '全国人民代表大会';
  if (/法$/u.test(folder)) return '全国人民代表大会常务委员会';
  const place = placeOf(text.title);
  if (/地方性法规/.test(folder) && place) return `${place}人民代表大会常务委员会`;
  return null;
}

/** The region whose law it is, by the maker's or the title's first words. */
export function regionOf(name: string): string | null {
  for (const [city, code] of Object.entries(CITIES)) if (name.startsWith(city)) return code;
  for (const [province, code] of Object.entries(PROVINCES)) if (name.startsWith(province)) return code;
  return null;
}

const DECIDES = /(决定|决议)$/u;
const RULED = /(条例|规定|办法|细则|规则|规程|制度|章程)(（.*）)?$/u;

/** What a text is. `folder`: where its file stood, as one path with slashes; `hint`: what the caller knows better. */
export function standingOf(
  text: LegalText,
  folder = '',
  hint: Partial<Pick<Standing, 'level' | 'kind' | 'maker' | 'region'>> = {},
): Standing {
  const notes: string[] = [];
  const title = canonicalName(text.title);
  const found = makerOf(text, folder);
  if (!found && !hint.maker) notes.push('看不出制定机关');
  const maker = hint.maker ?? found ?? '不详';
  const { level, kind } = levelOf(title, maker, folder) ?? {
    level: '行政规范性文件' as const,
    kind: 'document' as const,
  };
  if (!levelOf(title, maker, folder) && !hint.level) notes.push('看不出效力级别，暂按行政规范性文件收入');
  const local = ['省地方性法规', '市地方性法规', '自治条例和单行条例', '省政府规章', '市政府规章'].includes(
    level,
  );
  const named = regionOf(title) ?? regionOf(maker);
  const provincial =
    local || (level === '人大决定' && !/^全国/.test(maker)) || (level === '行政规范性文件' && named !== null);
  const region = hint.region !== undefined ? hint.region : provincial ? named : null;
  if (local && region === null) notes.push('看不出是哪个地方的法规');
  return { level: hint.level ?? level, kind: hint.kind ?? kind, maker, region, notes };
}

function levelOf(title: string, maker: string, folder: string): { level: Level; kind: SourceKind } | null {
  if (title === '宪法') return { level: '宪法', kind: 'constitution' };
  if (/^宪法修正案/u.test(title)) return { level: '修正案', kind: 'constitution' };
  if (/^全国人民代表大会|^全国人大|^中国人民政治协商会议/u.test(maker)) {
    if (/修正案/u.test(title)) return { level: '修正案', kind: 'law' };
    if (/解释$/u.test(title)) return { level: '法律解释', kind: 'law' };
    if (DECIDES.test(title)) return { level: '人大决定', kind: 'law' };
    return { level: '法律', kind: 'law' };
  }
  if (/最高人民法院|最高人民检察院/u.test(maker))
    return { level: '司法解释', kind: 'judicial-interpretation' };
  if (/监察委员会/u.test(maker)) return { level: '监察法规', kind: 'administrative-regulation' };
  if (/人民代表大会|人大/u.test(maker)) return localLevel(title, maker);
  if (/人民政府|^市政府|^省政府/u.test(maker)) {
    if (!RULED.test(title)) return { level: '行政规范性文件', kind: 'document' };
    const city = regionOf(maker);
    const province =
      MUNICIPALITIES.test(maker) || /^(.{2,4}省|.*自治区)/u.test(maker) || city?.endsWith('0000');
    return { level: province ? '省政府规章' : '市政府规章', kind: 'government-rule' };
  }
  const administrative = { level: '行政法规', kind: 'administrative-regulation' } as const;
  if (/行政法规/u.test(folder)) return administrative;
  if (/部门规章/u.test(folder) || /(部|委员会|总局|总署|局|署|海关)$/u.test(maker)) {
    return RULED.test(title) || /规范$|准则$/u.test(title)
      ? { level: '部门规章', kind: 'department-rule' }
      : { level: '行政规范性文件', kind: 'document' };
  }
  if (/国务院|政务院|中央军委|中央军事委员会/u.test(maker)) {
    return RULED.test(title) || /实施方案$|命令$/u.test(title)
      ? administrative
      : { level: '行政规范性文件', kind: 'document' };
  }
  if (/地方性法规/u.test(folder)) return localLevel(title, maker);
  if (/(^|\/)(宪法相关法|民法商法|社会法|经济法|行政法|刑法|诉讼与非诉讼程序法|民法典)$/u.test(folder)) {
    if (/修正案/u.test(title)) return { level: '修正案', kind: 'law' };
    return { level: DECIDES.test(title) ? '人大决定' : '法律', kind: 'law' };
  }
  return null;
}

/** Congresses below the national one: province, city, autonomous place. */
function localLevel(title: string, maker: string): { level: Level; kind: SourceKind } {
  const kind = 'local-regulation';
  if (/自治(县|州|旗)/u.test(maker + title)) return { level: '自治条例和单行条例', kind };
  if (DECIDES.test(title) && !RULED.test(title)) return { level: '人大决定', kind };
  const code = regionOf(maker);
  const province =
    MUNICIPALITIES.test(maker) || /^(.{2,4}省|省|.*自治区)/u.test(maker) || code?.endsWith('0000');
  return { level: province ? '省地方性法规' : '市地方性法规', kind };
}
