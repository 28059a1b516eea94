import { describe, expect, it } from 'vitest';
import { importPlan } from './import.ts';
import { organIndex } from './organ-index.ts';
import { Damage, DOCUMENTS } from './published.testing.ts';

const organs = organIndex();

/** What a damaged document must say: every fault with its line and code, and words of the first message. */
interface Expected {
  readonly text: string;
  readonly faults: readonly (readonly [line: number, code: string])[];
  readonly says: string | RegExp;
}

const statute = ['某市养犬管理条例', '第一条 为了规范养犬，制定本条例。', '第二条 本条例自公布之日起施行。'];

/** Each damages a copy of the document and says what must be found. */
const CASES: Record<string, (d: Damage) => Expected> = {
  'an empty file': () => ({ text: ' \r\n\u3000\n', faults: [[1, 'empty']], says: '没有文字' }),
  'another kind of file (a statute)': () => ({
    text: statute.join('\n'),
    faults: [[1, 'not-a-plan']],
    says: '这不是已发布的实施方案',
  }),
  'another document of the same site': (d) => {
    const from = d.lines.flatMap((l, i) => (l.startsWith('标') ? [i + 1] : []));
    for (const line of from) d.set(line, '标 题: | 关于开展春季绿化工作的通知 |');
    return { text: d.text, faults: [[from[0] ?? 0, 'not-a-plan']], says: '春季绿化' };
  },
  'garbage from a wrong encoding': (d) => {
    const line = d.task(5);
    return {
      text: d.edit(line, '审批', '审\uFFFD').text,
      faults: [[line, 'encoding']],
      says: 'UTF-8',
    };
  },
  'a missing chapter, contents and all': (d) => {
    const from = d.chapter('五');
    d.drop(from, d.chapter('六') - 1);
    return {
      text: d.text,
      faults: [
        [from, 'chapter-gap'],
        [from + 1, 'section-gap'],
        [from + 2, 'task-gap'],
      ],
      says: '此处应为第五章，读到第六章',
    };
  },
  'a missing chapter heading': (d) => {
    d.drop(d.chapter('五'));
    return { text: d.text, faults: [[d.chapter('六'), 'chapter-gap']], says: '此处应为第五章' };
  },
  'the heading of the first chapter missing': (d) => {
    const line = d.chapter('一');
    return {
      text: d.drop(line).text,
      faults: [[line, 'section-outside-chapter']],
      says: '没有章标题',
    };
  },
  'the heading of the last chapter missing, which leaves no gap': (d) => {
    d.drop(d.chapter('十'));
    return {
      text: d.text,
      faults: [
        [d.section('三十二'), 'misplaced'],
        [d.closing(), 'count'],
      ],
      says: '第32节应在第10章，现在第9章',
    };
  },
  'chapters out of order': (d) => {
    const [third, fourth] = [d.chapter('三'), d.chapter('四')];
    d.edit(third, '三、', '四、').edit(fourth, '四、', '三、');
    return {
      text: d.text,
      faults: [
        [third, 'chapter-gap'],
        [fourth, 'chapter-order'],
      ],
      says: '此处应为第三章，读到第四章',
    };
  },
  'a chapter number given twice': (d) => {
    const line = d.chapter('八');
    const first = d.chapter('七');
    return {
      text: d.edit(line, '八、', '七、').text,
      faults: [[line, 'chapter-duplicate']],
      says: `第${first}行已有`,
    };
  },
  'a chapter heading without a title': (d) => {
    const line = d.chapter('六');
    return { text: d.set(line, '六、').text, faults: [[line, 'heading-empty']], says: '没有标题' };
  },
  'a gap in the section numbers': (d) => {
    d.drop(d.section('十四'));
    return {
      text: d.text,
      faults: [[d.section('十五'), 'section-gap']],
      says: '此处应为第（十四）节，读到第（十五）节',
    };
  },
  'the first section heading of a chapter missing': (d) => {
    d.drop(d.section('二十'));
    return { text: d.text, faults: [[d.task(31), 'task-outside-section']], says: '没有节标题' };
  },
  'the last section heading missing, which leaves no gap': (d) => {
    d.drop(d.section('三十五'));
    return {
      text: d.text,
      faults: [
        [d.task(53), 'misplaced'],
        [d.closing(), 'count'],
      ],
      says: '第53项任务应在第35节，现在第34节',
    };
  },
  'a task number given twice': (d) => {
    const line = d.task(18);
    const first = d.task(17);
    return {
      text: d.edit(line, /^18/, '17').text,
      faults: [[line, 'task-duplicate']],
      says: `第17项任务编号重复，第${first}行已有`,
    };
  },
  'a whole task given twice': (d) => {
    const [from, to] = [d.task(40), d.responsible(40)];
    const copy = d.lines.slice(from - 1, to);
    for (const [i, text] of copy.entries()) d.insert(to + 1 + i, text);
    return { text: d.text, faults: [[to + 1, 'task-duplicate']], says: '第40项任务编号重复' };
  },
  'task 17 missing': (d) => {
    d.drop(d.task(17), d.responsible(17));
    return {
      text: d.text,
      faults: [
        [d.section('十'), 'section-empty'],
        [d.task(18), 'task-gap'],
      ],
      says: '既无任务也无正文',
    };
  },
  'the number line of the only task of a section missing': (d) => {
    const line = d.task(30);
    return {
      text: d.drop(line).text,
      faults: [
        [line - 1, 'section-empty'],
        [line, 'body-outside-task'],
        [line + 1, 'body-outside-task'],
        [d.task(31), 'task-gap'],
      ],
      says: '既无任务也无正文',
    };
  },
  'the number line of a later task missing': (d) => {
    const line = d.task(25);
    return {
      text: d.drop(line).text,
      faults: [
        [line, 'body-order'],
        [line + 1, 'body-order'],
        [d.task(26), 'task-gap'],
      ],
      says: '请核对是否缺少下一项任务的编号行',
    };
  },
  'a line between title and opening': (d) => {
    const line = d.chapter('一') - 1;
    return {
      text: d.insert(line, '来源：市政府办公室').text,
      faults: [[line, 'text-stray']],
      says: '只应有一段制定说明',
    };
  },
  'a task without text': (d) => {
    const line = d.task(27);
    return { text: d.set(line, '27.').text, faults: [[line, 'task-empty']], says: '第27项任务没有内容' };
  },
  'a task text that stops in the middle': (d) => {
    const line = d.task(24);
    return {
      text: d.edit(line, /.{6}。$/, '').text,
      faults: [[line, 'text-unfinished']],
      says: '末尾缺少句号',
    };
  },
  'both body lines of a task missing': (d) => {
    d.drop(d.lead(16), d.responsible(16));
    return { text: d.text, faults: [[d.task(16), 'body-missing']], says: '第16项任务没有牵头部门行' };
  },
  'the only body line of task 12 missing': (d) => {
    d.drop(d.responsible(12));
    return { text: d.text, faults: [[d.task(12), 'body-missing']], says: '第12项任务' };
  },
  'a lost lead line, which looks like task 12': (d) => {
    d.drop(d.lead(19));
    return { text: d.text, faults: [[d.task(19), 'lead-missing']], says: '原件列有牵头部门' };
  },
  'a lead where the plan has none': (d) => {
    d.insert(d.responsible(43), '牵头部门：市司法局');
    return { text: d.text, faults: [[d.task(43), 'lead-unexpected']], says: '原件未列牵头部门' };
  },
  'a missing responsible line': (d) => {
    d.drop(d.responsible(20));
    return { text: d.text, faults: [[d.lead(20), 'responsible-missing']], says: '只有牵头部门' };
  },
  'body lines in the wrong order': (d) => {
    const [lead, responsible] = [d.lead(8), d.responsible(8)];
    const [a, b] = [d.at(lead), d.at(responsible)];
    return {
      text: d.set(lead, b).set(responsible, a).text,
      faults: [[responsible, 'body-order']],
      says: '应先牵头、后责任',
    };
  },
  'an empty list of bodies': (d) => {
    const line = d.responsible(26);
    return {
      text: d.set(line, '责任部门:').text,
      faults: [[line, 'body-empty']],
      says: '责任部门之后没有任何机关',
    };
  },
  'a list that ends with a separator': (d) => {
    const line = d.lead(18);
    return {
      text: d.set(line, `${d.at(line)}、`).text,
      faults: [[line, 'body-unfinished']],
      says: '以分隔号结尾',
    };
  },
  'an unknown body': (d) => {
    const line = d.lead(5);
    return {
      text: d.edit(line, '市发改委', '市宇航局').text,
      faults: [[line, 'body-unknown']],
      says: /“市宇航局”不在机关名录中，最接近的是“市.{1,2}局”/,
    };
  },
  'an unknown body on the second line of a broken list': (d) => {
    const line = d.lead(6);
    return {
      text: d.edit(line, '市司法局、市政数局', '\n市宇航局、市政数局').text,
      faults: [[line + 1, 'body-unknown']],
      says: '“市宇航局”不在机关名录中',
    };
  },
  'an unknown body on the line after an empty label': (d) => {
    const line = d.lead(13);
    return {
      text: d.set(line, '牵头单位:\n市宇航局').text,
      faults: [[line + 1, 'body-unknown']],
      says: '“市宇航局”不在机关名录中',
    };
  },
  'a misspelt body': (d) => {
    const line = d.lead(28);
    return {
      text: d.edit(line, '市应急局', '市应及局').text,
      faults: [[line, 'body-unknown']],
      says: '最接近的是“市应急局”',
    };
  },
  'the same body twice in a list': (d) => {
    const line = d.lead(29);
    return {
      text: d.edit(line, '市公安局', '市应急局').text,
      faults: [[line, 'body-repeated']],
      says: '“市应急局”列了两次',
    };
  },
  'text between two tasks': (d) => {
    const line = d.task(38);
    return {
      text: d.insert(line, '打印本页 关闭窗口').text,
      faults: [[line, 'text-stray']],
      says: '此处不应有文字',
    };
  },
  'text between a task and its bodies': (d) => {
    const line = d.lead(44);
    return {
      text: d.insert(line, '（此页无正文）').text,
      faults: [[line, 'text-stray']],
      says: '接在上一段',
    };
  },
  'text between a section heading and its first task': (d) => {
    const line = d.task(42);
    return {
      text: d.insert(line, '各地要认真落实。').text,
      faults: [[line, 'text-stray']],
      says: '节标题与第一项任务之间',
    };
  },
  'text after the end': (d) => ({
    text: `${d.text}\n\n分享到：微信\n扫一扫`,
    faults: [[d.closing() + 2, 'text-after-end']],
    says: `第${d.closing()}行已是方案的最后一行`,
  }),
  'a document cut off in the middle': (d) => {
    const line = d.task(29);
    d.lines.length = line;
    return {
      text: d.edit(line, /.{10}$/, '').text,
      faults: [[line, 'truncated']],
      says: '文件到此中断',
    };
  },
  'the last line missing': (d) => {
    const line = d.closing();
    return { text: d.drop(line).text, faults: [[line - 1, 'truncated']], says: '没有读到末行' };
  },
  'two titles in conflict': (d) => {
    const first = d.find(/^标/);
    const second = d.find(/^发文字号/);
    d.insert(second, '标 题: | 吉林市法治政府建设实施方案(2026—2030年) |');
    return {
      text: d.text,
      faults: [[second, 'head-conflict']],
      says: new RegExp(`“标题”与第${first}行不一致.*2026—2030`),
    };
  },
  'a title in the text that is not the one of the table': (d) => {
    const line = d.find(/^吉林市/);
    return {
      text: d.edit(line, '吉林市', '长春市').text,
      faults: [[line, 'title-conflict']],
      says: '正文标题与信息表中的标题不一致',
    };
  },
  'a missing document number': (d) => {
    const lines = d.lines.flatMap((l, i) => (l.startsWith('发文字号') ? [i + 1] : []));
    for (const line of lines) d.edit(line, /发文字号[:：] \| [^|]*\|/, '');
    return { text: d.text, faults: [[1, 'head-missing']], says: '缺少“发文字号”' };
  },
  'an index number with a wrong check character': (d) => {
    const lines = d.lines.flatMap((l, i) => (l.startsWith('索') ? [i + 1] : []));
    for (const line of lines) d.edit(line, '3606F/', '3606A/');
    return { text: d.text, faults: [[1, 'head-invalid']], says: '校验码应为F，现为A' };
  },
  'a document number with a padded serial': (d) => {
    const lines = d.lines.flatMap((l, i) => (l.startsWith('发文字号') ? [i + 1] : []));
    for (const line of lines) d.edit(line, '〕7号', '〕07号');
    return { text: d.text, faults: [[lines[0] ?? 0, 'head-invalid']], says: '不编虚位' };
  },
  'another document number than this plan has': (d) => {
    const lines = d.lines.flatMap((l, i) => (l.startsWith('发文字号') ? [i + 1] : []));
    for (const line of lines) d.edit(line, '〕7号', '〕8号');
    return { text: d.text, faults: [[lines[0] ?? 0, 'head-conflict']], says: '吉市发〔2022〕7号' };
  },
  'a day that does not exist': (d) => {
    const line = d.find(/成文日期/);
    for (const [i, l] of d.lines.entries())
      if (l.includes('成文日期')) d.edit(i + 1, /(成文日期: \| \d+年)02月25日/, '$102月30日');
    return { text: d.text, faults: [[line, 'head-invalid']], says: '不是真实日期' };
  },
  'an issuer nobody knows': (d) => {
    const line = d.find(/发文机关/);
    for (const [i, l] of d.lines.entries())
      if (l.includes('发文机关')) d.edit(i + 1, '吉林市人民政府', '吉林市星际政府');
    return { text: d.text, faults: [[line, 'body-unknown']], says: '发文机关“吉林市星际政府”' };
  },
  'text among the lines of the table': (d) => ({
    text: d.insert(2, '首页 政务公开 政策文件').text,
    faults: [[2, 'text-stray']],
    says: '信息行之间',
  }),
};

