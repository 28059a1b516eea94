import { type Block, type CaseView, formatDate, type PaperTemplate } from '@fadu/kernel';
import { registerByCode } from '../../../registers.ts';

const val = (view: CaseView, field: string): string =>
  view.text(`amend-change.${field}`) || view.text(`propose-change.${field}`);
const text = (...lines: string[]): Block[] => lines.map((line) => ({ kind: 'paragraph', text: line }));

export const papers: Readonly<Record<string, PaperTemplate>> = {
  urging: {
    title: '督促清单调整通知',
    kind: '信函',
    issuedBy: 'keeper',
    compose: (view, { organName }) => ({
      title: '关于限期报告清单调整情况的督促通知',
      recipients: ((view.get('urge.organs') ?? []) as readonly string[]).map(organName).join('、'),
      blocks: text(
        `《${val(view, 'instrument')}》${val(view, 'change')}后，你单位没有在期限内报告清单调整情况。`,
        view.text('urge.text'),
        `请在${formatDate(view.text('urge.until')).replace(/（.*$/, '')}前报告；仍不申请调整的，由清单主管部门依职权提出。`,
      ),
    }),
  },
  notice: {
    title: '清单调整通知',
    kind: '信函',
    issuedBy: 'keeper',
    compose: (view, { organName }) => {
      const suspended = view.last('record-change')?.effects.entries ?? [];
      const affected = view.bound('affected').map(organName);
      return {
        title: `关于《${val(view, 'instrument')}》${val(view, 'change')}后调整清单的通知`,
        ...(affected.length && { recipients: affected.join('、') }),
        blocks: [
          ...text(
            `${val(view, 'says')}（${val(view, 'by')}），自${formatDate(val(view, 'effectiveOn')).replace(/（.*$/, '')}起生效。`,
            suspended.length
              ? '下列事项没有其他有效依据，自该日起暂停实施，不得受理新的申请：'
              : '没有事项因此失去全部依据。',
          ),
          ...(suspended.length
            ? [
                {
                  kind: 'table',
                  head: ['清单', '编码', '事项名称'],
                  rows: suspended.map((e) => [
                    registerByCode(e.register)?.title ?? e.register,
                    e.code,
                    String(e.body.name ?? ''),
                  ]),
                } as const,
              ]
            : []),
          ...(affected.length
            ? text('请在10个工作日内逐项核对本机关依据上述规定的事项，申请调整或者取消，并报告处理情况。')
            : []),
        ],
      };
    },
  },
};
