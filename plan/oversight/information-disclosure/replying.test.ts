import { describe, expect, it } from 'vitest';
import { applicationInput, Case, drafts, passed, people, registrationInput } from './case.testing.ts';
import {
  APPLICANT_TYPES,
  REPLY_CODES,
  REPLY_FIELDS,
  REPLY_TYPES,
  remedyOf,
  resultOf,
  WITHHOLDING_CODES,
} from './index.ts';

const draft = (code: string, more: object = {}) => ({ ...drafts[code], ...more });
const handling = () => new Case().received('2026-06-08').on('2026-06-15');
/** A case in which whatever a type presupposes has happened. */
function readyFor(code: string): Case {
  const c = handling();
  if (code === 'C4') {
    c.do('ask-third-party', people.clerk, { parties: ['firm'], content: '报价明细', sentOn: '2026-06-15' });
    c.on('2026-06-16').do('third-party-opinion', people.firm, { position: '不同意', reason: '属于商业秘密' });
  }
  if (code === 'D3') {
    c.do('notify-correction', people.clerk, {
      items: ['项目名称'],
      guidance: '可以在网站查询',
      correctBy: '2026-06-30',
    });
    c.on('2026-06-16').do('submit-correction', people.zhang, { text: '就是那个项目' });
  }
  if (code === 'E4') {
    c.do('ask-reasons', people.clerk, {
      count: 90,
      excess: '半年内90件，内容大同小异',
      answerBy: '2026-06-24',
    });
    c.on('2026-06-16').do('state-reasons', people.zhang, { reasons: '就是想要' });
    c.do('judge-reasons', people.head, { conclusion: '不合理', grounds: '没有说明任何实际需要' });
  }
  return c;
}

describe('R40.2 every reply type, from draft to the closed file', () => {
  it.each(REPLY_CODES)(
    '%s: facts, reasons, basis and remedies in the letter; posted by mail; closed',
    (code) => {
      const c = readyFor(code).signed(code);
      const { words } = c.paper('reply');
      const type = REPLY_TYPES[code];
      expect(words).toContain('经审查：收到申请后检索了项目档案和财务档案');
      expect(words).toContain(type.decides);
      expect(words).toContain(`《政府信息公开条例》第`);
      if (code !== 'A') expect(words).toContain(`理由：${String(drafts[code]?.reasons)}`);
      expect(words).toContain('某市人民政府');
      expect(words).toContain('某市船营区人民法院');
      c.on('2026-06-17').posted('2026-06-17').do('close', people.clerk);
      expect(c.state.ended).toBe('done');
      expect(c.clock('answer')).toMatchObject({ state: 'stopped', late: false });
      expect(resultOf(c.view)).toBe(code);
    },
  );

  it.each(REPLY_CODES.filter((code) => code !== 'A'))(
    'O1 %s: without what its type asks for the draft is refused',
    (code) => {
      const c = readyFor(code);
      for (const field of REPLY_TYPES[code].asks) {
        const { [field]: _gone, ...without } = drafts[code] ?? {};
        const refusal = c.refused('draft-reply', people.clerk, without).find((r) => r.code.endsWith('.O1'));
        expect(refusal?.say).toContain(REPLY_FIELDS[field]);
        expect(refusal?.cites[0]?.article).toBe('36');
      }
    },
  );

  it('O1: no remedy, no draft', () => {
    const { court: _court, ...without } = drafts.D1 ?? {};
    expect(handling().refused('draft-reply', people.clerk, without)[0]).toMatchObject({
      code: 'input',
      field: 'court',
    });
  });

  it('refusals on arts 14 to 16 go to reconsideration first, the rest to either', () => {
    for (const code of REPLY_CODES) {
      const first = (WITHHOLDING_CODES as readonly string[]).includes(code);
      if (code === 'B') continue;
      expect(remedyOf(code), code).toBe(first ? 'reconsideration-first' : 'either');
      expect(readyFor(code).signed(code).paper('reply').words.includes('应当先申请行政复议'), code).toBe(
        first,
      );
    }
    expect(remedyOf('B', ['C6'])).toBe('reconsideration-first');
    expect(remedyOf('B', ['不属于政府信息'])).toBe('either');
  });

  it('O8: the same draft is judged the same whoever applies', () => {
    const verdicts = APPLICANT_TYPES.map((applicantType) => {
      const c = new Case()
        .on('2026-06-15')
        .do(
          'register',
          people.clerk,
          registrationInput('当面提交', '2026-06-15', { applicantType, name: `${applicantType}申请人` }),
        );
      return REPLY_CODES.map((code) => {
        c.do('draft-reply', people.clerk, drafts[code]);
        const bad = c.codes('draft-reply', people.clerk, { ...drafts[code], facts: '短' });
        const next = c.refused('post-reply', people.clerk, {}).map((r) => r.code);
        return [code, [...c.state.conds].sort(), bad, next];
      });
    });
    for (const verdict of verdicts) expect(verdict).toEqual(verdicts[0]);
  });
});

