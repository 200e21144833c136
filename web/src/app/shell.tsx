import { LogoutOutlined, MenuOutlined, SearchOutlined, UserOutlined } from '@/kit/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Dropdown } from 'antd'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router'
import { api } from '@/api/client'
import { useSay, type Key, type Say } from '@/i18n'
import { Combo, KeysProvider, useKey, useKeys } from '@/kit/keys'
import { CommandPalette, type Command } from '@/kit/palette'
import { ProblemAlert } from '@/kit/problem'
import { DetailSkeleton } from '@/kit/skeletons'
import { LangSwitch, RoleSwitch } from '@/kit/switches'
import { useNarrow } from '@/kit/table'
import { useWorkplace, type Role } from '@/kit/workplace'
import { Brand } from './brand'
import { groups, type PageEntry } from './pages'
import { keepLanguage, SessionProvider, useMe, useSession } from './session'

const word = (say: Say, key: Key): string => (say as (key: Key) => string)(key)

/** The frame around every page of a signed-in person. */
export function Shell({ pages }: { pages: readonly PageEntry[] }) {
  const { me, leave } = useSession()
  if (me.data) {
    return (
      <SessionProvider me={me.data}>
        <KeysProvider>
          <Frame pages={pages} leave={leave} />
        </KeysProvider>
      </SessionProvider>
    )
  }
  return (
    <div className="fm-loading">
      {me.isError && me.error.name === 'Problem' && 'status' in me.error && me.error.status !== 401 ? (
        <ProblemAlert error={me.error} retry={() => void me.refetch()} />
      ) : (
        <DetailSkeleton />
      )}
    </div>
  )
}

function useSeen(pages: readonly PageEntry[]): PageEntry[] {
  const { may } = useWorkplace()
  return useMemo(() => pages.filter((p) => p.group !== undefined && (p.permission === undefined || may(p.permission))), [pages, may])
}

function Frame({ pages, leave }: { pages: readonly PageEntry[]; leave: (ended: boolean) => void }) {
  const say = useSay()
  const me = useMe()
  const narrow = useNarrow()
  const seen = useSeen(pages)
  const { pathname } = useLocation()
  const [finding, setFinding] = useState(false)
  // The page on which the drawer was opened: going to another one closes it.
  const [menu, setMenu] = useState<string | null>(null)
  // Newer browsers answer scrollTo with a promise, which no effect may return.
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [pathname])
  return (
    <div className="fm-shell">
      <a className="fm-skip" href="#main">
        {say('app.skip')}
      </a>
      {!narrow && (
        <aside className="fm-side fm-noprint">
          <Link to="/" className="fm-side-brand">
            <Brand />
          </Link>
          <Nav pages={seen} />
        </aside>
      )}
      <div className="fm-body">
        <Top narrow={narrow} find={() => setFinding(true)} leave={leave} />
        <Banners demo={me.demo} />
        <main id="main" tabIndex={-1}>
          <Outlet />
        </main>
        {narrow && <Bottom pages={seen} find={() => setFinding(true)} open={() => setMenu(pathname)} />}
      </div>
      <Drawer open={narrow && menu === pathname} onClose={() => setMenu(null)} placement="left" size={290} title={<Brand />} destroyOnHidden>
        <Nav pages={seen} />
      </Drawer>
      <Palette pages={seen} open={finding} setOpen={setFinding} leave={leave} />
      {seen.filter((p) => p.go !== undefined).map((p) => (
        <GoKey key={p.path} page={p} />
      ))}
    </div>
  )
}

function GoKey({ page }: { page: PageEntry }) {
  const navigate = useNavigate()
  useKey(`g ${page.go ?? ''}`, page.word, () => void navigate(page.path))
  return null
}

