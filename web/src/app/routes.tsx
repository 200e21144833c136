import { lazy, Suspense, type ReactNode } from 'react'
import { createBrowserRouter, Link, Outlet, useLocation } from 'react-router'
import { Enter } from '@/demo/enter'
import { useSay } from '@/i18n'
import { ErrorBoundary } from '@/kit/boundary'
import { EmptyState } from '@/kit/empty'
import { Page } from '@/kit/page'
import { DetailSkeleton } from '@/kit/skeletons'
import { useWorkplace } from '@/kit/workplace'
import { Accept } from '@/staff/accept'
import type { PageEntry } from './pages'
import { Shell } from './shell'
import { SignIn } from './signin'
import { Setup } from './setup'

/** Each page stands alone: its fault stays inside it, and it is fetched when first seen. */
function Frame() {
  const { pathname } = useLocation()
  return (
    <ErrorBoundary at={pathname}>
      <Suspense fallback={<DetailSkeleton />}>
        <Outlet />
      </Suspense>
    </ErrorBoundary>
  )
}

/** A page that one may not see says so and who may, like every forbidden button. */
function Guard({ permission, children }: { permission?: string; children: ReactNode }) {
  const say = useSay()
  const { may, holders } = useWorkplace()
  if (permission === undefined || may(permission)) return children
  const who = holders(permission).map((role) => say(`kit.role.${role}`)).join(say('kit.comma'))
  return (
    <Page title={say('app.closed')}>
      <EmptyState title={say('app.closed')} text={who === '' ? say('app.closed_nobody') : say('app.closed_text', { who })} />
    </Page>
  )
}

function Lost() {
  const say = useSay()
  return (
    <Page title={say('app.lost')}>
      <EmptyState title={say('app.lost')} text={say('app.lost_text')} action={<Link to="/">{say('app.lost_home')}</Link>} />
    </Page>
  )
}

/** A customer's own page: no shell, nobody is signed in. */
const OwnPage = lazy(() => import('@/own/page'))

/** The page of one contract: read, accept term by term, sign. */
const SignContract = lazy(() => import('@/sign/page'))

export function makeRouter(pages: readonly PageEntry[]) {
  return createBrowserRouter([
    { path: '/signin', element: <SignIn /> },
    { path: '/setup', element: <Setup /> },
    { path: '/invite', element: <Accept /> },
    { path: '/enter', element: <Enter /> },
    { path: '/p/:tenant/contract/:token', element: <Suspense fallback={<DetailSkeleton />}><SignContract /></Suspense> },
    { path: '/p/:tenant/customer/:token', element: <Suspense fallback={<DetailSkeleton />}><OwnPage /></Suspense> },
    {
      element: <Shell pages={pages} />,
      children: [
        {
          element: <Frame />,
          children: [
            ...pages.map((page) => {
              const Body = lazy(page.load)
              return {
                path: page.path,
                element: (
                  <Guard permission={page.permission}>
                    <Body />
                  </Guard>
                ),
              }
            }),
            { path: '*', element: <Lost /> },
          ],
        },
      ],
    },
  ])
}
