/**
 * What becomes of each table when a city leaves: exported, or left behind for a reason. A test asks the database's
 * catalogue, so that a new table without a decision fails.
 */

/** Rows that go out as lines of NDJSON, `tables/<schema>.<table>.ndjson`. */
export interface Exported {
  readonly does: 'export';
  /** What it holds, in Chinese, for the README. */
  readonly title: string;
  /** Columns that order the rows: a key, so that the same rows give the same bytes. */
  readonly order: readonly string[];
  /** Columns that stay behind, each with the reason. */
  readonly without?: Readonly<Record<string, string>>;
  /** Only rows for which this SQL condition holds. */
  readonly where?: string;
  /** A column of bytes that goes out as files of their own; its path comes from the row. */
  readonly file?: {
    readonly column: string;
    /** SQL expression over the row `t` for the path, which must be unique. */
    readonly path: string;
  };
}

/** Left behind: made anew from what was exported, belongs to this instance alone, or a secret. */
export interface Left {
  readonly does: 'rebuilt' | 'own' | 'secret';
  readonly why: string;
}

/** Written by its own hand (see `export.ts`): the log and the outbox. */
export interface Special {
  readonly does: 'special';
  readonly why: string;
}

export type Decision = Exported | Left | Special;

const out = (title: string, order: readonly string[], more: Partial<Exported> = {}): Exported => ({
  does: 'export',
  title,
  order,
  ...more,
});
const left = (does: Left['does'], why: string): Left => ({ does, why });

const TX = { tx: '数据库内部的事务号，只在原数据库有意义' };
const EXTENSION = `case t.media when 'application/pdf' then '.pdf' when 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' then '.docx' else '' end`;

