/** The plan's tasks that enforcement items stand on. */
import { planTask } from '@fadu/kernel';

export const task20 = planTask(
  20,
  '推进综合行政执法改革，明确各领域综合执法队伍及其划入的执法事项，避免多头执法',
);
export const task24 = planTask(
  24,
  '没有法定依据不得执法；执法事项、依据逐项列明并公布；会议纪要不能作为执法依据',
);
