/** The tables as Kysely sees them. Kept by hand beside the migrations; a test compares it with the database. */
import type { ActorRecord, ClockEventAt, Effects, LegalText } from '@fadu/kernel';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

type Json<T extends object> = JSONColumnType<T, string, string>;

export interface Tables {
  'fadu.region': { code: string; name: string; parent: string | null };
  'fadu.organ': {
    id: string;
    region: string;
    name: string;
    full_name: string;
    kind: string;
    uscc: string | null;
    /** 机关代字, as document numbers begin. */
    mark: string | null;
    valid_from: Generated<string>;
    valid_to: string | null;
    demo: Generated<boolean>;
  };
  'fadu.person': { id: string; name: string; kind: 'staff' | 'resident'; demo: Generated<boolean> };
  'fadu.post': {
    person: string;
    role: string;
    organ: string;
    valid_from: Generated<string>;
    valid_to: string | null;
  };
  'fadu.db_scope': { role: string; region: string; organ: string | null };
  'fadu.act': {
    region: string;
    case_id: string;
    seq: number;
    act: string;
    at: string;
    actor: Json<ActorRecord>;
    input: Json<Record<string, unknown>>;
    effects: Json<Effects>;
    issued: Json<Record<string, string>> | null;
    salt: string;
    digest: string;
    idem_key: string;
  };
  'fadu.number': {
    region: string;
    series: string;
    organ: string;
    year: number;
    n: number;
    text: string;
    case_id: string;
    seq: number;
  };
  'fadu.number_series': { region: string; series: string; organ: string; year: number; last: number };
  'fadu.blob': { hash: string; media: string; size: number; bytes: Buffer };
  'fadu.paper': {
    region: string;
    id: string;
    case_id: string;
    seq: number;
    template: string;
    title: string;
    number: string | null;
    organ: string;
    made_on: string;
    docx: string;
    pdf: string;
    public: boolean;
    digest: string;
  };
  'fadu.entry': {
    region: string;
    register: string;
    code: string;
    version: number;
    law_from: string;
    law_to: string | null;
    recorded_at: string;
    body: Json<Record<string, unknown>>;
    case_id: string;
    seq: number;
  };
  'fadu.calendar_year': {
    year: number;
    version: number;
    body: Json<Record<string, unknown>>;
    adopted_at: string;
    adopted_by: Json<Record<string, unknown>>;
    digest: string;
  };
  'fadu.leaf': {
    id: Generated<number>;
    tx: Generated<string>;
    region: string;
    kind: string;
    ref: string;
    body: string;
  };
  'fadu.log_entry': { index: number; leaf: number };
  'fadu.log_tile': { path: string; bytes: Buffer };
  'fadu.checkpoint': { size: number; note: string };
  'fadu.case_file': {
    region: string;
    id: string;
    procedure: string;
    version: string;
    title: string;
    phase: string;
    ended: string | null;
    seq: number;
    owner: string;
    organs: string[];
    persons: string[];
    bindings: Json<Record<string, string[]>>;
    public: Generated<boolean>;
    demo: Generated<boolean>;
    opened_at: string;
    changed_at: string;
  };
  'fadu.clock': {
    region: string;
    case_id: string;
    clock: string;
    procedure: string;
    title: string;
    kind: string;
    state: string;
    owed_by: string;
    owed_organs: string[];
    owed_organ: ColumnType<string | null, never, never>;
    owner: string;
    started_at: string;
    due: string | null;
    due_at: string | null;
    stopped_at: string | null;
    late: boolean;
    provisional: boolean;
    first_due: string | null;
    on_expiry: string | null;
    expiry_done: Generated<boolean>;
    warn_from: string | null;
    warned: Generated<boolean>;
    events: ColumnType<ClockEventAt[], string, string>;
  };
  'fadu.public_act': {
    region: string;
    case_id: string;
    seq: number;
    act: string;
    title: string;
    at: string;
    organ: string | null;
    body: Json<Record<string, unknown>>;
  };
  'fadu.notice': {
    region: string;
    id: Generated<number>;
    organ: string | null;
    person: string | null;
    case_id: string | null;
    text: string;
    at: string;
    read_at: string | null;
  };
  'fadu.setting': { key: string; value: Json<object> };
  'fadu.instrument': {
    id: string;
    title: string;
    level: string;
    kind: string;
    maker: string;
    region: string | null;
    doc_no: string | null;
    origin: 'import' | 'known' | 'case';
    recorded_at: string;
  };
  'fadu.instrument_alias': { alias: string; instrument: string };
  'fadu.instrument_version': {
    instrument: string;
    version: number;
    adopted: string | null;
    approved: string | null;
    promulgated: string | null;
    published: string | null;
    effective: string | null;
    expires: string | null;
    body: Json<LegalText>;
    sha256: string;
    source: string;
    lines: number;
    case_id: string | null;
    recorded_at: string;
    digest: string;
  };
  'fadu.instrument_event': {
    id: Generated<number>;
    instrument: string;
    kind: 'amended' | 'repealed' | 'corrected';
    articles: string[];
    on_day: string;
    by_instrument: string | null;
    says: string;
    case_id: string | null;
    seq: number | null;
    recorded_at: string;
  };
  'fadu.provision': {
    id: Generated<number>;
    instrument: string;
    version: number;
    ordinal: number;
    eid: string;
    article: string | null;
    label: string;
    path: string;
    text: string;
    law_from: string | null;
    law_to: string | null;
  };
}