function Nav({ pages }: { pages: readonly PageEntry[] }) {
  const say = useSay()
  return (
    <nav className="fm-nav" aria-label={say('app.nav')}>
      {groups.map((group) => {
        const own = pages.filter((p) => p.group === group)
        if (own.length === 0) return null
        return (
          <div key={group} className="fm-nav-group">
            <h2 id={`nav-${group}`}>{say(`app.group.${group}`)}</h2>
            <ul aria-labelledby={`nav-${group}`}>
              {own.map((p) => (
                <li key={p.path}>
                  <NavLink to={p.path} end={p.path === '/'}>
                    <span aria-hidden="true">{p.icon}</span>
                    {word(say, p.word)}
                  </NavLink>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}

function useSignOut(leave: (ended: boolean) => void): () => void {
  return () => {
    // Whatever the server says, this window forgets the session.
    void api.DELETE('/v1/session').catch(() => undefined).finally(() => leave(false))
  }
}

function Top({ narrow, find, leave }: { narrow: boolean; find: () => void; leave: (ended: boolean) => void }) {
  const say = useSay()
  const me = useMe()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { openSheet } = useKeys()
  const signOut = useSignOut(leave)
  const act = async (role: Role) => {
    await api.POST('/v1/demo/role', { body: { role } })
    await client.invalidateQueries()
  }
  return (
    <header className="fm-top fm-noprint">
      {narrow ? <Brand /> : <Finder find={find} />}
      <span className="fm-top-shop">{me.shop_name}</span>
      <div className="fm-top-tools" role="group" aria-label={say('app.tools')}>
        {me.demo && <RoleSwitch role={me.role} choose={(role) => void act(role)} />}
        <LangSwitch keep={keepLanguage} />
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'me', icon: <UserOutlined />, label: say('app.me') },
              { key: 'keys', icon: <kbd className="fm-kbd-icon">?</kbd>, label: say('app.shortcuts') },
              { type: 'divider' },
              { key: 'out', icon: <LogoutOutlined />, label: say('app.sign_out') },
            ],
            onClick: ({ key }) => {
              if (key === 'me') void navigate('/me')
              if (key === 'keys') openSheet()
              if (key === 'out') signOut()
            },
          }}
        >
          <Button type="text" icon={<UserOutlined />} aria-label={say('app.account', { name: me.name })}>
            {narrow ? null : me.name}
          </Button>
        </Dropdown>
      </div>
    </header>
  )
}

function Finder({ find }: { find: () => void }) {
  const say = useSay()
  return (
    <button type="button" className="fm-find" onClick={find} aria-haspopup="dialog">
      <SearchOutlined aria-hidden="true" /> <span>{say('kit.palette.hint')}</span> <Combo of="mod+k" />
    </button>
  )
}

const onlineNow = (told: () => void) => {
  window.addEventListener('online', told)
  window.addEventListener('offline', told)
  return () => {
    window.removeEventListener('online', told)
    window.removeEventListener('offline', told)
  }
}

function Banners({ demo }: { demo: boolean }) {
  const say = useSay()
  const online = useSyncExternalStore(onlineNow, () => navigator.onLine)
  return (
    <div role="status" className="fm-noprint">
      {demo && <p className="fm-banner fm-banner-demo">{say('app.demo')}</p>}
      {!online && <p className="fm-banner fm-banner-off">{say('app.offline')}</p>}
    </div>
  )
}

function Bottom({ pages, find, open }: { pages: readonly PageEntry[]; find: () => void; open: () => void }) {
  const say = useSay()
  return (
    <nav className="fm-bottom fm-noprint" aria-label={say('app.quick')}>
      {pages.filter((p) => p.phone).slice(0, 3).map((p) => (
        <NavLink key={p.path} to={p.path} end={p.path === '/'}>
          <span aria-hidden="true">{p.icon}</span>
          {word(say, p.word)}
        </NavLink>
      ))}
      <button type="button" onClick={find} aria-haspopup="dialog">
        <SearchOutlined aria-hidden="true" />
        {say('app.find')}
      </button>
      <button type="button" onClick={open} aria-haspopup="dialog">
        <MenuOutlined aria-hidden="true" />
        {say('app.menu')}
      </button>
    </nav>
  )
}

function Palette({ pages, open, setOpen, leave }: { pages: readonly PageEntry[]; open: boolean; setOpen: (open: boolean) => void; leave: (ended: boolean) => void }) {
  const say = useSay()
  const { openSheet } = useKeys()
  const signOut = useSignOut(leave)
  const commands: Command[] = [
    ...pages.map((p) => ({ id: p.path, label: word(say, p.word), group: say('app.go'), alias: p.alias, to: p.path })),
    { id: 'keys', label: say('app.shortcuts'), group: say('app.do'), alias: 'kuaijiejian kjj keys', run: openSheet },
    { id: 'out', label: say('app.sign_out'), group: say('app.do'), alias: 'tuichu tc logout', run: signOut },
  ]
  return <CommandPalette commands={commands} open={open} setOpen={setOpen} />
}
