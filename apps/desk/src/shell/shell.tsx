/** The frame around every page: where to go, who I am, what is new. */
import { MenuOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Drawer, Dropdown, Select } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { noticesQuery, todoQuery } from '../api/queries.ts';
import { groupOf } from '../due.ts';
import { postKey, useSession } from '../session.tsx';
import { KeysHelp, useKeys } from './keys.tsx';
import { Palette } from './palette.tsx';
import { newSince, useSeenNotices } from './seen.ts';

const NAV = [
  {
    title: '办事',
    links: [
      ['/', '今天'],
      ['/cases', '全部事项'],
      ['/notices', '通知'],
      ['/parties', '主体档案'],
      ['/inspections', '联合检查'],
      ['/law-popularisation', '普法'],
      ['/signals', '执法信号'],
    ],
  },
  {
    title: '依据',
    links: [
      ['/registers', '登记簿'],
      ['/law-changes', '法律变动'],
      ['/filing', '备案审查'],
      ['/supervision', '行政执法监督'],
      ['/procedures', '程序'],
      ['/calendar', '工作日历'],
      ['/organs', '机关与人员'],
    ],
  },
  { title: '统筹', links: [['/plan', '实施方案']] },
] as const;

function Rail({ drawer = false, leave }: { readonly drawer?: boolean; readonly leave?: () => void }) {
  const todo = useQuery(todoQuery);
  const notices = useQuery(noticesQuery);
  const { seen } = useSeenNotices();
  const mine = todo.data?.items.filter((i) => groupOf(i) !== 'waiting' && groupOf(i) !== 'later') ?? [];
  const late = mine.some((i) => groupOf(i) === 'overdue');
  const fresh = newSince(notices.data?.items ?? [], seen);
  const counts: Readonly<Record<string, number>> = { '/': mine.length, '/notices': fresh };
  return (
    <nav className={drawer ? 'rail drawer-rail' : 'rail'} aria-label="主导航">
      <Link to="/new" className="new" onClick={leave}>
        新办一件
      </Link>
      {NAV.map((group) => (
        <section key={group.title}>
          <h2>{group.title}</h2>
          {group.links.map(([to, title]) => (
            <Link
              key={to}
              to={to}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              onClick={leave}
            >
              {title}
              {counts[to] ? (
                <span className={to === '/' && late ? 'count late' : 'count'}>{counts[to]}</span>
              ) : null}
            </Link>
          ))}
        </section>
      ))}
      <p className="foot">按 ? 看快捷键</p>
    </nav>
  );
}

function PostSwitch() {
  const { me, post, changePost } = useSession();
  if (!post) return <span className="quiet small">没有岗位</span>;
  if (me.posts.length === 1) {
    return (
      <span className="quiet small post" title={`${post.organName} ${post.roleName}`}>
        {post.organName}
        {' · '}
        {post.roleName}
      </span>
    );
  }
  return (
    <Select
      className="post"
      aria-label="以哪个岗位办理"
      variant="filled"
      value={postKey(post)}
      popupMatchSelectWidth={false}
      options={me.posts.map((p) => ({ value: postKey(p), label: `${p.organName} · ${p.roleName}` }))}
      onChange={(key) => {
        const next = me.posts.find((p) => postKey(p) === key);
        if (next) changePost(next);
      }}
    />
  );
}

/** Sign-out is a form of the sign-in pages: a plain post, so that nothing of the session stays in this page. */
function signOut(): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/sign-out';
  document.body.append(form);
  form.submit();
}

function Who({ openHelp }: { readonly openHelp: () => void }) {
  const { me } = useSession();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'name', label: me.name, disabled: true },
          { key: 'account', label: <a href="/account">账号与密码</a> },
          { key: 'keys', label: '快捷键', onClick: openHelp },
          { key: 'portal', label: <a href="/">公众网站</a> },
          { type: 'divider' },
          { key: 'out', label: '退出登录', onClick: signOut },
        ],
      }}
    >
      <button type="button" className="find who" aria-label={`${me.name}，打开个人菜单`}>
        <UserOutlined />
        <span className="who-name">{me.name}</span>
      </button>
    </Dropdown>
  );
}

/** Tell a screen reader and the window's title which page this is. */
function usePageTitle(): void {
  const path = useRouterState({ select: (s) => s.resolvedLocation?.pathname });
  useEffect(() => {
    if (path === undefined) return;
    const timer = window.setTimeout(() => {
      const title = document.querySelector('main h1')?.textContent;
      document.title = title ? `${title} · 法度工作台` : '法度工作台';
    }, 400);
    return () => window.clearTimeout(timer);
  }, [path]);
}

export function Shell() {
  const { me } = useSession();
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const [menu, setMenu] = useState(false);
  const openPalette = useCallback(() => setPalette(true), []);
  const openHelp = useCallback(() => setHelp(true), []);
  const closePalette = useCallback(() => setPalette(false), []);
  const closeHelp = useCallback(() => setHelp(false), []);
  useKeys(openPalette, openHelp);
  usePageTitle();
  return (
    <>
      <a className="skip" href="#main">
        跳到正文
      </a>
      <header className="head">
        <button type="button" className="menu-button" aria-label="打开导航" onClick={() => setMenu(true)}>
          <MenuOutlined />
        </button>
        <Link to="/" className="brand">
          <img src="/desk/icon.svg" alt="" />
          <span>法度</span>
          <span className="brand-more quiet" style={{ fontWeight: 400, fontSize: 14, letterSpacing: 0 }}>
            工作台
          </span>
        </Link>
        <button type="button" className="find" onClick={openPalette}>
          <SearchOutlined />
          <span className="find-words">找事项、程序、机关、法条</span>
          <kbd>Ctrl K</kbd>
        </button>
        <div className="head-end">
          {me.demo ? <span className="demo">演示数据</span> : null}
          <PostSwitch />
          <Who openHelp={openHelp} />
        </div>
      </header>
      <div className="frame">
        <Rail />
        <main id="main" className="page" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Drawer open={menu} onClose={() => setMenu(false)} placement="left" size={264} title="法度工作台">
        <Rail drawer leave={() => setMenu(false)} />
      </Drawer>
      <Palette open={palette} close={closePalette} />
      <KeysHelp open={help} close={closeHelp} />
    </>
  );
}
