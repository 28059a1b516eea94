/** What is wrong with an entry, as people say it. Custom messages of a form are kept as they are. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const list = (values: readonly unknown[]) => values.map((v) => `“${String(v)}”`).join('、');

const FORMATS: Readonly<Record<string, string>> = {
  date: '应为日期，如 2026-03-02',
  datetime: '应为日期和时间，如 2026-03-02T09:00:00Z',
  email: '应为电子邮箱地址',
  url: '应为网址，以 https:// 开头',
  uuid: '编号的格式不对',
  regex: '格式不对',
};

const TYPES: Readonly<Record<string, string>> = {
  string: '应为文字',
  number: '应为数字',
  int: '应为整数',
  boolean: '应选择是或者否',
  array: '应为列表',
  object: '应逐项填写',
  date: '应为日期',
};

/** How the library's own messages begin, English and Chinese: technical words (key, 键, instanceof) that no form uses. */
const LIBRARY =
  /^(Invalid |Too (big|small)|Unrecognized key|无效|数值过[大小]：期望|出现未知的键|\S+ 中的键\(key\)|\S+ 中包含无效值)/;

/** One Chinese clause without the field's name; the caller puts `名称：` before it. */
export function entryWords(issue: Issue): string {
  // A form's own message is written for people; the library's defaults, English or Chinese, are not.
  if (/[一-鿿]/.test(issue.message) && !LIBRARY.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '必须填写' : (TYPES[issue.expected] ?? '填写的内容类型不对');
    case 'too_small':
      if (issue.origin === 'string')
        return Number(issue.minimum) <= 1 ? '必须填写' : `至少写 ${issue.minimum} 个字`;
      if (issue.origin === 'array')
        return Number(issue.minimum) <= 1 ? '至少填一项' : `至少填 ${issue.minimum} 项`;
      return `不能小于 ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `最多写 ${issue.maximum} 个字`;
      if (issue.origin === 'array') return `最多填 ${issue.maximum} 项`;
      return `不能大于 ${issue.maximum}`;
    case 'invalid_value':
      return `只能选${list(issue.values)}`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? '格式不对';
    case 'not_multiple_of':
      return `应为 ${issue.divisor} 的倍数`;
    case 'unrecognized_keys':
      return `没有这一栏：${issue.keys.join('、')}`;
    case 'invalid_union':
      return '填写的内容不符合任何一种情形';
    default:
      return '填写有误';
  }
}
