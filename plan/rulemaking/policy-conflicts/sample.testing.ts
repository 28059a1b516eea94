/** Inputs for every act of a coordination, for tests and as a pattern for the demonstration city. */
export const conflictSamples = {
  apply: {
    desk: 't-justice',
    subject: '夜市经营时间的规定不一致',
    affectedOn: '2026-06-01',
    effect: '按一份文件要营业到22时，按另一份文件21时以后营业要被处理，无法经营。',
    evidence: '两份文件的文本和两次检查的记录。',
    tried: '5月分别向两个部门反映，都答复按自己的文件执行。',
    name: '张某',
    contact: '0432-00000000',
  },
  'examine-application': {
    interest: true,
    conflict: true,
    notPending: true,
    notIndividual: true,
    reasons: '申请人在夜市经营，两份文件确实不能同时遵守。',
  },
  'name-lead': { lead: 't-city', agreed: false, reason: '夜市管理以城管部门为主，由司法行政部门指定。' },
  'notify-departments': { text: '请就夜市经营时间的冲突提出意见和依据。' },
  'state-position': { view: '认为有冲突，同意调整', text: '同意就夜市区域另行规定时间。' },
  'hold-meeting': {
    heldOn: '2026-06-10',
    attended: ['t-city', 't-ecology'],
    minutes: '双方说明各自文件的依据，讨论了三种方案，倾向于修改夜市管理办法。',
  },
  evaluate: {
    rule: '特别规定优于一般规定',
    findings: '两份文件由不同部门制定，噪声防治有上位法依据，夜市时间可以调整，影响摊主约六十户。',
    proposal: '修改夜市管理办法第三条。',
  },
  conclude: {
    outcome: '修改',
    text: '夜市管理办法第三条改为21时30分前清场，修改之前按21时执行，不作处罚。',
    doBy: '2026-09-30',
  },
  settle: {
    signed: ['t-city', 't-ecology'],
    text: '夜市区域内经营时间以21时30分为准，清场时间不视为经营。',
  },
  escalate: {
    government: 't-gov',
    reason: '两个部门各有依据，协调会没有达成一致。',
    views: '城管局主张22时，生态环境局主张21时；牵头部门建议折中。',
  },
  'decide-escalated': {
    outcome: '临时适用规则',
    text: '修改有关文件之前，夜市区域按21时30分执行，两个部门都不处罚。',
    reasons: '兼顾居民休息和摊主生计。',
  },
  'answer-applicant': { text: '您反映的冲突已经协调，今后按协调结果执行。', sentOn: '2026-06-10' },
} as const;