/** Every table of the database, in the order in which an import writes them: what is referred to comes first. */
export const DECISIONS: Readonly<Record<string, Decision>> = {
  'fadu.region': out('地区', ['code']),
  'fadu.organ': out('机关', ['id']),
  'fadu.person': out('人员', ['id']),
  'fadu.post': out('岗位任职', ['person', 'role', 'organ', 'valid_from']),
  'auth.user': out('账号（不含密码）', ['id']),
  'auth.account': out('账号与统一身份认证的联系（不含密码和令牌）', ['id'], {
    where: `t."providerId" <> 'credential'`,
    without: {
      password: '密码摘要不随数据离开，到新实例后重设',
      accessToken: '令牌',
      refreshToken: '令牌',
      idToken: '令牌',
      accessTokenExpiresAt: '令牌的期限',
      refreshTokenExpiresAt: '令牌的期限',
    },
  }),
  'fadu.setting': out('设置', ['key']),
  'fadu.calendar_year': out('已录入的年度放假安排', ['year', 'version']),
  'fadu.plan_document': out('实施方案原文', ['region', 'number', 'version']),
  'fadu.plan_task': out('实施方案的任务', ['region', 'number', 'version', 'task']),
  'fadu.instrument': out('法规文本', ['id']),
  'fadu.instrument_alias': out('法规文本的别名', ['alias', 'instrument']),
  'fadu.instrument_version': out('法规文本的各个版本', ['instrument', 'version']),
  'fadu.instrument_event': out('法规文本的修改和废止', ['id']),
  'fadu.provision': out('条文', ['id']),
  'fadu.law_repeal': out('文本中写明的废止', ['by_instrument', 'by_version', 'ordinal']),
  'fadu.case_file': out('事项', ['region', 'id']),
  'fadu.act': out('办理的每一步', ['region', 'case_id', 'seq']),
  'fadu.clock': out('期限', ['region', 'case_id', 'clock']),
  'fadu.public_act': out('向社会公开的内容', ['region', 'case_id', 'seq']),
  'fadu.entry': out('各类清单的条目（每个版本）', ['region', 'register', 'code', 'version']),
  'fadu.number': out('编号', ['region', 'series', 'organ', 'year', 'n']),
  'fadu.number_series': out('编号序列（下一个号）', ['region', 'series', 'organ', 'year']),
  'fadu.blob': out('文书的文件', ['hash'], {
    file: { column: 'bytes', path: `'papers/' || t.hash || ${EXTENSION}` },
  }),
  'fadu.paper': out('文书', ['region', 'id']),
  'fadu.material': out('交到事项里的录音录像、照片、扫描件', ['region', 'id'], { without: TX }),
  'fadu.material_piece': out('上述材料的内容，分段', ['region', 'material', 'n'], {
    file: {
      column: 'bytes',
      path: `'materials/' || t.region || '-' || t.material || '/' || lpad(t.n::text, 6, '0')`,
    },
  }),
  'fadu.material_custody': out('材料的移交和查阅', ['region', 'id']),
  'fadu.sealed': out('密封字段（密文，须有 keys/sealed.key 才能读）', ['region', 'case_id', 'seq', 'field']),
  'fadu.sealed_reading': out('密封字段的查阅', ['id'], { without: TX }),
  'fadu.committed_list': out('随机抽取用的名单', ['region', 'organ', 'hash'], {
    file: { column: 'bytes', path: `'lists/' || t.region || '-' || t.organ || '-' || t.hash` },
  }),
  'fadu.list_seal': out('名单中遮盖的内容', ['region', 'organ', 'hash', 'ref']),
  'fadu.list_release': out('名单的公开', ['region', 'hash', 'case_id', 'seq']),
  'fadu.attempt': out('被拒绝并记录的尝试', ['region', 'id']),
  'fadu.finding': out('监督发现的问题', ['region', 'id']),
  'fadu.finding_scan': out('监督检查到哪里', ['region', 'case_id']),
  'fadu.flow_chart': out('执法流程图的各个版本', ['procedure', 'recorded_at']),
  'fadu.notice': out('站内通知', ['region', 'id']),
  'fadu.checkpoint': out('日志的检查点（签名）', ['size']),
  'fadu.log_tile': out('日志的瓦片（C2SP tlog-tiles 格式）', ['path'], {
    file: { column: 'bytes', path: `'log/' || t.path` },
  }),
  'fadu.leaf': {
    does: 'special',
    why: '日志条目按日志次序写在 log/entries.ndjson，尚未排入的在 log/pending.ndjson',
  },
  'fadu.log_entry': { does: 'special', why: '条目的次序就是 log/entries.ndjson 各行的次序' },
  'graphile_worker._private_jobs': { does: 'special', why: '还没有做完的后台任务写在 outbox.ndjson' },
  'fadu.db_scope': left('rebuilt', '机关和地区的数据库角色，导入时按机关重建'),
  'fadu.closed_register': left('rebuilt', '由数据库结构带来，不是数据'),
  'fadu.act_day': left('rebuilt', '由办理步骤数出来的，会重新数'),
  'fadu.search_doc': left('rebuilt', '公开检索的索引，导入后重建'),
  'fadu.law_block': left('rebuilt', '条文检索的索引，导入后重建'),
  'fadu.law_posting': left('rebuilt', '条文检索的索引，导入后重建'),
  'fadu.law_span': left('rebuilt', '条文检索的索引，导入后重建'),
  'fadu.law_index_state': left('rebuilt', '条文检索的索引，导入后重建'),
  'fadu.law_dirty': left('rebuilt', '等待重建索引的文本'),
  'fadu.law_link': left('rebuilt', '引用的联系，由文本算出'),
  'fadu.law_linked': left('rebuilt', '引用找到哪里'),
  'fadu.near_source': left('rebuilt', '近似文本的指纹，由文本算出'),
  'fadu.near_print': left('rebuilt', '近似文本的指纹，由文本算出'),
  'fadu.near_todo': left('rebuilt', '等待取指纹的文本'),
  'fadu.signal_event': left('rebuilt', '风险信号，由办理步骤算出'),
  'fadu.signal_count': left('rebuilt', '风险信号，按日按月数出来的'),
  'fadu.signal_scan': left('rebuilt', '风险信号算到哪里'),
  'public.fadu_migration': left('own', '数据库结构的版本，写在 manifest.json，导入时核对'),
  'auth.session': left('secret', '登录状态'),
  'auth.twoFactor': left('secret', '第二因素的密钥，到新实例后重新设置'),
  'auth.verification': left('secret', '一次性验证码'),
  'auth.rateLimit': left('own', '登录频次，只在本实例有意义'),
  'graphile_worker._private_job_queues': left('own', '后台任务库自己的表'),
  'graphile_worker._private_known_crontabs': left('own', '后台任务库自己的表'),
  'graphile_worker._private_tasks': left('own', '后台任务库自己的表'),
  'graphile_worker.migrations': left('own', '后台任务库自己的表'),
};

/** The tables that go out as rows, in the order of import. */
export const exportedTables = (): [string, Exported][] =>
  Object.entries(DECISIONS).filter((d): d is [string, Exported] => d[1].does === 'export');

/** `"schema"."table"` of a name as it stands in the decisions. */
export const quotedTable = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