describe('R40.2 what may leave the house', () => {
  it('O2: nothing is released without a review that says so; a new draft needs a new review', () => {
    const c = handling().do('draft-reply', people.clerk, draft('A'));
    expect(c.codes('sign-reply', people.head)).toEqual(['O2']);
    c.do('review-disclosure', people.reviewer, { ...passed, conclusion: '不能确定' });
    expect(c.codes('sign-reply', people.head)).toEqual(['O2']);
    c.do('review-disclosure', people.reviewer, passed).do('draft-reply', people.clerk, draft('A'));
    const [refusal] = c.refused('sign-reply', people.head);
    expect(refusal?.cites[0]?.article).toBe('17');
  });

  it('who drafted does not review; who is not the head does not sign', () => {
    const c = handling();
    expect(c.codes('review-disclosure', people.reviewer, passed)).toEqual(['REVIEW-DRAFT']);
    c.do('draft-reply', people.double, draft('A'));
    expect(c.codes('review-disclosure', people.double, passed)).toEqual(['REVIEW-APART']);
    c.do('review-disclosure', people.reviewer, passed);
    expect(c.codes('sign-reply', people.clerk)).toEqual(['who']);
  });

  it('O5: for a third party nothing is withheld before they were asked, or why not was recorded', () => {
    const c = handling().do('draft-reply', people.clerk, draft('C4'));
    expect(c.codes('sign-reply', people.head)).toEqual(['O5']);
    c.do('third-party-impossible', people.clerk, { reason: '公司已经注销，查不到清算组成员' }).do(
      'sign-reply',
      people.head,
    );
    expect(c.state.phase).toBe('delivering');
  });

  it('O5: the same for a part withheld', () => {
    const c = handling().do(
      'draft-reply',
      people.clerk,
      draft('B', { withheld: [{ what: '报价', code: 'C4', reason: '商业秘密' }] }),
    );
    c.do('review-disclosure', people.reviewer, passed);
    expect(c.codes('sign-reply', people.head)).toEqual(['O5']);
  });

  it('O7: the copy is a rendition of its own; a refusal carries no copy; partial disclosure lists what is left out', () => {
    const c = handling();
    const same = { title: '明细', original: 'DA-1', rendition: 'DA-1', redacted: [] };
    expect(c.refused('draft-reply', people.clerk, draft('A', { released: [same] }))[0]?.say).toBe(
      '提供的必须是公开副本，不能是原件',
    );
    expect(c.codes('draft-reply', people.clerk, draft('C1', { released: drafts.A?.released }))).toEqual([
      'O7',
    ]);
    expect(c.codes('draft-reply', people.clerk, draft('B', { released: [] }))).toEqual(['O7']);
    expect(c.codes('draft-reply', people.clerk, draft('A', { released: [] }))).toEqual(['O7']);
    c.signed('B');
    const { words } = c.paper('reply');
    expect(words).toContain('GK-2024-001');
    expect(words).toContain('经办人手机号');
    expect(words).toContain('属于四类过程性信息');
    expect(words).not.toContain('DA-2024-001');
  });

  it('what is already public is answered with the way to it, without a review', () => {
    const c = handling().do(
      'draft-reply',
      people.clerk,
      draft('A', { released: undefined, whereToFind: '市政府门户网站政府信息公开栏' }),
    );
    c.do('sign-reply', people.head);
    expect(c.paper('reply').words).toContain('市政府门户网站');
  });

  it('a third party’s consent leaves no ground for C4 (art. 15)', () => {
    const c = handling().do('ask-third-party', people.clerk, {
      parties: ['firm'],
      content: '报价明细',
      sentOn: '2026-06-15',
    });
    c.on('2026-06-16').do('third-party-opinion', people.firm, { position: '同意' });
    expect(c.codes('draft-reply', people.clerk, draft('C4'))).toEqual(['CONSENTED']);
  });

  it('disclosure against an objection needs its reason, and the third party is told before the file closes (art. 32)', () => {
    const c = readyFor('C4');
    expect(c.codes('draft-reply', people.clerk, draft('A'))).toEqual(['OVERRIDE']);
    c.signed('A', { override: '涉及公共资金使用，不公开会严重影响公共利益' });
    c.on('2026-06-17').posted('2026-06-17');
    const [refusal] = c.refused('close', people.clerk);
    expect(refusal).toMatchObject({ code: 'disclosure-on-application.CLOSE-TOLD' });
    c.do('tell-third-party', people.clerk, {
      content: '资金使用明细表',
      reasons: '涉及公共资金使用，公众有权监督',
      toldOn: '2026-06-17',
    });
    expect(c.paper('third-party-told').recipients).toBe('firm');
    c.do('close', people.clerk);
  });

  it('no one else is told when no one objected', () => {
    const c = handling().signed('A');
    expect(
      c.codes('tell-third-party', people.clerk, {
        content: '明细表',
        reasons: '涉及公共资金使用，公众有权监督',
        toldOn: '2026-06-15',
      }),
    ).toEqual(['TELL-ONLY']);
  });

  it('art. 44: what was reviewed and released may become public for all; a refusal may not', () => {
    const c = handling().signed('A').do('publish-proactively', people.clerk, { reason: '五人申请同一信息' });
    expect(c.state.acts.at(-1)?.effects.publishes).toEqual(['disclosed-information']);
    expect(
      handling().signed('C6').codes('publish-proactively', people.clerk, { reason: '五人申请同一信息' }),
    ).toEqual(['PROACTIVE-RELEASED']);
  });
});

