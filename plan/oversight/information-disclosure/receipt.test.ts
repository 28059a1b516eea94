import { CaseView, titleOf } from '@fadu/kernel';
import { describe, expect, it } from 'vitest';
import { applicationInput, Case, people, registrationInput } from './case.testing.ts';
import { disclosureOnApplication, receivedOn } from './index.ts';

const online = { ...applicationInput, agency: 'bureau' };

describe('R40.2 an application is registered on the right day (art. 31)', () => {
  it('R90.2 §5.7 row 1: handed in on 2026-02-10, due 2026-03-16, with the full extension 2026-04-14', () => {
    const c = new Case().received('2026-02-10');
    expect(receivedOn(c.view)).toBe('2026-02-10');
    expect(c.clock('answer').due).toBe('2026-03-16');
    c.on('2026-03-16', '23:00').do('extend-answer', people.head, { days: 20, reason: '需要检索历年档案' });
    expect(c.clock('answer').due).toBe('2026-04-14');
  });

  it('R90.2 §5.7 row 2: sent online on Saturday 2026-10-10 at 22:00, confirmed on 10-12, received on 10-12', () => {
    const c = new Case().on('2026-10-10', '22:00').do('apply-online', people.zhang, online);
    expect(receivedOn(c.view)).toBeUndefined();
    expect(c.clock('answer').state).toBe('idle');
    c.on('2026-10-12').do('confirm-receipt', people.clerk, { confirmedOn: '2026-10-12', how: '电话' });
    expect(receivedOn(c.view)).toBe('2026-10-12');
    expect(c.clock('answer').due).toBe('2026-11-09');
    expect(c.state.phase).toBe('handling');
  });

  it('R90.2 §5.7 row 3: a plain letter found on 09-24, applicant reached on 09-28: due 2026-10-30, confirmed late', () => {
    const c = new Case()
      .on('2026-09-24')
      .do('register', people.clerk, registrationInput('平常信函', '2026-09-24'));
    expect(c.clock('receipt-confirmation').due).toBe('2026-09-24');
    c.on('2026-09-28').do('confirm-receipt', people.clerk, { confirmedOn: '2026-09-28', how: '电话' });
    expect(receivedOn(c.view)).toBe('2026-09-28');
    expect(c.clock('answer').due).toBe('2026-10-30');
    expect(c.clock('receipt-confirmation').late).toBe(true);
  });

  it('a plain letter confirmed on the day it came is in time', () => {
    const c = new Case()
      .on('2026-09-24')
      .do('register', people.clerk, registrationInput('平常信函', '2026-09-24'));
    c.on('2026-09-24', '17:00').do('confirm-receipt', people.clerk, {
      confirmedOn: '2026-09-24',
      how: '电话',
    });
    expect(c.clock('receipt-confirmation').late).toBe(false);
  });

  it('mail signed for on Friday and registered on Monday counts from Friday', () => {
    const c = new Case()
      .on('2026-06-08')
      .do('register', people.clerk, registrationInput('邮寄签收', '2026-06-05'));
    expect(receivedOn(c.view)).toBe('2026-06-05');
    expect(c.clock('answer').startedAt?.slice(0, 10)).toBe('2026-06-05');
    // 19 June is a holiday: 20 working days after 5 June.
    expect(c.clock('answer').due).toBe('2026-07-06');
  });

  it('a fax waits for both sides to confirm, by the online rule of two working days', () => {
    const c = new Case()
      .on('2026-06-08')
      .do('register', people.clerk, registrationInput('传真', '2026-06-08'));
    expect(c.state.phase).toBe('submitted');
    expect(c.clock('receipt-confirmation').due).toBe('2026-06-10');
    expect(c.codes('draft-reply', people.clerk, {})).toContain('phase');
    expect(c.codes('confirm-receipt', people.clerk, { confirmedOn: '2026-06-05', how: '电话' })).toEqual([
      'CONFIRMED',
    ]);
    expect(c.codes('confirm-receipt', people.clerk, { confirmedOn: '2026-06-09', how: '电话' })).toEqual([
      'CONFIRMED',
    ]);
  });

  it('an oral application is written down by the office and read back', () => {
    const c = new Case().on('2026-06-08');
    const [refusal] = c.refused('register', people.clerk, registrationInput('口头申请', '2026-06-08'));
    expect(refusal?.code).toBe('disclosure-on-application.ORAL');
    expect(refusal?.cites[0]?.article).toBe('29');
    c.do(
      'register',
      people.clerk,
      registrationInput('口头申请', '2026-06-08', {
        oralWhy: '视力障碍',
        readBack: true,
        assistance: '需要朗读答复',
      }),
    );
    expect(c.clock('answer').state).toBe('running');
    expect(titleOf(disclosureOnApplication, new CaseView(c.state))).toBe(applicationInput.information);
  });

  it('a day of arrival to come is refused', () => {
    expect(
      new Case()
        .on('2026-06-08')
        .codes('register', people.clerk, registrationInput('邮寄签收', '2026-06-09')),
    ).toEqual(['ARRIVED']);
  });

  it('only the office registers, only its own clerk confirms, anyone who is signed in applies', () => {
    expect(
      new Case()
        .on('2026-06-08')
        .codes('register', people.zhang, registrationInput('当面提交', '2026-06-08')),
    ).toEqual(['who']);
    const c = new Case().on('2026-06-08').do('apply-online', people.zhang, online);
    expect(c.codes('confirm-receipt', people.otherClerk, { confirmedOn: '2026-06-08', how: '电话' })).toEqual(
      ['who'],
    );
    expect(titleOf(disclosureOnApplication, c.view)).toBe(applicationInput.information);
  });

  it('an organ that owes no disclosure cannot be asked (art. 27)', () => {
    expect(
      new Case().on('2026-06-08').codes('apply-online', people.zhang, { ...online, agency: 'club' }),
    ).toEqual(['AGENCY']);
  });
});

