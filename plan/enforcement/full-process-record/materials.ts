/** Acts that name files: the form field, and the check that the files are this case's. */
import type { InputRule, MaterialKind } from '@fadu/kernel';
import { z } from 'zod';
import { threeSystemsOpinion as g118, penaltyLaw } from '../../statutes/index.ts';
import { task24 } from './duties.ts';

/** A field that names files handed in to the case, by their ids. */
export const materialsField = (title = '音像记录和材料') =>
  z
    .array(z.string().regex(/^[0-9a-f]{24}$/))
    .max(100)
    .optional()
    .meta({ title, description: '从已经移交的材料里选', widget: 'materials' });

/** The files an input names are files of this case, and where `atLeast` is set one of these kinds is among them. */
export const materialsRule = (o: {
  readonly code: string;
  readonly field?: string;
  readonly atLeast?: readonly MaterialKind[];
}): InputRule => {
  const field = o.field ?? 'materials';
  return {
    code: o.code,
    field,
    cites: [penaltyLaw.art('47'), g118.art('8'), task24],
    say: '材料不是本案的，或者缺少要求的记录',
    asks: (_input, view) => [{ ask: 'materials', case: view.state.id }],
    check: (input, view, env) => {
      const chosen = (input[field] ?? []) as readonly string[];
      const known = env.answer({ ask: 'materials', case: view.state.id }) ?? [];
      const strange = chosen.filter((id) => !known.some((m) => m.id === id));
      if (strange.length) return `本案没有这些材料：${strange.join('、')}；请先移交，再从列表里选`;
      const kinds = o.atLeast;
      if (!kinds) return true;
      const found = known.some((m) => chosen.includes(m.id) && kinds.includes(m.kind));
      return found || `这一步要附${kinds.join('或者')}，请先移交，再从列表里选`;
    },
  };
};