describe('R40.2 edge cases of §5.7', () => {
  it('row 7: an internal draft opinion may be withheld, weighed; where a statute orders disclosure it may not', () => {
    const c = handling();
    expect(c.codes('draft-reply', people.clerk, draft('C6', { weighing: undefined }))).toEqual(['O1']);
    for (const code of ['C5', 'C6', 'C7']) {
      const [refusal] = c.refused('draft-reply', people.clerk, draft(code, { ordered: true }));
      expect(refusal?.code).toBe('disclosure-on-application.ORDERED');
      expect(refusal?.cites[0]).toMatchObject({ article: '16' });
    }
    c.do('draft-reply', people.clerk, draft('C6'));
  });

  it('row 8: a table that exists in no record is D2, unless it can be taken from existing records by filtering', () => {
    const c = handling();
    const [refusal] = c.refused('draft-reply', people.clerk, draft('D2', { extractable: true }));
    expect(refusal?.say).toContain('应当提供现有记录');
    expect(refusal?.cites.map((x) => x.article)).toEqual(['37', '38']);
    expect(c.codes('draft-reply', people.clerk, draft('D2', { extractable: undefined }))).toEqual([
      'EXTRACT',
    ]);
    c.do('draft-reply', people.clerk, draft('D2'));
  });

  it('row 10: posted on the due date by a private courier is no delivery', () => {
    const c = handling().signed('A').on('2026-07-07');
    expect(c.clock('answer').due).toBe('2026-07-07');
    const [refusal] = c.refused('post-reply', people.clerk, {
      carrier: '其他快递企业',
      tracking: 'SF123456',
      postedOn: '2026-07-07',
    });
    expect(refusal).toMatchObject({ code: 'disclosure-on-application.POSTAL', field: 'carrier' });
    expect(refusal?.cites[0]).toMatchObject({ source: 'gkb-2016-235', article: '2' });
    expect(c.codes('close', people.clerk)).toEqual(['CLOSE-DELIVERED']);
  });

  it('row 11: a party asking for the file of its own penalty gets C7 and is pointed to inspection of the file', () => {
    expect(handling().signed('C7').paper('reply').words).toContain('可以依照该案件适用的程序查阅案卷');
  });

  it('D1: names the organ that has it; says how it was searched where it does not exist', () => {
    const c = handling();
    expect(c.codes('draft-reply', people.clerk, draft('D1', { searched: undefined }))).toEqual(['SEARCHED']);
    c.signed('D1', { missing: '不属于本机关负责公开', rightOrgan: '市财政局，0432-00000000' });
    expect(c.paper('reply').words).toContain('负责公开该信息的机关：市财政局');
    expect(c.paper('reply').words).toContain('第三十六条第（五）项，无法提供');
    expect(handling().signed('D1').paper('reply').words).toContain('第三十六条第（四）项，无法提供');
  });

  it('D3 without a correction is refused', () => {
    const c = handling().do('draft-reply', people.clerk, draft('D3'));
    expect(c.codes('sign-reply', people.head)).toEqual(['D3']);
  });
});

