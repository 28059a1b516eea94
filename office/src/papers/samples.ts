/** Invented papers that the tests lay out; every organ and number in them is of the demonstration city. */
import type { OfficialPaper } from './model.ts';

const sentence =
  '各县（市）区人民政府、市政府各部门应当按照“谁制定、谁负责”的要求，于2026年6月30日前完成清理，并将结果（含《目录》及电子文本）报送市司法局；逾期未报的，由市政府办公室予以通报。';

/** A notice with headings, attachments, seal, copies and printing line. */
export const notice: OfficialPaper = {
  kind: '文件',
  organMark: '江州市人民政府文件',
  number: '江市政规〔2026〕3号',
  title: '江州市人民政府关于印发《江州市行政规范性文件制定和监督管理办法》的通知',
  recipients: '各县（市）区人民政府，江州高新区、经开区管委会，市政府各委办局、各直属机构',
  blocks: [
    {
      kind: 'paragraph',
      text: '《江州市行政规范性文件制定和监督管理办法》已经2026年3月2日市人民政府第12次常务会议讨论通过，现印发给你们，请认真贯彻执行。',
    },
    { kind: 'heading', level: 1, text: '一、总体要求' },
    { kind: 'paragraph', text: sentence },
    { kind: 'heading', level: 2, text: '（一）严格制定程序' },
    {
      kind: 'paragraph',
      text: `依据江市政规〔2025〕12号文件，${sentence}联系电话0432-66123456，平台网址https://fadu.example.cn/rules/2026/list?page=1。`,
    },
    { kind: 'heading', level: 3, text: '1. 公开征求意见' },
    {
      kind: 'paragraph',
      text: '征求意见的期限不少于30日——因情况紧急等原因确需缩短的，不得少于7个工作日……意见采纳率达到85.5%以上。',
    },
    { kind: 'heading', level: 4, text: '（1）意见的处理' },
    { kind: 'paragraph', text: sentence },
  ],
  attachments: [
    '江州市行政规范性文件目录（2026年版）',
    '关于江州市各县（市）区人民政府及市政府部门行政规范性文件清理结果报送格式的说明',
  ],
  organ: '江州市人民政府',
  date: '2026-05-09',
  note: '此件公开发布',
  copyTo: [
    '市委各部门，江州军分区',
    '市人大常委会办公室，市政协办公室，市监委，市法院，市检察院，各民主党派江州市委员会',
  ],
  printedBy: { organ: '江州市人民政府办公室', date: '2026-05-11' },
  demo: true,
  verify: { url: 'https://fadu.example.cn/verify/9f2c7a', caption: '扫码验证真伪' },
  seal: { organ: '江州市人民政府', text: '' },
};

/** Three pages and more, with an enclosed text in chapters and articles and a table. */
export const long: OfficialPaper = {
  ...notice,
  enclosures: [
    {
      title: '江州市行政规范性文件制定和监督管理办法',
      caption: '2026年3月2日江州市人民政府第12次常务会议通过',
      blocks: [
        { kind: 'chapter', text: '第一章　总　则' },
        ...Array.from({ length: 6 }, (_, i) => ({
          kind: 'article' as const,
          number: `第${'一二三四五六'[i]}条`,
          text: [
            `为了规范行政规范性文件的制定和监督管理，${sentence}`,
            ...(i % 2 ? ['前款规定的期限，自受理之日起计算。'] : []),
          ],
        })),
        { kind: 'chapter', text: '第二章　起　草' },
        { kind: 'article', number: '第七条', text: ['起草单位应当按照下表报送材料：'] },
        {
          kind: 'table',
          caption: '报送材料一览表',
          head: ['序号', '材料名称', '份数', '说明'],
          columns: [{ width: 1, align: 'center' }, { width: 5 }, { width: 1, align: 'center' }, { width: 6 }],
          rows: Array.from({ length: 14 }, (_, i) => [
            String(i + 1),
            ['送审稿', '起草说明', '合法性审核意见书', '公开征求意见及采纳情况的说明'][i % 4] as string,
            String((i % 3) + 1),
            i % 3 === 0
              ? '包括制定的必要性、依据、主要内容以及与上位法的关系；涉及市场主体的，附公平竞争审查结论。'
              : '纸质与电子文本一致。',
          ]),
        },
        { kind: 'article', number: '第八条', text: ['本办法自2026年7月1日起施行，有效期5年。'] },
      ],
    },
  ],
};

/** A letter: opinion on a draft. */
export const letter: OfficialPaper = {
  kind: '信函',
  organMark: '江州市司法局',
  number: '江司函〔2026〕18号',
  urgency: '加急',
  title: '江州市司法局关于《江州市机动车停车管理办法（草案）》的合法性审核意见',
  recipients: '市城市管理行政执法局',
  blocks: [
    {
      kind: 'paragraph',
      text: '你局报送的《江州市机动车停车管理办法（草案）》收悉。经审核，现提出如下意见：',
    },
    { kind: 'paragraph', text: sentence },
    { kind: 'paragraph', text: '以上意见，请认真研究并书面反馈采纳情况。' },
  ],
  organ: '江州市司法局',
  date: '2026-12-31',
  note: '联系人：李某，电话：0432-66000000',
  demo: true,
  verify: { url: 'https://fadu.example.cn/verify/abc', caption: '扫码验证真伪' },
  seal: { organ: '江州市司法局', text: '合法性审核专用章' },
};

/** An order. */
export const order: OfficialPaper = {
  kind: '命令',
  organMark: '江州市人民政府令',
  number: '第240号',
  title: '江州市人民政府令',
  blocks: [
    {
      kind: 'paragraph',
      text: '《江州市机动车停车管理办法》已经2026年3月2日市人民政府第12次常务会议通过，现予公布，自2026年7月1日起施行。',
    },
  ],
  signer: '市长　某某某',
  organ: '江州市人民政府',
  date: '2026-03-10',
  demo: true,
};

const fortyName = '江州市人民政府深化行政审批制度改革和优化营商环境暨数字政府建设工作领导小组联席会议办公室';

/** An announcement of an organ with a name of more than forty characters; no seal, long title, not a demonstration. */
export const longNamed: OfficialPaper = {
  kind: '公告',
  organMark: fortyName,
  number: '2026年第1号',
  title: `${fortyName}关于公布2026年度重大行政决策事项目录和听证事项目录并公开征求社会各界意见的公告`,
  blocks: [
    { kind: 'paragraph', text: sentence },
    { kind: 'paragraph', text: '特此公告。' },
  ],
  organ: fortyName,
  date: '2026-10-01',
  demo: false,
};

/** An upward report with secrecy, urgency and the approving signer. */
export const report: OfficialPaper = {
  ...notice,
  secrecy: '机密★1年',
  urgency: '特急',
  signer: '张某某',
  title: '江州市人民政府关于2026年法治政府建设情况的报告',
  recipients: '省人民政府',
  blocks: [{ kind: 'paragraph', text: sentence }],
  attachments: ['年度指标表'],
  demo: false,
  seal: undefined,
  verify: undefined,
};
