import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router/dom'
import { Problem } from '@/api/problem'
import { allPages } from './pages'
import { makeRouter } from './routes'
import { firstLanguage, i18n, speak } from '@/i18n'
import { Appearance } from '@/kit/appearance'
import '@/kit/kit.css'
import '@/kit/office.css'
import './app.css'

/** A broken network is tried again; an answer that says no is believed. */
const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (n, error) => [0, 502, 503, 504].includes(Problem.from(error).status) && Problem.from(error).code !== 'page' && n < 2,
    },
  },
})

speak(firstLanguage())
// The server's sentences come in one language: after a change they are asked for again.
i18n.on('languageChanged', () => void client.invalidateQueries())

/** The back office, for those who work here. */
export async function start(root: HTMLElement): Promise<void> {
  const pages = await allPages()
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <Appearance>
          <RouterProvider router={makeRouter(pages)} />
        </Appearance>
      </QueryClientProvider>
    </StrictMode>,
  )
}