describe('R40.2 O6 and O8: no purpose, no interest', () => {
  it.each(['purpose', 'reason', 'use', 'interest'])(
    'O6: the form has no place for “%s” and refuses it',
    (field) => {
      const [online1] = new Case()
        .on('2026-06-08')
        .refused('apply-online', people.zhang, { ...online, [field]: '科研' });
      expect(online1?.code).toBe('input');
      const [paper] = new Case()
        .on('2026-06-08')
        .refused('register', people.clerk, registrationInput('当面提交', '2026-06-08', { [field]: '科研' }));
      expect(paper?.code).toBe('input');
    },
  );

  it('what is missing is named in Chinese with its field', () => {
    const { name: _name, ...without } = online;
    const refusals = new Case().on('2026-06-08').refused('apply-online', people.zhang, without);
    expect(refusals.map((r) => r.field)).toEqual(['name']);
    expect(refusals[0]?.say).toContain('姓名或者名称');
  });
});

describe('R40.2 withdrawal and succession', () => {
  it('the applicant withdraws before the reply, without a reason; nothing runs on', () => {
    const c = new Case().received('2026-06-08').on('2026-06-10').do('withdraw', people.zhang, {});
    expect(c.state.ended).toBe('stopped');
    expect(c.clock('answer').state).toBe('stopped');
    expect(c.paper('withdrawal-note').words).toContain('撤回');
    expect(c.codes('draft-reply', people.clerk, {})).toContain('ended');
  });

  it('a stranger cannot withdraw; a letter of withdrawal is registered by the clerk', () => {
    const c = new Case().received('2026-06-08').on('2026-06-10');
    expect(c.codes('withdraw', people.stranger, {})).toEqual(['who']);
    expect(c.codes('register-withdrawal', people.clerk, { receivedOn: '2026-06-11' })).toEqual(['WITHDRAWN']);
    c.do('register-withdrawal', people.clerk, { receivedOn: '2026-06-10' });
    expect(c.state.phase).toBe('withdrawn');
  });

  it('after a merger the successor works on and the limit goes on', () => {
    const c = new Case().received('2026-06-08');
    const due = c.clock('answer').due;
    c.on('2026-06-10').do('pass-to-successor', people.head, {
      successor: 'successor',
      basis: '机构改革方案',
    });
    expect(c.view.bound('agency')).toEqual(['successor']);
    expect(c.clock('answer').due).toBe(due);
    expect(c.codes('ask-third-party', people.clerk, {})).toContain('who');
  });
});
