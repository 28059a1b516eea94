/** Reading Chinese legal sentences as far as the scan needs it: sentences, whose conduct is meant, and superior bases. */

/** A sentence of a paragraph with where it begins. */
export interface Sentence {
  readonly text: string;
  readonly at: number;
}

/** Cut a paragraph into sentences at 。；！？ and line ends; marks inside book titles and quotes do not cut. */
export function sentencesOf(paragraph: string): Sentence[] {
  const out: Sentence[] = [];
  let at = 0;
  let depth = 0;
  for (let i = 0; i <= paragraph.length; i++) {
    const c = paragraph[i];
    if (c === '《' || c === '“') depth++;
    if ((c === '》' || c === '”') && depth > 0) depth--;
    if (i === paragraph.length || c === '\n' || (depth === 0 && '。；！？;'.includes(c ?? ''))) {
      const text = paragraph.slice(at, i + (c && c !== '\n' ? 1 : 0));
      if (text.trim()) out.push({ text, at });
      at = i + 1;
      if (c === '\n') depth = 0;
    }
  }
  return out;
}

/** Who is spoken of. */
export type Subject = 'organ' | 'outsider' | 'unknown';

/** Bodies that carry public power, and those who work for them. */
const ORGAN =
  /人民政府|市政府|区政府|县政府|各级政府|政府|主管部门|有关部门|相关部门|各部门|部门|行政机关|执法机关|司法机关|审批机关|登记机关|公安机关|公安|税务机关|机关|管理机构|执法机构|审核机构|审查机构|监管机构|派出机构|行政机构|救援机构|管理局|委员会|(?<![公药邮])局|街道办事处|街道|乡镇|办公室|政务服务中心|指挥部|执法人员|工作人员|经办人员|审核人员|检查人员|窗口|征收部门|政务服务平台/g;

/** Citizens, enterprises and other organisations, and their things. */
const OUTSIDER =
  /公民|居民|村民|市民|群众|个人|业主|家长|消费者|申请人|当事人|投资者|投标人|供应商|中标人|经营者|经营主体|市场主体|企业|公司|商户|店铺|门店|饭店|餐馆|网吧|旅馆|宾馆|摊位|摊主|摊贩|开办者|开办单位|服务单位|经营单位|建设单位|施工单位|施工总承包单位|生产单位|使用单位|用人单位|运营单位|产权单位|设计单位|监理单位|任何单位|单位和个人|单位或者个人|社会组织|协会|商会|物业服务人|物业|驾驶人|驾驶员|骑行人|饲养人|养犬人|所有人|使用人|管理人|承租人|出租人|房东|车主|车辆|船舶|医疗机构|培训机构|托育机构|养老机构|检测机构|评估机构|中介机构|代理机构|金融机构|服务机构|检验机构|机构可以|药店|超市|市场开办|平台企业|平台|从业人员|劳动者|学校|幼儿园|医院|农户|养殖户|合作社|农民|旅行社|客户|租户|经营户|运输单位|总承包单位|承包人|纳税人|生产者|销售者|运营企业|外来人员|网约车|参保人员|求职者|毕业生|学员|学生|工地|养殖场|屠宰场|加油站|酒店|民宿|家庭/g;

/** Last match of a pattern in a text, or -1. */
function lastOf(pattern: RegExp, text: string): { at: number; length: number } {
  let found = { at: -1, length: 0 };
  for (const m of text.matchAll(pattern)) {
    const end = m.index + m[0].length;
    if (end > found.at + found.length) found = { at: m.index, length: m[0].length };
  }
  return found;
}

/** Words after which the noun before them is no longer the one who acts: 向…部门, 由…批准, 对…企业. */
const OBJECT_OF = /(?:向|报|经|对|给|为|受|被|与|和|从|按照|根据|依照|纳入|送)[^，。；、]{0,18}$/;

/**
 * Whose conduct the words at `at` are about: the nearest actor named before them in the sentence; `earlier` is what
 * the sentences before it spoke of, which a sentence without a subject goes on speaking of.
 */
export function subjectAt(sentence: string, at: number, earlier: Subject): Subject {
  let before = sentence.slice(0, at);
  for (let tries = 0; tries < 6; tries++) {
    const organ = lastOf(ORGAN, before);
    const outsider = lastOf(OUTSIDER, before);
    if (organ.at < 0 && outsider.at < 0) return earlier;
    // Of two that end at the same place the longer one names it: 医疗机构 is no 机构 of the state.
    const [organEnd, outsiderEnd] = [organ.at + organ.length, outsider.at + outsider.length];
    const isOrgan = organEnd === outsiderEnd ? organ.length > outsider.length : organEnd > outsiderEnd;
    const place = isOrgan ? organ.at : outsider.at;
    const end = isOrgan ? organEnd : outsiderEnd;
    const governed = OBJECT_OF.exec(before.slice(0, place));
    const rest = before.slice(end);
    // 向税务机关申报时，… : an object, not the one who acts; look further back.
    if (governed && isOrgan && !/^(?:应当|负责|可以|会同)/.test(rest + sentence.slice(at, at + 2))) {
      before = before.slice(0, governed.index);
      continue;
    }
    return isOrgan ? 'organ' : 'outsider';
  }
  return earlier;
}

/** The subject a sentence leaves to the next one: whoever is named first before its first verb of duty, if anyone. */
export function subjectOf(sentence: string, earlier: Subject): Subject {
  const modal = /应当|必须|不得|可以|负责|有权|禁止|严禁/.exec(sentence);
  return subjectAt(sentence, modal ? modal.index : sentence.length, earlier);
}

/** A reference to superior law of any level: titles of laws and regulations, 依法, 国家规定. */
const LAW_BASIS =
  /《[^》]*(?:法|条例|规定|办法|细则|决定|解释|通则|标准|规范)(?:（[^）]*）)?》|依法|(?:依照|依据|根据|按照|符合)[^，。；]{0,16}(?:法律|法规|规章|国家(?:有关|相关)?(?:规定|标准)|国务院|省(?:有关)?规定|省人民政府)|法律、?(?:行政)?法规(?:、规章)?(?:另有)?规定|(?:法律|法规|规章)(?:规定|明确|禁止|授权)/;
const NATIONAL_BASIS =
  /《(?:中华人民共和国)?[^》]{2,20}法(?:实施条例)?》第|经国务院批准|国务院(?:规定|决定|批准|文件)|依照法律、行政法规|法律、行政法规(?:规定|依据)/;

/** Whether the sentence itself names the superior basis that a rule accepts. */
export function namesBasis(sentence: string, kind: 'law' | 'national' | 'none'): boolean {
  if (kind === 'none') return false;
  return (kind === 'law' ? LAW_BASIS : NATIONAL_BASIS).test(sentence);
}

/** Sentences that define, explain the purpose or the scope, and bind nobody. */
const DEFINITION =
  /^(?:[（(][一二三四五六七八九十]+[）)])?(?:本(?:办法|规定|通知|意见|细则|方案|指引|措施)所称|前款所称|为了|为(?:规范|加强|保障|促进|贯彻|落实|维护|进一步|推动)|本(?:办法|规定|通知|意见|细则|指引|措施)自|有效期)/;

/** Whether a sentence only defines, states the purpose, or says from when the text applies. */
export const isDefinition = (sentence: string): boolean => DEFINITION.test(sentence.trim());
