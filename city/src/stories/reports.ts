/** Reports of violations in the year: named and anonymous, by web, telephone and letter; checked, told, some rewarded. */
import { type Actor, addDays, type DateStr } from '@fadu/kernel';
import { holderOfCode, personOfCode } from '@fadu/office/sealed/code';
import { type Grade, rewardOf } from '@fadu/plan/enforcement/reports-and-rewards/common';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import { Pen, type Script, type Story } from './pen.ts';
import type { World } from './world.ts';

/** What is reported, to whom, and how it ends. */
interface Report {
  readonly lead: string;
  readonly title: string;
  readonly subject: string;
  readonly conduct: string;
  readonly course: 'rewarded' | 'not-filed' | 'no-reward' | 'transferred' | 'late' | 'running';
  readonly named: boolean;
  readonly channel?: '电话' | '信函';
  readonly collected?: number;
  readonly grade?: Grade;
}

const REPORTS: readonly Report[] = [
  {
    lead: 'market',
    title: '超市更换过期食品标签',
    subject: '演示万家超市',
    conduct: '熟食区的食品过期后换上新的日期标签继续销售，连续几天都看到。',
    course: 'rewarded',
    named: true,
    collected: 85_000,
    grade: '一级',
  },
  {
    lead: 'market',
    title: '药房销售来源不明药品',
    subject: '演示康宁大药房',
    conduct: '柜台下面拿出没有中文标签的药，店员说是朋友带来的。',
    course: 'rewarded',
    named: false,
    channel: '电话',
    collected: 460_000,
    grade: '二级',
  },
  {
    lead: 'market',
    title: '火锅店使用回收油',
    subject: '演示乌拉火锅城',
    conduct: '后厨把客人剩下的锅底过滤后再用，后门有油桶进出。',
    course: 'no-reward',
    named: true,
    collected: 30_000,
  },
  {
    lead: 'urban-management',
    title: '夜间倾倒建筑垃圾',
    subject: '演示同兴装饰工程有限公司',
    conduct: '连续三个晚上有货车在江边空地倾倒建筑垃圾，车牌被遮挡。',
    course: 'not-filed',
    named: true,
    channel: '信函',
  },
  {
    lead: 'urban-management',
    title: '餐馆油烟直排',
    subject: '演示老街烧烤店',
    conduct: '每天傍晚油烟直接排到居民楼道，多次沟通没有改。',
    course: 'transferred',
    named: false,
  },
  {
    lead: 'market',
    title: '培训机构虚假宣传',
    subject: '演示求知文化培训学校',
    conduct: '宣传单写保证提分、名校合作，打电话核实都没有这回事。',
    course: 'late',
    named: true,
  },
  {
    lead: 'market',
    title: '市场内电子秤缺斤少两',
    subject: '演示北山农贸市场有限公司',
    conduct: '买了两斤肉回家复秤只有一斤七两，问了邻居也遇到过。',
    course: 'running',
    named: false,
  },
];

/** Four rounds of the year; the last report of all stays open. */
export function reportStories(world: World, today: DateStr, small = false): Story[] {
  const rounds = small ? 1 : 4;
  return Array.from({ length: rounds }, (_, round) =>
    REPORTS.map((what, i) => {
      const days = 20 + round * 62 + i * 6;
      const start = what.course === 'running' ? addDays(today, -3 - round) : addDays(today, -330 + days);
      return reported(world, what, `rp-${round}-${i}`, start);
    }),
  ).flat();
}

const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

function reported(world: World, what: Report, id: string, start: DateStr): Story {
  const draws = world.rng.fork(`${id}-code`);
  const code = Array.from({ length: 16 }, () => LETTERS[draws.int(0, LETTERS.length - 1)])
    .join('')
    .replace(/.{4}(?=.)/g, '$&-');
  const organ = organId(CITY_REGION, what.lead);
  const { people } = world;
  return {
    id,
    procedure: 'violation-report',
    region: CITY_REGION,
    about: `举报：${what.title}`,
    ends: ENDS[what.course],
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      const clerk = people.holder('case-clerk', organ);
      const head = people.holder('head', organ);
      const informant: Actor = holderOfCode(code, '举报人');
      const facts = {
        title: what.title,
        lead: organ,
        subject: what.subject,
        place: '演示地址：江畔路一带',
        foundOn: addDays(pen.today, -2),
        conduct: what.conduct,
        standing: '无利害关系',
        realName: what.named,
        ...(what.named && { name: '演示举报人', contact: '演示电话000-0000-0000' }),
        wantsReward: what.course === 'rewarded' || what.course === 'no-reward',
      };
      if (what.channel)
        yield* pen.do(clerk, 'register-report', {
          ...facts,
          channel: what.channel,
          code: personOfCode(code),
        });
      else yield* pen.outside(informant, 'report', facts);
      pen.office();
      if (what.course === 'running') return;
      if (what.course === 'transferred') {
        pen.workdays(2);
        yield* pen.do(clerk, 'transfer', {
          to: organId(CITY_REGION, 'ecology'),
          reasons: '油烟排放由生态环境部门管理，移送处理。',
        });
        return;
      }
      pen.workdays(what.course === 'late' ? 21 : 9);
      const filed = what.course !== 'not-filed' && what.course !== 'late';
      yield* pen.do(clerk, 'decide-filing', {
        result: filed ? '立案' : '不予立案',
        reasons: filed ? '现场核查有初步证据，符合立案标准。' : '现场核查没有发现举报的情况。',
        ...(filed && { caseNumber: `演示立案${id}` }),
      });
      if (what.named) {
        pen.workdays(3);
        yield* pen.do(clerk, 'tell-informant', {
          text: filed
            ? '您举报的事项已经立案调查，结果会再告知。'
            : '经现场核查没有发现您举报的情况，决定不予立案。',
        });
      }
      if (!filed) {
        yield* pen.do(clerk, 'close-not-filed');
        return;
      }
      pen.workdays(30);
      const collected = what.collected ?? 0;
      yield* pen.do(clerk, 'conclude', {
        result: '查证属实',
        says: '违法事实成立，已经作出行政处罚决定。',
        major: what.course === 'rewarded',
        collected,
      });
      pen.workdays(5);
      if (what.grade) {
        yield* pen.do(head, 'decide-reward', {
          result: '给予奖励',
          grade: what.grade,
          first: true,
          amount: rewardOf(what.grade, collected),
          reasons: '线索准确，对查处起到作用。',
        });
        pen.workdays(4);
        yield* pen.do(people.holder('report-keeper', organ), 'pay-reward', {
          voucher: `演示凭证${id}`,
          paidOn: pen.today,
        });
      } else {
        yield* pen.do(head, 'decide-reward', {
          result: '不予奖励',
          exclusion: '不是首先举报',
          first: false,
          reasons: '同一事实此前已有人举报。',
        });
      }
      yield* pen.do(clerk, 'close');
    },
  };
}

const ENDS: Readonly<Record<Report['course'], string>> = {
  rewarded: 'done',
  'no-reward': 'done',
  'not-filed': 'not-filed',
  late: 'not-filed',
  transferred: 'transferred',
  running: 'checking',
};