describe('R40.2 sending (国办公开办函〔2016〕235号)', () => {
  it('R90.2 by post the day handed to the postal enterprise counts, though recorded later', () => {
    const c = handling().signed('A').on('2026-07-09').posted('2026-07-07');
    expect(c.clock('answer')).toMatchObject({ state: 'stopped', late: false });
  });

  it('R90.2 in person the day of signature counts', () => {
    const c = handling().signed('A').on('2026-07-08').do('deliver-reply', people.clerk, {
      method: '直接送达',
      servedOn: '2026-07-07',
      receiver: '张某',
      receipt: '回证1号',
    });
    expect(c.clock('answer').late).toBe(false);
    expect(c.paper('deliver-reply-receipt').words).toContain('张某');
    c.do('close', people.clerk);
  });

  it('late is flagged, not blocked', () => {
    const c = handling().on('2026-07-20').signed('A').posted('2026-07-20').do('close', people.clerk);
    expect(c.clock('answer')).toMatchObject({ state: 'stopped', late: true });
    expect(c.state.ended).toBe('done');
  });

  it('other days and other ways are refused', () => {
    const c = handling().signed('A').on('2026-06-17');
    expect(
      c.codes('post-reply', people.clerk, {
        carrier: '邮政企业',
        tracking: 'EMS123456',
        postedOn: '2026-06-12',
      }),
    ).toEqual(['POSTED']);
    expect(
      c.codes('post-reply', people.clerk, {
        carrier: '邮政企业',
        tracking: 'EMS123456',
        postedOn: '2026-06-18',
      }),
    ).toEqual(['POSTED']);
    expect(
      c.codes('deliver-reply', people.clerk, {
        method: '邮寄送达',
        servedOn: '2026-06-17',
        tracking: 'EMS123456',
        receipt: '回执',
      }),
    ).toContain('DELIVER-METHOD');
    expect(c.codes('deliver-reply', people.clerk, { method: '公告送达', servedOn: '2026-06-17' })).toContain(
      'DELIVER-METHOD',
    );
    expect(c.codes('withdraw', people.zhang, {})).toEqual(['phase']);
  });

  it('a returned letter is posted again; the first posting keeps the day', () => {
    const c = handling()
      .signed('A')
      .on('2026-06-17')
      .posted('2026-06-17')
      .on('2026-07-10')
      .posted('2026-07-10')
      .do('close', people.clerk);
    expect(c.clock('answer').late).toBe(false);
  });

  it('art. 33(1): answered on the spot, the same day, only what was handed in face to face', () => {
    const spot = { answer: '该办法已在市政府门户网站公布，可以当场打印' };
    const c = new Case().received('2026-06-08').do('answer-on-the-spot', people.clerk, spot);
    expect(c.state.phase).toBe('on-the-spot');
    expect(resultOf(c.view)).toBe('A');
    expect(handling().codes('answer-on-the-spot', people.clerk, spot)).toEqual(['SPOT']);
    const mailed = new Case()
      .on('2026-06-08')
      .do('register', people.clerk, registrationInput('邮寄签收', '2026-06-08'));
    expect(mailed.codes('answer-on-the-spot', people.clerk, spot)).toEqual(['SPOT']);
  });

  it('the letter is addressed to the applicant and answers what was asked', () => {
    const paper = handling().signed('A').paper('reply');
    expect(paper.recipients).toBe(applicationInput.name);
    expect(paper.words).toContain(applicationInput.information);
    expect(paper.words).toContain('2026年6月8日收到');
  });
});
