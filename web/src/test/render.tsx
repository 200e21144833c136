import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { createMemoryRouter, useLocation, type RouteObject } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { Appearance } from '@/kit/appearance'
import { KeysProvider } from '@/kit/keys'
import { WorkplaceProvider, type Workplace } from '@/kit/workplace'

interface Options {
  at?: string
  /** Permissions held. */
  may?: readonly string[]
  holders?: Workplace['holders']
  routes?: readonly RouteObject[]
}

function Where() {
  const { pathname, search, hash } = useLocation()
  return <output data-testid="where">{pathname + search + hash}</output>
}

/** Renders a part where it lives: theme, words, router, queries, keys and a person with some rights. */
export function show(part: ReactNode, { at = '/', may = [], holders = () => [], routes = [] }: Options = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const place: Workplace = { zone: 'Asia/Shanghai', role: 'service', may: (p) => may.includes(p), holders }
  const router = createMemoryRouter(
    [
      ...routes,
      {
        path: '*',
        element: (
          <WorkplaceProvider value={place}>
            <KeysProvider>
              {part}
              <Where />
            </KeysProvider>
          </WorkplaceProvider>
        ),
      },
    ],
    { initialEntries: [at] },
  )
  const view = render(
    <QueryClientProvider client={client}>
      <Appearance>
        <RouterProvider router={router} />
      </Appearance>
    </QueryClientProvider>,
  )
  const where = () => view.getByTestId('where').textContent
  return { ...view, where, router, client, user: userEvent.setup({ pointerEventsCheck: 0 }) }
}
