/** What penalty cases are about: invented conduct by the organ that enforces, with the place in the law it stands on. */

/** One kind of violation. */
export interface Offence {
  readonly title: string;
  readonly conduct: string;
  readonly found: string;
  readonly fact: string;
  /** The range that the article gives for such an act, in yuan; where it names no figure, what is usual (invented). */
  readonly fine: readonly [from: number, to: number];
  /** The article is about organisations, or its lowest fine would be one for them only. */
  readonly firms?: true;
  /** Months in which it is found most; all year when absent. */
  readonly season?: readonly number[];
  readonly basis: {
    readonly title: string;
    readonly article: string;
    readonly level: '法律' | '行政法规' | '部门规章' | '地方性法规';
    readonly inForceFrom: string;
  };
}

/** What one organ enforces. */
export interface Enforcement {
  /** Rules of time that apply, as the procedure names sectors. */
  readonly sector: '市场监管' | '一般';
  /** Field on the officers' certificates. */
  readonly field: string;
  readonly offences: readonly Offence[];
}

/** By organ key. */
export const ENFORCEMENT: Readonly<Record<string, Enforcement>> = {
  market: {
    sector: '市场监管',
    field: '市场监管',
    offences: [
      {
        title: '经营超过保质期食品',
        conduct: '货架上陈列销售超过保质期的食品',
        found: '货架第三层有食品十二盒，均已超过保质期',
        fact: '陈列销售超过保质期的食品十二盒',
        fine: [50_000, 100_000],
        firms: true,
        basis: { title: '食品安全法', article: '一百二十四', level: '法律', inForceFrom: '2015-10-01' },
      },
      {
        title: '未按规定明码标价',
        conduct: '部分商品没有标明价格',
        found: '熟食区二十三种商品没有价签',
        fact: '二十三种商品没有明码标价',
        fine: [0, 5000],
        basis: { title: '价格法', article: '四十二', level: '法律', inForceFrom: '1998-05-01' },
      },
      {
        title: '使用不合格计量器具',
        conduct: '使用未经检定的电子秤',
        found: '收银台电子秤没有检定标志，复秤少三十克',
        fact: '使用未经检定的电子秤结算',
        fine: [0, 2000],
        basis: { title: '计量法', article: '二十六', level: '法律', inForceFrom: '1986-07-01' },
      },
      {
        title: '发布虚假广告',
        conduct: '在门店宣传中使用没有依据的功效用语',
        found: '店内海报写有“三天根治”等用语，制作费用二千元',
        fact: '发布含有虚假内容的广告',
        fine: [6000, 10_000],
        basis: { title: '广告法', article: '五十五', level: '法律', inForceFrom: '2015-09-01' },
      },
      {
        title: '电梯未按期检验仍使用',
        conduct: '使用超过检验周期的电梯',
        found: '电梯检验标志已过期四十日',
        fact: '使用未经定期检验的电梯',
        fine: [30_000, 300_000],
        firms: true,
        basis: { title: '特种设备安全法', article: '八十四', level: '法律', inForceFrom: '2014-01-01' },
      },
    ],
  },
  'urban-management': {
    sector: '一般',
    field: '城市管理',
    offences: [
      {
        title: '占用人行道堆放物料',
        conduct: '在人行道上堆放货物影响通行',
        found: '店前人行道堆放货物约六平方米',
        fact: '占用人行道堆放物料六平方米',
        fine: [0, 5000],
        basis: {
          title: '城市市容和环境卫生管理条例',
          article: '三十六',
          level: '行政法规',
          inForceFrom: '1992-08-01',
        },
      },
      {
        title: '运输车辆沿途遗撒',
        conduct: '运输渣土车辆密闭不严沿途遗撒',
        found: '监控显示车辆遗撒渣土约一百米',
        fact: '运输渣土沿途遗撒',
        fine: [2000, 20_000],
        basis: { title: '大气污染防治法', article: '一百一十六', level: '法律', inForceFrom: '2016-01-01' },
      },
      {
        title: '餐饮油烟超标排放',
        conduct: '油烟净化设施没有正常使用',
        found: '营业时净化设施关闭，油烟直接排放',
        fact: '未正常使用油烟净化设施',
        fine: [5000, 50_000],
        basis: { title: '大气污染防治法', article: '一百一十八', level: '法律', inForceFrom: '2016-01-01' },
      },
    ],
  },
};

/** Parties of the lower figures, up to which a fine may be proposed without a hearing, and imposed on the spot. */
const SMALL = { hearing: 10_000, spot: 200 } as const;
const FIRM = { hearing: 100_000, spot: 3000 } as const;

/** The range within which such an act is fined without a hearing; null: none. `small`: a citizen or an individual business. */
export function ordinaryFine(offence: Offence, small: boolean): readonly [number, number] | null {
  if (small && offence.firms) return null;
  const { hearing } = small ? SMALL : FIRM;
  const [from, to] = offence.fine;
  const range = [Math.max(from, small ? 300 : 1000), Math.min(to, hearing - 500)] as const;
  return range[0] <= range[1] ? range : null;
}

/** The range within which such an act is fined on the spot; null: none. */
export function spotFine(offence: Offence, small: boolean): readonly [number, number] | null {
  if (small && offence.firms) return null;
  const { spot } = small ? SMALL : FIRM;
  const [from, to] = offence.fine;
  const range = [Math.max(from, small ? 50 : 500), Math.min(to, spot)] as const;
  return range[0] <= range[1] ? range : null;
}

/** Whether such an act of an organisation may be fined with so much. */
export const allows = (offence: Offence, amount: number): boolean =>
  offence.fine[0] <= amount && amount <= offence.fine[1];