describe.each(DOCUMENTS)('R0.1 damage to $name', ({ text }) => {
  it.each(Object.entries(CASES))('R0.1 refuses %s, with the line and the reason', (_, damage) => {
    const expected = damage(new Damage(text));
    const result = importPlan(expected.text, organs);
    if (result.ok) expect.unreachable('the damaged document was imported');
    else {
      expect(result.errors.map((e) => [e.line, e.code])).toEqual(expected.faults);
      expect(result.errors[0]?.message).toMatch(expected.says);
      for (const { excerpt, message, line } of result.errors) {
        expect(Array.from(excerpt).length).toBeLessThanOrEqual(20);
        expect((expected.text.split(/\r?\n/)[line - 1] ?? '').trim().startsWith(excerpt)).toBe(true);
        expect(message).toMatch(/^[^A-Za-z]*(UTF-8)?[^a-z]*。$/);
      }
      expect(result).not.toHaveProperty('plan');
    }
  });

  it('R0.1 names every fault of a document that has several, in the order of their lines', () => {
    const d = new Damage(text);
    const [a, b, c] = [d.lead(5), d.task(27), d.responsible(50)];
    d.edit(a, '市发改委', '市宇航局').set(b, '27.').set(c, '责任部门：');
    const result = importPlan(d.text, organs);
    expect(result.ok ? [] : result.errors.map((e) => [e.line, e.code])).toEqual([
      [a, 'body-unknown'],
      [b, 'task-empty'],
      [c, 'body-empty'],
    ]);
  });
});
